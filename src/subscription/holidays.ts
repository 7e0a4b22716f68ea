/**
 * Public holidays of countries, by the calendar rules of `date-holidays`. The same for the same version of it. What is not
 * known yet is computed at once, which takes up to half a second the first time: `src/worker/holidays.ts` does it beforehand.
 */
import { createRequire } from 'node:module'
import type Holidays from 'date-holidays'
import { nextTurn } from '../lib/turn.ts'
import { HOLIDAY_COUNTRIES } from './holiday-countries.ts'

const DAY_MS = 86_400_000

/** A country's year, and its holidays as ISO dates once they are known. */
export type HolidayYear = { country: string; year: number }
export type HolidayDates = HolidayYear & { dates: readonly string[] }

let Calendar: typeof Holidays | undefined

/** Its calendars of all countries take a third of a second and 35 MB: only who computes holidays reads them. */
function calendar(): typeof Holidays {
  Calendar ??= createRequire(import.meta.url)('date-holidays') as typeof Holidays
  return Calendar
}

/** Gives the countries (ISO 3166-1, two letters) whose holidays are known. */
export const holidayCountries = (): ReadonlySet<string> => HOLIDAY_COUNTRIES

/** Computes a year's holidays. Half holidays do not count: their mornings are working days. */
export function computeHolidays({ country, year }: HolidayYear): HolidayDates {
  const all = new (calendar())(country, { types: ['public'] }).getHolidays(year) ?? []
  const dates = all.flatMap(({ date, start, end }) => {
    if (!date.slice(10).startsWith(' 00:00')) return []
    const first = Temporal.PlainDate.from(date.slice(0, 10))
    const days = Math.floor((end.getTime() - start.getTime()) / DAY_MS + 0.1)
    return Array.from({ length: days }, (_, n) => first.add({ days: n }).toString())
  })
  return { country, year, dates }
}

const known = new Map<string, ReadonlySet<string>>()

const keyOf = ({ country, year }: HolidayYear) => `${country} ${year}`

/** Says whether a year's holidays are known, or need not be. */
export const areKnown = (of: HolidayYear): boolean =>
  known.has(keyOf(of)) || !holidayCountries().has(of.country)

/** Keeps holidays that were computed; gives them for search by date. */
export function keepHolidays(holidays: HolidayDates): ReadonlySet<string> {
  const dates = new Set(holidays.dates)
  known.set(keyOf(holidays), dates)
  return dates
}

const holidaysOf = (of: HolidayYear): ReadonlySet<string> =>
  known.get(keyOf(of)) ?? keepHolidays(computeHolidays(of))

/** Says whether a date is a public holiday of a country, all over it; of an unknown country none is. */
export const isHoliday = (date: Temporal.PlainDate, country: string): boolean =>
  holidayCountries().has(country) && holidaysOf({ country, year: date.year }).has(date.toString())

/** TypeScript does not know this part of ECMA-402 yet. */
const zonesOf = (country: string): readonly string[] =>
  (
    new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?(): string[] | undefined }
  ).getTimeZones?.() ?? []

const canonical = (zone: string): string =>
  new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone

type Zones = Map<string, string>

/** The country of each zone, once all are there; regions that are no countries are left out. */
let zones: Zones | undefined

/** ICU names each zone of a country by the one name that it calls canonical. */
const addZones = (into: Zones, country: string): Zones =>
  zonesOf(country).reduce((all, zone) => all.set(zone, country), into)

/** Learns which zones each country has, which takes 50 ms in all, a country a turn. */
export async function prepareZones(): Promise<void> {
  if (zones !== undefined) return
  const found: Zones = new Map()
  for (const country of holidayCountries()) {
    addZones(found, country)
    await nextTurn()
  }
  zones = found
}

/** Gives the country that a zone lies in, else the one that a Discord locale speaks of, else null. */
export function guessCountry(zone: string, guildLocale: string | null): string | null {
  zones ??= [...holidayCountries()].reduce(addZones, new Map())
  const byZone = zones.get(canonical(zone))
  if (byZone !== undefined) return byZone
  const region = guildLocale === null ? undefined : new Intl.Locale(guildLocale).maximize().region
  return region !== undefined && holidayCountries().has(region) ? region : null
}
