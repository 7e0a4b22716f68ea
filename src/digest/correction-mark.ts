/** How a card says that its source has corrected it. Footers show no markdown, and no times in the reader's own zone. Pure. */
import { textsOf } from '../language/texts.ts'
import type { Correction } from '../model/correction.ts'
import type { Locale } from '../model/subscription.ts'

export type CorrectionMark = {
  kind: Correction['kind']
  /** Epoch ms at which the correction was read. */
  at: number
  /** Epoch ms at which the card was posted: on another day the time alone would mislead. */
  postedAt: number
  zone: string
}

/** Gives `訂正 10:40`, with the day where it is another one than that of the message. */
export function markText({ kind, at, postedAt, zone }: CorrectionMark, locale: Locale): string {
  const { t } = textsOf(locale)
  const when = wall(at, zone)
  const clock = `${when.hour}:${String(when.minute).padStart(2, '0')}`
  const sameDay = when.toPlainDate().equals(wall(postedAt, zone).toPlainDate())
  const day = new Intl.DateTimeFormat(locale, {
    month: locale === 'ja' ? 'long' : 'short',
    day: 'numeric',
    timeZone: zone,
  })
  const time = sameDay ? clock : `${day.format(at)} ${clock}`
  return t(kind === 'withdrawn' ? 'digest.withdrawn' : 'digest.corrected', { time })
}

const wall = (at: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
