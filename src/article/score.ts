/** How much a sentence tells of its article: what later sentences take up again, its place, its likeness to the title. Pure. */
import { overlap, type Words } from './likeness.ts'

/** Flat on purpose: what was measured hardly depends on them. */
const WEIGHTS = { centrality: 0.4, place: 1.5, title: 0.6 }
/** A sentence pays for what earlier ones said and earns what later ones take up (PACSUM's directed centrality). */
const DIRECTION = { earlier: -0.2, later: 1 }
/** Sentences after which half of the place's worth is gone. */
const HALF_PLACE = { dense: 6, spelled: 4 }

export type Scored = { words: readonly string[]; set: Words }

/**
 * Gives each sentence's score, in their order; linear in the number of words.
 *
 * @param lead the index of the sentence that leads
 */
export function scoresOf(
  sentences: readonly Scored[],
  { title, dense, lead }: { title: Words; dense: boolean; lead: number },
): number[] {
  const central = centralities(sentences.map(({ words }) => words))
  const half = HALF_PLACE[dense ? 'dense' : 'spelled']
  return sentences.map(
    ({ set }, index) =>
      WEIGHTS.centrality * (central[index] ?? 0) +
      WEIGHTS.place * (half / (half + placeOf(index, lead))) +
      WEIGHTS.title * titleLikeness(set, title),
  )
}

/** What stands before the lead only led up to it. */
const BEFORE_LEAD = 10
const placeOf = (index: number, lead: number) => (index < lead ? BEFORE_LEAD : index)

/** Likeness to a title of one or two words is chance. */
const TITLE_WORDS = 3

const titleLikeness = (set: Words, title: Words): number =>
  title.size < TITLE_WORDS || set.size === 0 ? 0 : overlap(set, title)

/** Gives directed centralities in [0, 1]. The sum of the likenesses to all later sentences is the likeness to their sum. */
export function centralities(sentences: readonly (readonly string[])[]): number[] {
  const vectors = vectorsOf(sentences)
  const later = vectors.map(() => 0)
  const earlier = vectors.map(() => 0)
  const sum = new Map<string, number>()
  for (const [index, vector] of vectors.entries()) {
    earlier[index] = dot(vector, sum)
    addTo(sum, vector)
  }
  sum.clear()
  for (const [index, vector] of [...vectors.entries()].reverse()) {
    later[index] = dot(vector, sum)
    addTo(sum, vector)
  }
  const raw = vectors.map(
    (_, index) => DIRECTION.later * (later[index] ?? 0) + DIRECTION.earlier * (earlier[index] ?? 0),
  )
  return toUnit(raw)
}

type Vector = readonly (readonly [string, number])[]

/** TF-IDF within the article, each of length 1. */
function vectorsOf(sentences: readonly (readonly string[])[]): Vector[] {
  const counts = sentences.map(countsOf)
  const inSentences = new Map<string, number>()
  for (const count of counts) {
    for (const word of count.keys()) inSentences.set(word, (inSentences.get(word) ?? 0) + 1)
  }
  return counts.map((count) => {
    const weights = [...count].map(
      ([word, times]) =>
        [word, times * Math.log((1 + sentences.length) / (inSentences.get(word) ?? 1))] as const,
    )
    const length = Math.sqrt(weights.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1
    return weights
      .filter(([word]) => (inSentences.get(word) ?? 0) > 1)
      .map(([word, weight]) => [word, weight / length] as const)
  })
}

function countsOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

const dot = (vector: Vector, sum: ReadonlyMap<string, number>): number =>
  vector.reduce((total, [word, weight]) => total + weight * (sum.get(word) ?? 0), 0)

function addTo(sum: Map<string, number>, vector: Vector): void {
  for (const [word, weight] of vector) sum.set(word, (sum.get(word) ?? 0) + weight)
}

function toUnit(values: readonly number[]): number[] {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (const value of values) {
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  const range = most - least
  return values.map((value) => (range > 0 ? (value - least) / range : 0))
}
