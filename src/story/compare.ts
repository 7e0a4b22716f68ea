/**
 * Whether two articles tell one story. Pure; the same whichever of the two comes first.
 *
 *   another script, version, match, magnitude, period → two stories, whatever they share
 *   another stage of the affair, a later day with another deed → not one story, a follow-up at most
 *   else the evidence is weighed → same | of one affair (the later one is a follow-up) | different
 *
 * The weights were fitted (logistic regression, L2) to the pairs in test/story/told but the fresh ones; docs/benchmarks.md
 * has what those say.
 */

import { latestDiffers } from './days.ts'
import { apartBy, type Evidence, evidenceOf } from './evidence.ts'
import type { Telling } from './telling.ts'
import { rareShared } from './words.ts'

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

const BIAS = -3.66
const WEIGHTS: Readonly<Record<keyof Evidence, number>> = {
  coverMin: 0.35,
  coverMax: 0.79,
  plainMax: 1.96,
  rare: 1.33,
  counts: 0.53,
  amounts: 1.51,
  amountsDiffer: -1.21,
  sameDay: 0.28,
  nextDay: -2.37,
  otherDay: -2.72,
  nightBetween: -2.96,
  placeShared: 0.42,
  placeDiffers: -1.32,
  namesMissed: -0.56,
  actionsKnown: 1.03,
  actionsNew: -0.43,
  markets: -1.36,
  opposite: -0.7,
  after: -0.29,
  subjectBoth: -1.86,
  clash: -0.9,
  namesClash: -1.3,
  // Two works of one maker: there are too few of them among the pairs to fit this.
  quotesClash: -2.5,
}
/** A wrong merge hides news, a missed one only repeats it. */
const CAUTION = 0.7
/** Without dates, nothing says that they tell of one day. */
const UNDATED = 2
/** Weight of rare words that two texts must share before it is worth looking further. */
const LEAST = 2
/** Two titles of which the one has nothing of the other article: what they share is a site's furniture. */
const TOUCH = 0.05

/** What tells of an affair, without what tells of one of its days. */
const AFFAIR: readonly (keyof Evidence)[] = [
  'coverMin',
  'coverMax',
  'rare',
  'placeShared',
  'placeDiffers',
  'namesMissed',
  'subjectBoth',
  'clash',
]
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
  const score = sum(evidence, WEIGHTS) + BIAS - cautionFor(a, b)
  const goesOn = stage || (evidence.actionsNew > 0 && latestDiffers(a, b))
  const isOne = score > 0 && evidence.coverMin > TOUCH && gap <= SAME_MS && !goesOn
  const why = () => told(evidence)
  if (isOne) return { kind: 'same', score, why }
  const isAffair = affairOf(evidence) > AFFAIR_FROM && evidence.coverMin > TOUCH
  if (isAffair) return { kind: 'follow-up', score: Math.min(0, score), why }
  return { kind: 'different', score: Math.min(0, score), why }
}

const cautionFor = (a: Telling, b: Telling): number =>
  CAUTION + (a.publishedAt === null || b.publishedAt === null ? UNDATED : 0)

const gapOf = (a: Telling, b: Telling): number =>
  a.publishedAt === null || b.publishedAt === null ? 0 : Math.abs(a.publishedAt - b.publishedAt)

function sum(evidence: Evidence, weights: Readonly<Record<string, number>>): number {
  let total = 0
  for (const [name, value] of Object.entries(evidence)) total += value * (weights[name] ?? 0)
  return total
}

const affairOf = (evidence: Evidence): number =>
  AFFAIR.reduce((total, name) => total + evidence[name] * WEIGHTS[name], 0)

/** Gives the weightiest evidence in a few words. */
function told(evidence: Evidence): string {
  return Object.entries(evidence)
    .map(([name, value]) => ({ name, weight: value * (WEIGHTS[name as keyof Evidence] ?? 0) }))
    .filter(({ weight }) => Math.abs(weight) > 0.4)
    .sort((x, y) => Math.abs(y.weight) - Math.abs(x.weight))
    .slice(0, 5)
    .map(({ name, weight }) => `${name} ${weight > 0 ? '+' : '−'}${Math.abs(weight).toFixed(1)}`)
    .join(', ')
}
