/** Moments as Discord writes them, in the viewer's own zone and the language of who is played. */
import { type Locale, say } from './texts.ts'

const DAY = 86_400_000

type Style = Intl.DateTimeFormatOptions

/** https://docs.discord.com/developers/reference#message-formatting-timestamp-styles */
const STYLES: Record<string, Style> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['day', DAY],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
]

const tag = (locale: Locale) => (locale === 'ja' ? 'ja-JP' : 'en-US')

const format = (at: number, locale: Locale, style: Style) =>
  new Intl.DateTimeFormat(tag(locale), style).format(at)

/** Gives “in 8 hours”, “2 days ago”; in Japanese, as Discord does, without the space that Intl puts behind a number. */
export function relative(at: number, now: number, locale: Locale): string {
  const away = at - now
  const [unit, size] =
    STEPS.find(([, step]) => Math.abs(away) >= step) ?? (['second', 1000] as const)
  const count = Math.round(away / size)
  // A moment ago is not “in 0 seconds”.
  const style = { numeric: count === 0 ? 'auto' : 'always' } as const
  const text = new Intl.RelativeTimeFormat(tag(locale), style).format(count, unit)
  return locale === 'ja' ? text.replaceAll(/\s/g, '') : text
}

/** Gives what `<t:…:style>` shows. */
export const moment = (at: number, style: string, now: number, locale: Locale): string =>
  style === 'R' ? relative(at, now, locale) : format(at, locale, STYLES[style] ?? STYLES['f'] ?? {})

const dayOf = (at: number) => new Date(at).setHours(0, 0, 0, 0)

/** Gives a footer's time: “Today at 8:10 AM”. */
export function stamp(at: number, now: number, locale: Locale): string {
  const days = Math.round((dayOf(now) - dayOf(at)) / DAY)
  const time = format(at, locale, { timeStyle: 'short' })
  if (days === 0) return say(locale, 'today', { time })
  if (days === 1) return say(locale, 'yesterday', { time })
  return format(at, locale, { dateStyle: 'short', timeStyle: 'short' })
}

/** Gives a message's time; that of today's messages stands alone, as in Discord: “8:10 AM”. */
export const headStamp = (at: number, now: number, locale: Locale): string =>
  dayOf(now) === dayOf(at) ? hourAndMinute(at, locale) : stamp(at, now, locale)

/** Gives a whole moment, for hovering. */
export const inFull = (at: number, locale: Locale) =>
  format(at, locale, { dateStyle: 'full', timeStyle: 'short' })

export const hourAndMinute = (at: number, locale: Locale) =>
  format(at, locale, { timeStyle: 'short' })

/** Gives the line between two days. */
export const dayLine = (at: number, locale: Locale) => format(at, locale, { dateStyle: 'long' })

/** Gives the sandbox's time, and the servers' own where they live in another zone. */
export function clockTexts(now: number, zone: string | null, locale: Locale) {
  const style: Style = {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  }
  const own = format(now, locale, style)
  const there = zone === null ? own : format(now, locale, { ...style, timeZone: zone })
  const city = zone?.split('/').at(-1)?.replaceAll('_', ' ') ?? ''
  return { own, there: there === own ? null : `${city} ${there}` }
}
