/** Which time zone a server probably lives in, and which zones somebody means. Pure. */

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

/** What people type for a zone beside its name. */
const SPOKEN: Record<string, string> = {
  jst: 'Asia/Tokyo',
  日本: 'Asia/Tokyo',
  東京: 'Asia/Tokyo',
  kst: 'Asia/Seoul',
  ソウル: 'Asia/Seoul',
  台北: 'Asia/Taipei',
  gmt: 'UTC',
  utc: 'UTC',
  london: 'Europe/London',
  ロンドン: 'Europe/London',
  パリ: 'Europe/Paris',
  ベルリン: 'Europe/Berlin',
  ニューヨーク: 'America/New_York',
  est: 'America/New_York',
  edt: 'America/New_York',
  et: 'America/New_York',
  cst: 'America/Chicago',
  mst: 'America/Denver',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  pt: 'America/Los_Angeles',
  ロサンゼルス: 'America/Los_Angeles',
  シドニー: 'Australia/Sydney',
}

const fold = (text: string) =>
  text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '')

const ALL_ZONES = [...Intl.supportedValuesOf('timeZone'), 'UTC']
const FOLDED = new Map(ALL_ZONES.map((zone) => [fold(zone), zone]))

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

/** Gives the zones that a typed text may mean, best first, at most `limit`. */
export function zoneChoices(typed: string, limit: number): string[] {
  const wanted = fold(typed)
  if (wanted === '') return COMMON.slice(0, limit)
  const spoken = SPOKEN[wanted]
  const starting = ALL_ZONES.filter((zone) => fold(zone.split('/').at(-1) ?? '').startsWith(wanted))
  const holding = ALL_ZONES.filter((zone) => fold(zone).includes(wanted))
  return [...new Set([...(spoken ? [spoken] : []), ...starting, ...holding])].slice(0, limit)
}

/** Gives the zone that a typed text names for certain (`tokyo`, `Asia/Tokyo`, `JST`, `日本`), or null. */
export function zoneOf(typed: string): string | null {
  const wanted = fold(typed)
  const exact = FOLDED.get(wanted) ?? SPOKEN[wanted]
  if (exact) return exact
  if (isKnownZone(typed.trim())) return typed.trim()
  const cities = ALL_ZONES.filter((zone) => fold(zone.split('/').at(-1) ?? '') === wanted)
  return cities.length === 1 ? (cities[0] ?? null) : null
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
