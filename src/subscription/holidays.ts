/** Public holidays of countries, by the calendar rules of `date-holidays`. The same for the same version of it. */
import { createRequire } from 'node:module'
import type Holidays from 'date-holidays'

const DAY_MS = 86_400_000

type Calendars = { Calendar: typeof Holidays; countries: ReadonlySet<string> }

let loaded: Calendars | undefined

/** Its calendars of all countries take a third of a second and 35 MB: only a bot that is asked for holidays reads them. */
function calendars(): Calendars {
  if (loaded) return loaded
  const Calendar = createRequire(import.meta.url)('date-holidays') as typeof Holidays
  loaded = { Calendar, countries: new Set(Object.keys(new Calendar().getCountries('en'))) }
  return loaded
}

/** Gives the countries (ISO 3166-1, two letters) whose holidays are known. */
export const holidayCountries = (): ReadonlySet<string> => calendars().countries

const years = new Map<string, ReadonlySet<string>>()

/** Half holidays do not count: their mornings are working days. */
function holidaysOf(country: string, year: number): ReadonlySet<string> {
  const key = `${country} ${year}`
  const known = years.get(key)
  if (known) return known
  const all = new (calendars().Calendar)(country, { types: ['public'] }).getHolidays(year) ?? []
  const dates = all.flatMap(({ date, start, end }) => {
    if (!date.slice(10).startsWith(' 00:00')) return []
    const first = Temporal.PlainDate.from(date.slice(0, 10))
    const days = Math.floor((end.getTime() - start.getTime()) / DAY_MS + 0.1)
    return Array.from({ length: days }, (_, n) => first.add({ days: n }).toString())
  })
  const found = new Set(dates)
  years.set(key, found)
  return found
}

/** Says whether a date is a public holiday of a country, all over it; of an unknown country none is. */
export const isHoliday = (date: Temporal.PlainDate, country: string): boolean =>
  holidayCountries().has(country) && holidaysOf(country, date.year).has(date.toString())

/** Regions that are no countries are left out; of some zones ICU knows an old name only. */
function countriesOfZones(): ReadonlyMap<string, string> {
  const named = [...holidayCountries()].flatMap((country) =>
    zonesOf(country).map((zone) => [canonical(zone), country] as const),
  )
  return new Map(named)
}

/** TypeScript does not know this part of ECMA-402 yet. */
const zonesOf = (country: string): readonly string[] =>
  (
    new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?(): string[] | undefined }
  ).getTimeZones?.() ?? []

const canonical = (zone: string): string =>
  new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone

let zones: ReadonlyMap<string, string> | undefined

/** Gives the country that a zone lies in, else the one that a Discord locale speaks of, else null. */
export function guessCountry(zone: string, guildLocale: string | null): string | null {
  zones ??= countriesOfZones()
  const byZone = zones.get(canonical(zone))
  if (byZone !== undefined) return byZone
  const region = guildLocale === null ? undefined : new Intl.Locale(guildLocale).maximize().region
  return region !== undefined && holidayCountries().has(region) ? region : null
}
