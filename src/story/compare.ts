/**
 * Whether two articles tell one story. Pure; the same whichever of the two comes first.
 *
 *   another script, version, match, magnitude, period → two stories, whatever they share
 *   another stage of the affair, a later day with another deed → not one story, a follow-up at most
 *   else the evidence is weighed → same | of one affair (the later one is a follow-up) | different
 *
 * The weights were fitted (logistic regression, L2) to the tuned pairs of test/story; docs/benchmarks.md has what the
 * others say.
 */

import { latestDiffers } from './days.ts'
import { apartBy, type Evidence, evidenceOf } from './evidence.ts'
import type { Telling } from './telling.ts'
import { rareShared } from './words.ts'

type Weighed = Exclude<keyof Evidence, 'coverMax' | 'clash' | 'actionsNew'>

export type Verdict = {
  kind: 'same' | 'follow-up' | 'different'
  /** Above 0: the same. */
  score: number
  /** Gives what decided, in words for the operator. */
  why: () => string
}

const HOUR_MS = 3_600_000
/** News is told again for this long; what is told later is another story, or a follow-up. */
export const SAME_MS = 48 * HOUR_MS
/** An affair that was quiet for longer begins anew. */
export const FOLLOW_UP_MS = 7 * 24 * HOUR_MS

const BIAS = -7.61
const WEIGHTS: Readonly<Record<Weighed, number>> = {
  coverMin: 1.72,
  plainMax: 2.17,
  rare: 2.1,
  amounts: 1.7,
  nextDay: -2.5,
  otherDay: -2.22,
  nightBetween: -2.58,
  placeShared: 0.68,
  placeDiffers: -1.67,
  namesMissed: 2.48,
  markets: -2.99,
  after: -0.55,
  subjectBoth: -2.21,
  subjectEither: -0.88,
  namesClash: -1.81,
  quotesClash: -1.92,
  // What is alike beyond what it shares of rare words is a series told by one pattern.
  alike: -8.82,
  titlesAlike: -2.38,
  rareWords: 1.81,
  titleInMax: 4.64,
  deedsAlike: 1.05,
  deedsApart: -0.58,
  reacts: -1.47,
}
/** A wrong merge hides news, a missed one only repeats it; English papers share more words by chance. */
const CAUTION = { ja: 0.5, other: 0.9 }
/**
 * Each title is told by the other article nearly whole, and nothing speaks against it: one event. The weights were fitted to leads
 * of twenty words and more and take short texts that are all alike for a series.
 */
const RETOLD = 0.7
const AGAINST: readonly (keyof Evidence)[] = [
  'nightBetween',
  'nextDay',
  'otherDay',
  'placeDiffers',
  'markets',
  'reacts',
  'quotesClash',
  'namesClash',
]
/** Where nothing says on which day both were published, fitted alone: English ones are then joined only where it is plain. */
const UNDATED_BIAS = -7.32
const UNDATED_WEIGHTS: Readonly<Record<Weighed, number>> = {
  coverMin: 0.65,
  plainMax: 2.26,
  rare: 1.68,
  amounts: 1.92,
  nextDay: -4.42,
  otherDay: -5.35,
  nightBetween: 0,
  placeShared: 0.8,
  placeDiffers: -1.28,
  namesMissed: 2.22,
  markets: -1.67,
  after: -0.28,
  subjectBoth: -2.1,
  subjectEither: -0.59,
  namesClash: -1.07,
  quotesClash: -2.78,
  alike: -4.87,
  titlesAlike: -1.36,
  rareWords: 1.03,
  titleInMax: 3.24,
  deedsAlike: 0.95,
  deedsApart: -0.97,
  reacts: -0.47,
}
const UNDATED_CAUTION = { ja: 1.6, other: 3 }
/** Weight of rare words that two texts must share before it is worth looking further. */
const LEAST = 2
/** Two titles of which the one has nothing of the other article: what they share is a site's furniture. */
const TOUCH = 0.05

/** What tells of an affair, without what tells of one of its days. */
const AFFAIR: Readonly<Partial<Evidence>> = {
  coverMin: 0.35,
  coverMax: 0.79,
  rare: 1.33,
  placeShared: 0.42,
  placeDiffers: -1.32,
  namesMissed: -0.56,
  subjectBoth: -1.86,
  clash: -0.9,
}
const AFFAIR_FROM = 3.2

const different = (why: string): Verdict => ({
  kind: 'different',
  score: Number.NEGATIVE_INFINITY,
  why: () => why,
})

/** Gives the verdict on two tellings. */
export function compare(a: Telling, b: Telling): Verdict {
  if (a.script !== b.script) return different('other script')
  const gap = gapOf(a, b)
  if (gap > FOLLOW_UP_MS) return different('too far apart')
  if (rareShared(a.words, b.words) < LEAST) return different('hardly a word in common')
  const { marks, stage } = apartBy(a, b)
  if (marks.length > 0) return different(`differ in ${marks.map((mark) => mark.trim()).join(', ')}`)
  const evidence = evidenceOf(a, b)
  const score = scoreOf(evidence, { a, b })
  const goesOn = stage || (evidence.actionsNew > 0 && latestDiffers(a, b))
  const isOne =
    (score > 0 || (areDated(a, b) && isRetold(evidence))) &&
    evidence.coverMin > TOUCH &&
    gap <= SAME_MS &&
    !goesOn
  const why = () => told(evidence)
  if (isOne) return { kind: 'same', score: Math.max(score, Number.EPSILON), why }
  const isAffair = affairOf(evidence) > AFFAIR_FROM && evidence.coverMin > TOUCH
  if (isAffair) return { kind: 'follow-up', score: Math.min(0, score), why }
  return { kind: 'different', score: Math.min(0, score), why }
}

const areDated = (a: Telling, b: Telling): boolean =>
  a.publishedAt !== null && b.publishedAt !== null

function scoreOf(evidence: Evidence, { a, b }: { a: Telling; b: Telling }): number {
  return areDated(a, b)
    ? sum(evidence, WEIGHTS) + BIAS - CAUTION[a.script]
    : sum(evidence, UNDATED_WEIGHTS) + UNDATED_BIAS - UNDATED_CAUTION[a.script]
}

const gapOf = (a: Telling, b: Telling): number =>
  a.publishedAt === null || b.publishedAt === null ? 0 : Math.abs(a.publishedAt - b.publishedAt)

function sum(evidence: Evidence, weights: Readonly<Partial<Evidence>>): number {
  let total = 0
  for (const [name, weight] of Object.entries(weights))
    total += weight * evidence[name as keyof Evidence]
  return total
}

const isRetold = (evidence: Evidence): boolean =>
  evidence.titlesAlike > RETOLD &&
  evidence.coverMin > RETOLD &&
  AGAINST.every((name) => evidence[name] === 0)

const affairOf = (evidence: Evidence): number => sum(evidence, AFFAIR)

/** Gives the weightiest evidence in a few words. */
function told(evidence: Evidence): string {
  return Object.entries(evidence)
    .map(([name, value]) => ({ name, weight: value * (WEIGHTS[name as Weighed] ?? 0) }))
    .filter(({ weight }) => Math.abs(weight) > 0.4)
    .sort((x, y) => Math.abs(y.weight) - Math.abs(x.weight))
    .slice(0, 5)
    .map(({ name, weight }) => `${name} ${weight > 0 ? '+' : '−'}${Math.abs(weight).toFixed(1)}`)
    .join(', ')
}
