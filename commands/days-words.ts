/** A digest's days in words, and the choices while they are typed. */
import { COMMAND } from '../config/limits.ts'
import { countryName } from '../src/language/countries.ts'
import type { Caller } from '../src/model/caller.ts'
import type { Choice } from '../src/model/command.ts'
import type { Locale, Schedule } from '../src/model/subscription.ts'
import type { Services } from '../src/services/services.ts'
import { type Days, daysValue, EVERY_DAY, WEEKDAYS, WEEKEND } from '../src/subscription/days.ts'
import { normalize } from '../src/text/normalize.ts'
import { truncate } from '../src/text/truncate.ts'
import { say } from './pieces.ts'

/** 5 January 2026 was a Monday. */
const dayDate = (day: number) => new Date(Date.UTC(2026, 0, 4 + day))

/** Gives a day of the week by its name: `Monday`, or among others `Mon`. */
export const dayName = (day: number, locale: Locale, weekday: 'long' | 'short'): string =>
  new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' }).format(dayDate(day))

function weekWords(days: readonly number[], locale: Locale): string {
  if (days.length === EVERY_DAY.length) return say(locale, 'days.every')
  if (days.toString() === WEEKDAYS.toString()) return say(locale, 'days.weekdays')
  if (days.toString() === WEEKEND.toString()) return say(locale, 'days.weekend')
  const [first, ...more] = days
  if (first !== undefined && more.length === 0)
    return say(locale, 'days.one', { name: dayName(first, locale, 'long') })
  const names = days.map((day) => dayName(day, locale, 'short'))
  return say(locale, 'days.several', { names: names.join(say(locale, 'days.separator')) })
}

/** Gives on which days a digest comes: `on weekdays, except public holidays (Japan)`. */
export function daysWords({ days, holidays }: Schedule | Days, locale: Locale): string {
  const week = weekWords(days, locale)
  return holidays == null
    ? week
    : say(locale, 'days.but', { days: week, country: countryName(holidays, locale) })
}

/** Completes a digest's days while they are typed, in the caller's language. */
export async function completeDays(
  typed: string,
  services: Services,
  caller: Caller,
): Promise<Choice[]> {
  const { meant, usual } = await services.daysChoices(typed, caller)
  const choiceOf = (days: Days): Choice => ({
    name: truncate(daysWords(days, caller.locale), COMMAND.choiceName),
    value: daysValue(days),
  })
  const wanted = normalize(typed).trim()
  const fitting = usual.map(choiceOf).filter(({ name }) => normalize(name).includes(wanted))
  const all = new Map([...meant.map(choiceOf), ...fitting].map((one) => [one.value, one]))
  return [...all.values()].slice(0, COMMAND.choices)
}
