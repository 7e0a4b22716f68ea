/** What somebody means by a digest's time: a time of day, or articles as they come. Pure. */
import type { Quiet, Schedule } from '../model/subscription.ts'
import { USUAL_QUIET } from './instant.ts'
import { clockText, parseTime } from './slots.ts'

export type TimeSaid =
  | { kind: 'daily'; minute: number }
  /** `guessed`: of quiet hours nothing was said. */
  | { kind: 'instant'; quiet: Quiet | null; guessed: boolean }

const AS_THEY_COME =
  /^(?:instant(?:ly)?|at once|(?:as|when(?:ever)?) (?:they|it|articles) (?:comes?|arrives?)|immediate(?:ly)?|right away|straight away|asap|live|real[- ]?time|(?:記事が)?届き(?:しだい|次第)|(?:記事が)?届いたら|すぐに?|即時|即座に?|随時|(?:その)?都度|リアルタイム|速報)(?:すぐ)?(?:に|で)?/
const ALWAYS =
  /^(?:always|(?:at )?any ?time|day and night|24 ?(?:h|hours|時間)|24\/7|(?:without|no) quiet hours|いつでも|終日|常時|昼夜問わず|夜間も|休みなし)$/
const TIME =
  '(?:午前|午後)?\\s*\\d{1,2}(?:[:.時h]\\s*(?:\\d{1,2}|半)?分?|\\d{2})?\\s*(?:[ap]\\.?m\\.?)?'
const HOURS = new RegExp(
  `(?:(?:from|between|夜)\\s*)?(${TIME})\\s*(?:[-–—~〜ー]|to|until|till|and|から)\\s*(${TIME})(?:まで)?`,
)
const LEFT_OUT =
  /^(?:but |and )?(?:except|excluding|without|not|no|quiet|silent|off)(?: for| in| at| during| hours)*$|^(?:は|を|の間は?)?(?:お?休み|休む|休止|除く|除いて|以外|停止|なし)$/
const ONLY = /^(?:but )?only(?: in| at| during)?$|^(?:のみ|だけ|に限る)$/

/** Says whether quiet hours hold of which nothing was said. */
export const isQuietGuessed = (when: TimeSaid): boolean => when.kind === 'instant' && when.guessed

/** Gives what a text as people type it means, or null. */
export function readTime(typed: string): TimeSaid | null {
  const minute = parseTime(typed)
  if (minute !== null) return { kind: 'daily', minute }
  const text = typed.normalize('NFKC').trim().toLowerCase().replaceAll(/\s+/g, ' ')
  if (ALWAYS.test(text)) return { kind: 'instant', quiet: null, guessed: false }
  if (!AS_THEY_COME.test(text)) return null
  const more = text
    .replace(AS_THEY_COME, '')
    .replaceAll(/[(),、。;]/g, ' ')
    .trim()
  if (more === '') return { kind: 'instant', quiet: USUAL_QUIET, guessed: true }
  if (ALWAYS.test(more)) return { kind: 'instant', quiet: null, guessed: false }
  const quiet = quietIn(more)
  return quiet === null ? null : { kind: 'instant', quiet, guessed: false }
}

/** Hours alone may be meant either way: they need a word that says which. */
function quietIn(text: string): Quiet | null {
  const [all, first = '', second = ''] = HOURS.exec(text) ?? []
  if (all === undefined) return null
  const [from, to] = [parseTime(first), parseTime(second)]
  if (from === null || to === null || from === to) return null
  const word = text.replace(all, ' ').trim()
  if (LEFT_OUT.test(word)) return { from, to }
  return ONLY.test(word) ? { from: to, to: from } : null
}

/** Gives a schedule's time as a text that `readTime` reads again: `07:30`, `instant except 22:00-07:00`. */
export function whenValue(schedule: Pick<Schedule, 'minute' | 'instant'>): string {
  if (schedule.instant == null) return clockText(schedule.minute)
  const { quiet } = schedule.instant
  return quiet === null
    ? 'instant always'
    : `instant except ${clockText(quiet.from)}-${clockText(quiet.to)}`
}

type Time = Pick<Schedule, 'minute' | 'instant'>

/** Gives the part of a schedule that somebody means, else what it has now. */
export const timeOf = (when: TimeSaid, { minute }: Pick<Schedule, 'minute'>): Required<Time> =>
  when.kind === 'daily'
    ? { minute: when.minute, instant: null }
    : { minute, instant: { quiet: when.quiet } }

const at = (hour: number, minute = 0): Time => ({ minute: hour * 60 + minute })

/** Gives what is offered to somebody who has typed nothing. */
export const USUAL_TIMES: readonly Time[] = [
  at(7),
  at(7, 30),
  at(12),
  at(18),
  at(21),
  { minute: 0, instant: { quiet: USUAL_QUIET } },
  { minute: 0, instant: { quiet: null } },
]
