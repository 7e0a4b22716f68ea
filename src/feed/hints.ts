/** What a feed's document asks of its readers: how often it changes, and when it need not be read. Pure. */

export type PollHints = {
  /** ms between two changes, as the document says it (ttl, sy:updatePeriod); null where it does not. */
  every: number | null
  /** ms for which the server called its last full answer fresh; null where it did not say. */
  fresh: number | null
  /** Hours (0–23) and days (0 = Sunday) in UTC in which it does not change. */
  skipHours: readonly number[]
  skipDays: readonly number[]
}

export const NO_HINTS: PollHints = { every: null, fresh: null, skipHours: [], skipDays: [] }

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** https://web.resource.org/rss/1.0/modules/syndication */
const PERIODS: Record<string, number> = {
  hourly: HOUR,
  daily: 24 * HOUR,
  weekly: 7 * 24 * HOUR,
  monthly: 30 * 24 * HOUR,
  yearly: 365 * 24 * HOUR,
}

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** The channel's own elements stand before its items. */
const HEAD = 64 * 1024

/** The elements are ASCII in every charset that feeds are written in, UTF-16 aside from its zeros. */
function headOf(body: Uint8Array): string {
  const text = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, HEAD))
    .toString('latin1')
    .replaceAll('\0', '')
  const item = text.search(/<(?:\w+:)?(?:item|entry)[\s>]/i)
  return item === -1 ? text : text.slice(0, item)
}

const wordIn = (head: string, element: string): string | null =>
  new RegExp(`<${element}(?:\\s[^<>]*)?>\\s*([^<\\s]{1,20})`, 'i').exec(head)?.[1] ?? null

const listOf = (head: string, list: string, element: string): string[] => {
  const inside = new RegExp(`<${list}>([^]{0,2000}?)</${list}>`, 'i').exec(head)?.[1] ?? ''
  return [...inside.matchAll(new RegExp(`<${element}>\\s*(\\w{1,10})`, 'gi'))].map(
    (match) => match[1] ?? '',
  )
}

function everyOf(head: string): number | null {
  const ttl = Number(wordIn(head, 'ttl') ?? 0)
  const period = PERIODS[wordIn(head, '\\w+:updatePeriod')?.toLowerCase() ?? '']
  const frequency = Math.max(1, Number(wordIn(head, '\\w+:updateFrequency') ?? 1) || 1)
  const asked = Math.max(
    Number.isFinite(ttl) ? ttl * MINUTE : 0,
    period === undefined ? 0 : period / frequency,
  )
  return asked > 0 ? Math.round(asked) : null
}

/** Gives what the document of a feed asks; a document that is none asks nothing. */
export function hintsOf(body: Uint8Array): PollHints {
  const head = headOf(body)
  const hours = listOf(head, 'skipHours', 'hour').map((hour) => Number(hour) % 24)
  const days = listOf(head, 'skipDays', 'day').map((day) => DAYS.indexOf(day.toLowerCase()))
  return {
    every: everyOf(head),
    fresh: null,
    skipHours: hours.filter(Number.isInteger),
    skipDays: days.filter((day) => day !== -1),
  }
}
