/** Reads days and a time of day that somebody wrote in one line: `weekdays 07:30`, `祝日を除く平日 7時半`. Pure. */
import { fail, ok, type Result } from '../lib/result.ts'
import type { DaysProblem } from './days.ts'

/** What was said of each; null where nothing was. */
export type When<T, D> = { time: T | null; days: D | null }

export type WhenProblem = DaysProblem | { kind: 'bad-time' | 'bad-when'; typed: string }

export type WhenReaders<T, D> = {
  /** Is given all that may be a time as one text; null where it is none. */
  time: (text: string) => T | null
  days: (text: string) => Result<D, DaysProblem>
}

const JOINT = '[\\s,、。・;／/]|\\b(?:at|on)\\b|[のにを]'
const BEFORE = new RegExp(`^(?:${JOINT})+`, 'i')
const AFTER = new RegExp(`(?:${JOINT})+$`, 'i')
const trimmed = (text: string) => text.replace(BEFORE, '').replace(AFTER, '')

/** No cut parts a number, a time such as 7:30, or a word in Latin letters. */
const TOGETHER = /[\d:.][\d:.]|\p{Script=Latin}\p{Script=Latin}/u

type Cut = { time: string; days: string }

/** All ways to part a text into a time and days, in either order, the longest time first. */
function cutsOf(text: string): Cut[] {
  const cuts: Cut[] = []
  for (let at = 1; at < text.length; at += 1) {
    if (TOGETHER.test(text.slice(at - 1, at + 1))) continue
    const [left, right] = [trimmed(text.slice(0, at)), trimmed(text.slice(at))]
    if (left === '' || right === '') continue
    cuts.push({ time: left, days: right }, { time: right, days: left })
  }
  return cuts.toSorted((a, b) => b.time.length - a.time.length)
}

function parted<T, D>(text: string, read: WhenReaders<T, D>): Result<When<T, D>, WhenProblem> {
  const cuts = cutsOf(text)
  let problem: WhenProblem | null = null
  for (const cut of cuts) {
    const time = read.time(cut.time)
    if (time === null) continue
    const days = read.days(cut.days)
    if (days.ok) return ok({ time, days: days.value })
    problem ??= days.error
  }
  if (problem) return fail(problem)
  const wrong = cuts.toReversed().find(({ days }) => read.days(days).ok)
  return fail(wrong ? { kind: 'bad-time', typed: wrong.time } : { kind: 'bad-when', typed: text })
}

/** Gives the days and the time that a text names: both in either order, or only one of them. */
export function parseWhen<T, D>(
  typed: string,
  read: WhenReaders<T, D>,
): Result<When<T, D>, WhenProblem> {
  const text = trimmed(typed.normalize('NFKC').replaceAll(/\s+/g, ' '))
  const time = read.time(text)
  if (time !== null) return ok({ time, days: null })
  const days = read.days(text)
  if (days.ok) return ok({ time: null, days: days.value })
  if (days.error.kind === 'no-country') return days
  return parted(text, read)
}
