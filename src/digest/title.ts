/** What a digest is called where it has a name of its own: as a forum's post, as a thread. Pure. */
import { FORUM } from '../../config/limits.ts'
import { textsOf } from '../language/texts.ts'
import type { DigestContent } from '../model/digest.ts'
import type { Locale } from '../model/subscription.ts'
import { codePoints, truncate } from '../text/truncate.ts'
import { partOfDay } from './contents.ts'
import { oneLine } from './one-line.ts'

const dateOf = (slot: number, zone: string, locale: Locale) =>
  new Intl.DateTimeFormat(locale, {
    month: locale === 'ja' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
    timeZone: zone,
  }).format(slot)

const BETWEEN = ' · '

/**
 * Gives the name: `11月25日(水)の朝 · 5本`, with the digest's own before it where several stand in one place. The name is
 * plain text; Discord shows it as it is.
 */
export function digestTitle(
  { locale, zone, slot }: Pick<DigestContent, 'locale' | 'zone' | 'slot'>,
  { count, name }: { count: number; name: string | null },
): string {
  const { t } = textsOf(locale)
  const own = t('digest.title', {
    date: dateOf(slot, zone, locale),
    part: t(partOfDay(slot, zone)),
    count,
  })
  if (name === null) return own
  const room = FORUM.threadName - codePoints(own) - codePoints(BETWEEN)
  return `${truncate(oneLine(name), room)}${BETWEEN}${own}`
}

/** Gives a name for a message that was composed without one: its first line. */
export const titleOfContent = (content: string | undefined): string =>
  truncate(oneLine(content?.split('\n')[0] ?? ''), FORUM.threadName) || '📘'
