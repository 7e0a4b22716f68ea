/** Dates as feeds write them. Pure. */

/** Zones that are written as names; Date.parse knows only the American ones. */
const ZONES: Record<string, string> = {
  JST: '+0900',
  KST: '+0900',
  CET: '+0100',
  CEST: '+0200',
  BST: '+0100',
  UT: '+0000',
  Z: '+0000',
}
const EARLIEST = Date.UTC(1990, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)

/** Gives the date as ISO 8601 in UTC, or null where it cannot be read; without a zone it is taken as UTC. */
export function dateOf(text: string | null): string | null {
  if (text === null) return null
  const time = Date.parse(spelled(text.trim()))
  if (Number.isNaN(time) || time < EARLIEST || time > LATEST) return null
  return new Date(time).toISOString()
}

function spelled(text: string): string {
  const iso =
    /^(\d{4}-\d{2}-\d{2})[T\s](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(
      text,
    )
  if (iso) return `${iso[1]}T${iso[2]?.replace(',', '.')}${zoneOf(iso[3])}`
  const japanese = /^(\d{4})[年/.](\d{1,2})[月/.](\d{1,2})日?(?:\s*(\d{1,2}):(\d{2}))?$/.exec(text)
  if (japanese) {
    const [, year, month = '', day = '', hour = '0', minute = '00'] = japanese
    return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${hour.padStart(2, '0')}:${minute}:00+09:00`
  }
  const named = text.replace(/\b(JST|KST|CET|CEST|BST|UT|Z)$/, (zone) => ZONES[zone] ?? zone)
  return /[+-]\d{4}$|GMT|UTC|[ECMP][SD]T$|^\d{4}-\d{2}-\d{2}$/.test(named) ? named : `${named} UTC`
}

const zoneOf = (zone: string | undefined) =>
  zone === undefined ? 'Z' : zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone
