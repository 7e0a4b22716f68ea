/** When a digest comes, in words: a time of day, or as its articles come; and the choices while it is typed. */
import { COMMAND } from '../config/limits.ts'
import type { Caller } from '../src/model/caller.ts'
import type { Choice } from '../src/model/command.ts'
import type { Locale, Quiet, Schedule } from '../src/model/subscription.ts'
import { USUAL_QUIET } from '../src/subscription/instant.ts'
import { clockText } from '../src/subscription/slots.ts'
import { readTime, timeOf, USUAL_TIMES, whenValue } from '../src/subscription/time-said.ts'
import { normalize } from '../src/text/normalize.ts'
import { say, type Values } from './pieces.ts'

type Time = Pick<Schedule, 'minute' | 'instant'>

const hoursOf = ({ from, to }: Quiet): Values => ({ from: clockText(from), to: clockText(to) })

const quietWords = (quiet: Quiet | null, locale: Locale): string =>
  quiet === null ? say(locale, 'when.always') : say(locale, 'when.quiet', hoursOf(quiet))

/** Gives a schedule's time as its form shows it, and as it is understood again: `07:30`, `as they come, except 22:00–07:00`. */
export const whenWords = ({ minute, instant }: Time, locale: Locale): string =>
  instant == null
    ? clockText(minute)
    : say(locale, 'when.instant', { quiet: quietWords(instant.quiet, locale) })

/** Gives what texts on a digest's time choose by and fill in. */
export const whenValues = (schedule: Schedule, locale: Locale): Values => ({
  mode: schedule.instant == null ? 'daily' : 'instant',
  time: whenWords(schedule, locale),
  quiet: quietWords(schedule.instant?.quiet ?? null, locale),
})

/** Gives the line that says that the usual quiet hours hold, as nothing was said of any. */
export const quietLine = (locale: Locale): string =>
  say(locale, 'instant.quiet-guessed', {
    ...hoursOf(USUAL_QUIET),
    option: say(locale, 'command.option.time.name'),
    change: say(locale, 'control.edit'),
  })

/** Completes a digest's time while it is typed: first what is understood, then what is usual. */
export async function completeTime(typed: string, { locale }: Caller): Promise<Choice[]> {
  const choiceOf = (time: Time): Choice => ({
    name: whenWords(time, locale),
    value: whenValue(time),
  })
  const meant = readTime(typed)
  const wanted = normalize(typed).trim()
  const understood = meant === null ? [] : [choiceOf(timeOf(meant, { minute: 0 }))]
  const fitting = USUAL_TIMES.map(choiceOf).filter(({ name }) => normalize(name).includes(wanted))
  const all = new Map([...understood, ...fitting].map((one) => [one.value, one]))
  return [...all.values()].slice(0, COMMAND.choices)
}
