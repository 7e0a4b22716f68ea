/** Wall clocks, in other words than the bot's: it must not be right because it is asked about itself. */
import type { Terms } from './stage.ts'

const local = (at: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)

export const minuteOfDay = (at: number, zone: string): number => {
  const { hour, minute } = local(at, zone)
  return hour * 60 + minute
}

const DAY_MINUTES = 24 * 60

/** Says whether a moment may be a slot: the wall clock shows the time on one of the days, or has just jumped over it. */
export function isSlot(at: number, { minute, days, zone }: Terms): boolean {
  const now = local(at, zone)
  const shown = now.hour * 60 + now.minute
  if (shown === minute && days.includes(now.dayOfWeek)) return true
  const before = now.subtract({ milliseconds: 1 })
  const gone = (now.offsetNanoseconds - before.offsetNanoseconds) / 60e9
  if (gone <= 0) return false
  const since = (shown - minute + DAY_MINUTES) % DAY_MINUTES
  const day = since > shown ? before.dayOfWeek : now.dayOfWeek
  return since > 0 && since <= gone && days.includes(day)
}

/** Says whether a slot lies between two moments; the steps are as fine as the clock of the digests. */
export function hasSlotBetween(from: number, to: number, terms: Terms): boolean {
  if (terms.instant !== null || to - from > 8 * 86_400_000) return true
  const first = Math.floor(from / 60_000) * 60_000
  for (let at = first; at <= to + 60_000; at += 15 * 60_000) {
    const { hour, minute } = local(at, terms.zone)
    const away = (terms.minute - (hour * 60 + minute) + DAY_MINUTES) % DAY_MINUTES
    // A clock that is put forward in this quarter may bring the slot a little sooner.
    if (away <= 15 || away >= DAY_MINUTES - 60) return true
  }
  return false
}

/** Between ten in the evening and seven in the morning nobody is woken. */
export function isNight(at: number, zone: string): boolean {
  const minute = minuteOfDay(at, zone)
  return minute >= 22 * 60 || minute < 7 * 60
}

export const isQuietAt = (at: number, { zone, instant }: Terms): boolean => {
  const quiet = instant?.quiet
  if (quiet == null) return false
  const minute = minuteOfDay(at, zone)
  const { from, to } = quiet
  return from < to ? minute >= from && minute < to : minute >= from || minute < to
}
