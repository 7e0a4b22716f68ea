/** The plain text above the cards: date, number, reading time and every headline; all that a notification shows. */
import { type TextKey, textsOf } from '../language/texts.ts'
import type { DigestContent } from '../model/digest.ts'
import type { Locale } from '../model/subscription.ts'
import { fitMarkdown } from '../text/markdown.ts'
import { withoutScheme } from './links.ts'

type Head = Pick<DigestContent, 'locale' | 'zone' | 'slot' | 'days'>

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
    roleId,
  }: { headlines: readonly string[]; minutes: number; roleId: string | null },
): string {
  return [
    titleLine(head, headlines.length, minutes),
    ...headlines.map((headline, index) => `${index + 1}. ${contentsLine(headline)}`),
    ...(roleId === null ? [] : [`<@&${roleId}>`]),
  ].join('\n')
}

/** An address in the content would be a link, and Discord would unfold a preview of it under the digest. */
const contentsLine = (headline: string) => fitMarkdown(withoutScheme(headline), ESCAPED_HEADLINE)

function titleLine({ locale, zone, slot, days }: Head, count: number, minutes: number): string {
  const { t } = textsOf(locale)
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

function partOfDay(slot: number, zone: string): TextKey {
  const { hour } = Temporal.Instant.fromEpochMilliseconds(slot).toZonedDateTimeISO(zone)
  return PARTS.find((part) => hour >= part.from)?.key ?? 'digest.part.night'
}
