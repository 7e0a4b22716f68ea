/** Which time zone a server probably lives in, and which zones somebody means. Pure. */
import { CITIES } from './cities.ts'

/** The zone that most speakers of a Discord locale live in; only such where one zone is a fair guess. */
const ZONE_OF_LOCALE: Record<string, string> = {
  ja: 'Asia/Tokyo',
  ko: 'Asia/Seoul',
  'zh-TW': 'Asia/Taipei',
  'zh-CN': 'Asia/Shanghai',
  th: 'Asia/Bangkok',
  vi: 'Asia/Ho_Chi_Minh',
  hi: 'Asia/Kolkata',
  id: 'Asia/Jakarta',
  tr: 'Europe/Istanbul',
  de: 'Europe/Berlin',
  fr: 'Europe/Paris',
  it: 'Europe/Rome',
  pl: 'Europe/Warsaw',
  nl: 'Europe/Amsterdam',
  'es-ES': 'Europe/Madrid',
  'sv-SE': 'Europe/Stockholm',
  da: 'Europe/Copenhagen',
  no: 'Europe/Oslo',
  fi: 'Europe/Helsinki',
  cs: 'Europe/Prague',
  hu: 'Europe/Budapest',
  ro: 'Europe/Bucharest',
  bg: 'Europe/Sofia',
  el: 'Europe/Athens',
  hr: 'Europe/Zagreb',
  lt: 'Europe/Vilnius',
  uk: 'Europe/Kyiv',
  ru: 'Europe/Moscow',
  'pt-BR': 'America/Sao_Paulo',
  'es-419': 'America/Mexico_City',
  'en-GB': 'Europe/London',
  'en-US': 'America/New_York',
}

/** Gives the zone to start with for a server of a Discord locale; UTC where nothing is known. */
export const guessZone = (guildLocale: string | null): string =>
  (guildLocale !== null && ZONE_OF_LOCALE[guildLocale]) || 'UTC'

/** What people type for a zone beside the names of cities. */
const SPOKEN: Record<string, string> = {
  jst: 'Asia/Tokyo',
  とうきょう: 'Asia/Tokyo',
  トウキョウ: 'Asia/Tokyo',
  にほん: 'Asia/Tokyo',
  kst: 'Asia/Seoul',
  gmt: 'UTC',
  utc: 'UTC',
  est: 'America/New_York',
  edt: 'America/New_York',
  et: 'America/New_York',
  cst: 'America/Chicago',
  mst: 'America/Denver',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  pt: 'America/Los_Angeles',
}

const fold = (text: string) =>
  text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '')

/** A zone, and the city that was meant where its name does not say it. */
export type ZoneChoice = { zone: string; city: string | null }

const plainly = (zone: string): ZoneChoice => ({ zone, city: null })

/** Runtimes list some zones by an old name (`Asia/Calcutta`) only; the cities bring the current one. */
const ALL_ZONES = [
  ...new Set([...CITIES.map(([zone]) => zone), ...Intl.supportedValuesOf('timeZone'), 'UTC']),
]
const cityOf = (zone: string) => fold(zone.split('/').at(-1) ?? '')
const NAMED = CITIES.flatMap(([zone, en, ja]) =>
  [en, ja].map((city) => ({
    folded: fold(city),
    choice: { zone, city: cityOf(zone) === fold(city) ? null : city },
  })),
)
const ZONES = ALL_ZONES.map((zone) => ({ zone, folded: fold(zone), city: cityOf(zone) }))
const FOLDED = new Map(ZONES.map(({ zone, folded }) => [folded, zone]))

/** Zones that most people look for, for the empty box. */
const COMMON = [
  'Asia/Tokyo',
  'UTC',
  'Europe/London',
  'Europe/Berlin',
  'America/New_York',
  'America/Chicago',
  'America/Los_Angeles',
  'Asia/Seoul',
  'Asia/Taipei',
  'Australia/Sydney',
]

/**
 * Gives the zones that a typed text may mean, best first, at most `limit`: well-known cities that begin with it, then any
 * city that does, then whatever holds it.
 */
export function zoneChoices(typed: string, limit: number): ZoneChoice[] {
  const wanted = fold(typed)
  if (wanted === '') return COMMON.slice(0, limit).map(plainly)
  const spoken = SPOKEN[wanted]
  const found = [
    ...(spoken ? [plainly(spoken)] : []),
    ...NAMED.filter(({ folded }) => folded.startsWith(wanted)).map(({ choice }) => choice),
    ...ZONES.filter(({ city }) => city.startsWith(wanted)).map(({ zone }) => plainly(zone)),
    ...ZONES.filter(({ folded }) => folded.includes(wanted)).map(({ zone }) => plainly(zone)),
    ...NAMED.filter(({ folded }) => folded.includes(wanted)).map(({ choice }) => choice),
  ]
  return [...Map.groupBy(found, ({ zone }) => zone).values()]
    .flatMap(([best]) => (best ? [best] : []))
    .slice(0, limit)
}

/** Gives the zone that a typed text names for certain (`tokyo`, `Asia/Tokyo`, `JST`, `日本`), or null. */
export function zoneOf(typed: string): string | null {
  const wanted = fold(typed)
  const known = NAMED.find(({ folded }) => folded === wanted)?.choice.zone
  const exact = FOLDED.get(wanted) ?? SPOKEN[wanted] ?? known
  if (exact) return exact
  if (isKnownZone(typed.trim())) return typed.trim()
  const cities = ZONES.filter(({ city }) => city === wanted)
  return cities.length === 1 ? (cities[0]?.zone ?? null) : null
}

/** Old names such as `Asia/Calcutta` are not listed, but known. */
function isKnownZone(name: string): boolean {
  if (!/^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
