/** The plain text above the cards: date, number, reading time and every headline; all that a notification shows. */
import { type TextKey, textsOf } from '../language/texts.ts'
import type { DigestContent } from '../model/digest.ts'
import type { Locale } from '../model/subscription.ts'
import { fitMarkdown } from '../text/markdown.ts'
import { shortName } from './footer.ts'
import { withoutScheme } from './links.ts'

type Head = Pick<DigestContent, 'locale' | 'zone' | 'slot' | 'days' | 'instant'>

/** Ten escaped headlines of this length, the title line and a role stay under the 2,000 of a message. */
const ESCAPED_HEADLINE = 160

/** The hours (of the slot's zone) from which a part of the day is called so; before the first it is night. */
const PARTS: readonly { from: number; key: TextKey }[] = [
  { from: 19, key: 'digest.part.night' },
  { from: 16, key: 'digest.part.evening' },
  { from: 11, key: 'digest.part.noon' },
  { from: 4, key: 'digest.part.morning' },
]

/**
 * Gives the contents lines for headlines in the order of their cards. The role stands last: whoever reads the
 * notification meets the news first.
 */
export function contentsOf(
  head: Head,
  {
    headlines,
    minutes,
    source,
    roleId,
  }: {
    headlines: readonly string[]
    minutes: number
    /** The feed of the first article. */
    source: string
    roleId: string | null
  },
): string {
  const isSingle = head.instant === true && headlines.length === 1
  return [
    isSingle ? singleLine(head, source) : titleLine(head, headlines.length, minutes),
    ...headlines.map((headline, index) => headlineLine(headline, isSingle ? null : index + 1)),
    ...(roleId === null ? [] : [`<@&${roleId}>`]),
  ].join('\n')
}

/** Gives the line of one headline; `number` is null where it stands alone. */
export const headlineLine = (headline: string, number: number | null): string =>
  `${number === null ? '' : `${number}. `}${contentsLine(headline)}`

/** An address in the content would be a link, and Discord would unfold a preview of it under the digest. */
const contentsLine = (headline: string) => fitMarkdown(withoutScheme(headline), ESCAPED_HEADLINE)

/** Of an article that comes alone: when, and who says it. */
function singleLine({ locale, zone, slot }: Head, source: string): string {
  const name = contentsLine(shortName(source))
  return textsOf(locale).t('digest.contents-one', { time: timeOf(slot, zone), source: name })
}

function titleLine(head: Head, count: number, minutes: number): string {
  const { locale, zone, slot, days } = head
  const { t } = textsOf(locale)
  if (head.instant === true)
    return t('digest.contents-instant', { time: timeOf(slot, zone), count, minutes })
  return t('digest.contents', {
    date: dateOf(slot, zone, locale),
    part: t(partOfDay(slot, zone)),
    days,
    count,
    minutes,
  })
}

/** To make one costs half a millisecond, a fifth of a digest; there are as many as zones and languages. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatFor(zone: string, locale: Locale): Intl.DateTimeFormat {
  const key = `${locale} ${zone}`
  const known = formats.get(key)
  if (known) return known
  const weekday = locale === 'ja' ? 'short' : 'long'
  const options = { month: 'long', day: 'numeric', weekday, timeZone: zone } as const
  const format = new Intl.DateTimeFormat(locale, options)
  formats.set(key, format)
  return format
}

const dateOf = (slot: number, zone: string, locale: Locale) => formatFor(zone, locale).format(slot)

/** Gives the wall time as `8:10`. */
function timeOf(slot: number, zone: string): string {
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(slot).toZonedDateTimeISO(zone)
  return `${hour}:${String(minute).padStart(2, '0')}`
}

/** Gives the text of the part of the day in which a slot lies. */
export function partOfDay(slot: number, zone: string): TextKey {
  const { hour } = Temporal.Instant.fromEpochMilliseconds(slot).toZonedDateTimeISO(zone)
  return PARTS.find((part) => hour >= part.from)?.key ?? 'digest.part.night'
}
