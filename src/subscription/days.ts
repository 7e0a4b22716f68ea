/** Which days of the week somebody means, and whose public holidays they leave out. Pure. */
import { countriesLike, countryIn } from '../language/countries.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { Schedule } from '../model/subscription.ts'
import { holidayCountries } from './holidays.ts'

export type Days = Required<Pick<Schedule, 'days' | 'holidays'>>

export const EVERY_DAY: readonly number[] = [1, 2, 3, 4, 5, 6, 7]
export const WEEKDAYS: readonly number[] = [1, 2, 3, 4, 5]
export const WEEKEND: readonly number[] = [6, 7]

const NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** Gives days as a text that `parseDays` reads again: `mon,wed`, `mon,tue,wed,thu,fri -jp`. */
export const daysValue = ({ days, holidays }: Days): string =>
  `${days.map((day) => NAMES[day - 1]).join(',')}${holidays === null ? '' : ` -${holidays.toLowerCase()}`}`

const SETS: readonly (readonly [RegExp, string])[] = [
  [/毎日|every ?day|daily|全日/g, ' 1-7 '],
  [/平日|week ?days?|work(?:ing )?days?|business days?|営業日/g, ' 1-5 '],
  [/週末|土日|week ?ends?/g, ' 6-7 '],
]
const WEEK: readonly RegExp[] = [
  /\bmon(?:days?)?\b/g,
  /\btue(?:s(?:days?)?)?\b/g,
  /\bwed(?:s|nesdays?)?\b/g,
  /\bthu(?:r(?:s(?:days?)?)?)?\b/g,
  /\bfri(?:days?)?\b/g,
  /\bsat(?:urdays?)?\b/g,
  /\bsun(?:days?)?\b/g,
]
const KANJI = '月火水木金土日'
const CODE = /\s-([a-z]{2})$/
const HOLIDAYS =
  /(?:(?:but|except|without|excluding|not|no)(?: for| on)? )?(?:the )?(?:public |bank |national )?holidays?|(?:国民の)?(?:祝祭?日|休日)(?:以外|を?除[くき]|を?除いて|は?休み?|なし)?/
const BETWEEN = /\b(?:of|in|on|the|and|or|but|except|every)\b|毎週|[のとを]|[,、・/&+():]/g
const RANGE = /(\d)\s*(?:[-–—~〜ー]|to|から)\s*(\d)(?:\s*まで)?/g

function span(from: number, to: number): number[] {
  const length = ((to - from + 7) % 7) + 1
  return Array.from({ length }, (_, n) => ((from - 1 + n) % 7) + 1)
}

/** Gives the days that a text names, or null where anything else is in it. */
function weekIn(text: string): number[] | null {
  if (/\d/.test(text)) return null
  let rest = text
  for (const [words, days] of SETS) rest = rest.replaceAll(words, days)
  for (const [index, name] of WEEK.entries()) rest = rest.replaceAll(name, ` ${index + 1} `)
  rest = rest.replaceAll(/([月火水木金土日])(?:曜日?)?/g, (_, day) => ` ${KANJI.indexOf(day) + 1} `)
  rest = rest.replaceAll(RANGE, (_, from, to) => ` ${span(Number(from), Number(to)).join(' ')} `)
  const words = rest.replaceAll(BETWEEN, ' ').split(/\s+/).filter(Boolean)
  if (!words.every((word) => /^[1-7]$/.test(word))) return null
  return [...new Set(words.map(Number))].sort((a, b) => a - b)
}

export type DaysProblem = { kind: 'bad-days' | 'no-country'; typed: string }

/**
 * Gives the days that people mean by `weekdays`, `月・水・金`, `Mon-Fri except holidays in Japan`, `平日（祝日を除く）`. Where
 * holidays are named without their country it is `guess`; holidays alone leave the weekdays.
 */
export function parseDays(
  typed: string,
  guess: () => string | null,
): Result<Days & { guessed: boolean }, DaysProblem> {
  const text = typed.normalize('NFKC').trim().toLowerCase().replaceAll(/\s+/g, ' ')
  const code = CODE.exec(text)?.[1]?.toUpperCase()
  const without = code === undefined ? text : text.replace(CODE, '')
  const bad = { kind: 'bad-days', typed } as const
  if (code === undefined && !HOLIDAYS.test(text)) return daysOnly(text, bad)
  if (code !== undefined && !holidayCountries().has(code)) return fail(bad)
  const other = without.replace(HOLIDAYS, ' ')
  const named = code === undefined ? countryIn(other, holidayCountries()) : null
  const days = weekIn(named?.rest ?? other)
  if (days === null) return fail(bad)
  const country = code ?? named?.country ?? guess()
  if (country === null) return fail({ kind: 'no-country', typed })
  const guessed = code === undefined && named === null
  return ok({ days: days.length === 0 ? WEEKDAYS : days, holidays: country, guessed })
}

function daysOnly(text: string, bad: DaysProblem): ReturnType<typeof parseDays> {
  const days = weekIn(text)
  return days === null || days.length === 0
    ? fail(bad)
    : ok({ days, holidays: null, guessed: false })
}

const but = (country: string): Days => ({ days: WEEKDAYS, holidays: country })
const only = (days: readonly number[]): Days => ({ days, holidays: null })

/** Gives what is offered to somebody who has typed nothing, and to whom nothing else is known to mean anything. */
export const usualDays = (country: string | null): Days[] => [
  only(EVERY_DAY),
  only(WEEKDAYS),
  ...(country === null ? [] : [but(country)]),
  only(WEEKEND),
  ...EVERY_DAY.map((day) => only([day])),
]

/** Gives what a typed text surely means, and the weekdays of the countries whose names it begins. */
export function daysMeant(typed: string, country: string | null): Days[] {
  const read = parseDays(typed, () => country)
  const meant = read.ok ? [{ days: read.value.days, holidays: read.value.holidays }] : []
  return [...meant, ...countriesLike(typed, holidayCountries()).map(but)]
}
