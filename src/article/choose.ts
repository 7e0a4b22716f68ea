/** Which sentences become the key points: the best that stand alone, none that says another one again. Pure. */
import { codePoints } from '../text/truncate.ts'
import type { Candidate } from './candidates.ts'
import { clausesOf } from './clauses.ts'
import { isDangling } from './leaning.ts'
import { overlap, type Words, wordsOf } from './likeness.ts'
import { hasPointLength, isDense, isStatement, pointLength } from './sentence-shape.ts'

const KEY_POINTS = 3
/**
 * Shared content words / the smaller set: more is the same said twice. A reader's measure is .5; others tell words of
 * spaced languages apart a little differently, so there the cap stands below it.
 */
const SAME = { dense: 0.5, spelled: 0.45 }
/** Likeness below the cap costs too: of two good sentences the one that says more new things. */
const REDUNDANCY = 0.5
/** Where the title says it all, a point that says little else is the title again. */
const SAYS_TITLE = 0.7
/** A title of fewer words (“Ferries”) is no sentence that a point could say again. */
const TELLING = 4
/** A greeting, a number to call, who wrote it: rather no point at all. */
const NO_POINT = 1
/** A step of a recipe, an answer without a name: only where no other sentence is left, wherever that one stands. */
const LAST_CHOICE = { from: 0.6, costs: 2 }
/** Part of a long sentence: it left something out. */
const CUT = 0.15

export type Point = { text: string; number: number }

type Offer = Point & { words: Words; score: number }

/** Gives points that make up three with those that are given, in the order of the text; fewer rather than any that leans, asks, repeats or is cut short. */
export function choosePoints(
  candidates: readonly Candidate[],
  {
    scores,
    leads,
    titleWords,
    given,
    lang,
  }: {
    scores: readonly number[]
    leads: readonly Candidate[]
    titleWords: Words
    given: readonly Words[]
    lang: string
  },
): Point[] {
  const inLead = new Set(leads.map(({ number }) => number))
  const offers = candidates.flatMap((candidate, index) =>
    inLead.has(candidate.number) ? [] : offersOf(candidate, scores[index] ?? 0, lang),
  )
  const taken = [...leads.map(({ set }) => set), ...given]
  const chosen: Offer[] = []
  const same = SAME[isDense(lang) ? 'dense' : 'spelled']
  while (chosen.length < KEY_POINTS - given.length) {
    const best = bestOf(offers, { chosen, taken, titleWords, same })
    if (best === null) break
    chosen.push(best)
    taken.push(best.words)
  }
  return chosen.sort((a, b) => a.number - b.number).map(({ text, number }) => ({ text, number }))
}

/** A sentence as it is where it has a point's length, else what of a longer one stands alone. */
function offersOf(candidate: Candidate, score: number, lang: string): Offer[] {
  const { point, number, set, statement, dangling, penalty, voice, bonus } = candidate
  if (!statement || penalty >= NO_POINT) return []
  const looks = penalty + voice
  const worth = score + bonus - looks - (looks >= LAST_CHOICE.from ? LAST_CHOICE.costs : 0)
  if (hasPointLength(point, lang)) {
    return dangling
      ? []
      : [{ text: point, number, words: set, score: worth + lengthFit(point, lang) }]
  }
  if (codePoints(point) < pointLength(lang).least) return []
  return clausesOf(point, lang)
    .filter((part) => hasPointLength(part, lang) && isStatement(part) && !isDangling(part, lang))
    .map((part) => ({
      text: part,
      number,
      words: wordsOf(part, lang),
      score: worth - CUT + lengthFit(part, lang),
    }))
}

/** Neither a remark nor a paragraph: the middle of the range is best. */
function lengthFit(text: string, lang: string): number {
  const { least, most } = pointLength(lang)
  const length = codePoints(text)
  const [short, long] = isDense(lang) ? [least * 1.5, most * 0.9] : [least * 1.5, most * 0.85]
  if (length < short) return -0.3 * ((short - length) / (short - least))
  return length > long ? -0.2 * ((length - long) / (most - long)) : 0
}

type Present = {
  chosen: readonly Offer[]
  taken: readonly Words[]
  titleWords: Words
  same: number
}

function bestOf(offers: readonly Offer[], present: Present): Offer | null {
  let best: Offer | null = null
  let most = Number.NEGATIVE_INFINITY
  for (const offer of offers) {
    if (present.chosen.some(({ number }) => number === offer.number)) continue
    const worth = offer.score - REDUNDANCY * sameness(offer, present)
    if (worth > most) {
      best = offer
      most = worth
    }
  }
  return best
}

/** Gives the closest likeness to what is there already; infinite where it is too close. */
function sameness(offer: Offer, { taken, titleWords, same }: Present): number {
  let closest = 0
  for (const words of taken) closest = Math.max(closest, overlap(offer.words, words))
  if (closest > same) return Number.POSITIVE_INFINITY
  const saysTitle = titleWords.size >= TELLING && overlap(offer.words, titleWords) > SAYS_TITLE
  return saysTitle ? Number.POSITIVE_INFINITY : closest
}
