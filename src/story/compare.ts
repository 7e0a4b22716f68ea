/**
 * Whether two articles tell one story. Pure; the same whichever of the two comes first.
 *
 *   another script, version, match, magnitude, period, stage of the affair → not one story, whatever they share
 *   else the evidence is weighed → same | of one affair (the later one is a follow-up) | different
 *
 * The weights were fitted (logistic regression, L2) to half of the pairs in test/story/told; docs/benchmarks.md has what
 * the other half says.
 */
import { apartBy, type Evidence, evidenceOf } from './evidence.ts'
import type { Telling } from './telling.ts'

export type Verdict = {
  kind: 'same' | 'follow-up' | 'different'
  /** Above 0: the same. */
  score: number
  /** What decided, in words for the operator. */
  why: string
}

const HOUR_MS = 3_600_000
/** News is told again for this long; what is told later is another story, or a follow-up. */
export const SAME_MS = 48 * HOUR_MS
/** An affair that was quiet for longer begins anew. */
export const FOLLOW_UP_MS = 7 * 24 * HOUR_MS

const BIAS = -5.35
const WEIGHTS: Readonly<Record<keyof Evidence, number>> = {
  coverMin: 0.66,
  coverMax: 1.07,
  plainMax: 0.86,
  dice: 1.87,
  contained: 1.69,
  rare: 0.7,
  amounts: 1.45,
  amountsDiffer: -0.96,
  sameDay: 1.67,
  nextDay: -1.7,
  otherDay: -1.21,
  placeShared: 0.54,
  placeDiffers: -0.75,
  namesMissed: -1.19,
  actionsKnown: 0.78,
  actionsNew: -0.46,
  angles: -0.83,
  opposite: -1.67,
  subjectBoth: -1.23,
  clash: -0.84,
}
/** A wrong merge hides news, a missed one only repeats it. */
const CAUTION = 0.3
/** Two titles of which the one has nothing of the other article: what they share is a site's furniture. */
const TOUCH = 0.05

/** What tells of an affair, without what tells of one of its days. */
const AFFAIR: readonly (keyof Evidence)[] = [
  'coverMin',
  'coverMax',
  'dice',
  'contained',
  'rare',
  'placeShared',
  'placeDiffers',
  'namesMissed',
  'subjectBoth',
  'clash',
]
const AFFAIR_FROM = 3.6

const different = (why: string, score = Number.NEGATIVE_INFINITY): Verdict => ({
  kind: 'different',
  score,
  why,
})

/** Gives the verdict on two tellings. */
export function compare(a: Telling, b: Telling): Verdict {
  if (a.script !== b.script) return different('other script')
  const gap = gapOf(a, b)
  if (gap > FOLLOW_UP_MS) return different('too far apart')
  const { marks, stage } = apartBy(a, b)
  if (marks.length > 0) return different(`differ in ${marks.map((mark) => mark.trim()).join(', ')}`)
  const evidence = evidenceOf(a, b)
  const score = sum(evidence, WEIGHTS) + BIAS - CAUTION
  const isOne = score > 0 && evidence.coverMin > TOUCH && gap <= SAME_MS && !stage
  if (isOne) return { kind: 'same', score, why: told(evidence) }
  const isAffair = affairOf(evidence) > AFFAIR_FROM && evidence.coverMin > TOUCH
  if (isAffair) return { kind: 'follow-up', score: Math.min(0, score), why: told(evidence) }
  return different(told(evidence), Math.min(0, score))
}

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
