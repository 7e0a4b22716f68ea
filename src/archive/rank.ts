/** The order of what a search found: pure, and the same for every engine. */
import type { Article } from '../model/article.ts'
import type { Reasons, Where } from '../model/search.ts'
import { type Starts, startsIn } from '../text/match.ts'
import { type Outline, outlineParts } from './parts.ts'
import { type SearchQuery, termsWanted } from './search-query.ts'

/** What a word is worth where it stands; a match that stands nowhere else stands in the body. */
const WEIGHTS: Record<Where, number> = {
  title: 4,
  lead: 2,
  point: 1,
  section: 0.5,
  source: 0.5,
  next: 0.25,
  body: 0.25,
}

/** All words in one text, near each other, and in the order in which they were typed. */
const TOGETHER = 0.5
const NEAR = 0.5
const IN_ORDER = 0.25
/** Words that are found side by side stand at most so many tokens further on than they are long. */
const GAP = 2
/** A title of nothing but the words that were looked for; a long one has its share of it. */
const WHOLE_TITLE = 1

/** An article of today is worth this much more than one that is old, one of two weeks ago half of it. */
const RECENCY = 1
const HALF_LIFE_MS = 14 * 24 * 3_600_000

/** What is known of an article without reading it. */
export type Head = Pick<Article, 'id' | 'feedId' | 'seq' | 'publishedAt' | 'arrivedAt' | 'story'>

export type Rankable = Outline & Head

export type Ranked = { id: number; score: number; reasons: Reasons }

/** When an article was published or, where that is not known, arrived; in epoch ms. */
export const timeOf = ({ publishedAt, arrivedAt }: Pick<Article, 'publishedAt' | 'arrivedAt'>) =>
  publishedAt ?? arrivedAt

/** Of equal ones the newer comes first. */
export const compareNewness = (a: Head, b: Head): number => timeOf(b) - timeOf(a) || b.seq - a.seq

/** Gives the matches of a query, best first; of equal ones the newer first. The same input has the same order always. */
export function rank<T extends Rankable>(
  articles: readonly T[],
  { query, now }: { query: SearchQuery; now: number },
): (Ranked & { article: T })[] {
  return articles
    .map((article) => ({ article, ...scoreOf(article, { query, now }) }))
    .sort((a, b) => b.score - a.score || compareNewness(a.article, b.article))
    .map(({ article, score, reasons }) => ({ id: article.id, article, score, reasons }))
}

/** In which groups of the index the words of a query were found: of each word the articles. */
export type FoundIn = { title: ReadonlySet<number>; lead: ReadonlySet<number> }[]

/**
 * Gives the matches of a query by what the index alone says, best first: close enough to choose which of many are read and
 * ranked.
 */
export function sift<T extends Head>(
  heads: readonly T[],
  { found, now }: { found: FoundIn; now: number },
): T[] {
  const worth = (id: number): number =>
    found.reduce(
      (sum, { title, lead }) =>
        sum +
        WEIGHTS.body +
        (title.has(id) ? WEIGHTS.title : 0) +
        (lead.has(id) ? (WEIGHTS.lead + WEIGHTS.point) / 2 : 0),
      0,
    ) / Math.max(1, found.length)
  const scores = new Map(
    heads.map((head) => [head.id, rounded(worth(head.id) + recencyOf(head, now))]),
  )
  const scoreOfHead = ({ id }: Head) => scores.get(id) ?? 0
  return heads.toSorted((a, b) => scoreOfHead(b) - scoreOfHead(a) || compareNewness(a, b))
}

function recencyOf(head: Head, now: number): number {
  const age = Math.max(0, now - timeOf(head))
  return RECENCY * 2 ** (-age / HALF_LIFE_MS)
}

// Rounded, so that no engine's or machine's last binary digit decides an order.
const rounded = (score: number) => Math.round(score * 1000) / 1000

/** Gives where each wanted word begins in a text that holds any: of its spellings the first. */
function clauseStarts({ starts }: Starts, clauseOf: readonly number[]): Map<number, number> {
  const found = new Map<number, number>()
  for (const { term, start } of starts) {
    const clause = clauseOf[term]
    if (clause !== undefined && !found.has(clause)) found.set(clause, start)
  }
  return found
}

/** What it adds that words stand in one text: more where they stand together, as they were typed. */
function togetherness(starts: Map<number, number>, length: number, count: number): number {
  if (count < 2 || starts.size < count) return 0
  const places = [...starts.entries()].toSorted(([a], [b]) => a - b).map(([, start]) => start)
  const span = Math.max(...places) - Math.min(...places)
  const isInOrder = places.every((place, index) => index === 0 || place >= (places[index - 1] ?? 0))
  return TOGETHER + (span <= length + GAP * (count - 1) ? NEAR : 0) + (isInOrder ? IN_ORDER : 0)
}

function scoreOf(article: Rankable, { query, now }: { query: SearchQuery; now: number }) {
  const { terms, clauseOf } = termsWanted(query)
  const count = query.all.length
  const length = query.all.reduce((sum, any) => sum + (any[0]?.spellings[0]?.tokens.length ?? 0), 0)
  const places = query.all.map((): Set<Where> => new Set(['body']))
  let together = 0
  let title = 0
  for (const { where, text } of terms.length === 0 ? [] : outlineParts(article)) {
    const found = startsIn(text, terms)
    if (found === null) continue
    const starts = clauseStarts(found, clauseOf)
    for (const clause of starts.keys()) places[clause]?.add(where)
    together = Math.max(together, (togetherness(starts, length, count) * WEIGHTS[where]) / 4)
    if (where === 'title' && starts.size === count) {
      title = Math.max(title, WHOLE_TITLE * Math.min(1, length / found.count))
    }
  }
  const worth = places.flatMap((found) => [...found].map((where) => WEIGHTS[where]))
  const words = worth.reduce((sum, one) => sum + one, 0) / Math.max(1, count)
  const recency = recencyOf(article, now)
  return {
    score: rounded(words + together + title + recency),
    reasons: {
      words: rounded(words),
      together: rounded(together),
      title: rounded(title),
      recency: rounded(recency),
    },
  }
}
