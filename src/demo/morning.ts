/** The moments that the demo's clock moves to. Pure. */

export type Morning = { hour: number; minute: number; zone: string }

/** Feeds are asked up to three minutes before a digest; a stop here lets them answer first. */
const ASK_AHEAD_MS = 2 * 60_000
const TURN_MS = 3_000

const at = (date: Temporal.PlainDate, { hour, minute, zone }: Morning): number =>
  date.toZonedDateTime({ timeZone: zone, plainTime: { hour, minute } }).epochMilliseconds

const dayOf = (time: number, { zone }: Morning): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).toPlainDate()

/** Gives the last morning at or before a moment; epoch ms. */
export function slotBefore(time: number, morning: Morning): number {
  const today = dayOf(time, morning)
  const slot = at(today, morning)
  return slot <= time ? slot : at(today.subtract({ days: 1 }), morning)
}

/** Gives the first morning after a moment; epoch ms. */
export const slotAfter = (time: number, morning: Morning): number => {
  const today = dayOf(time, morning)
  const slot = at(today, morning)
  return slot > time ? slot : at(today.add({ days: 1 }), morning)
}

/**
 * Gives where a clock stops on its way from one moment to another: in the minutes before a digest, so that feeds are read,
 * and pages of their articles, again and again, because a host is asked for one thing after the other; and at it.
 */
export function stopsBefore(from: number, to: number): number[] {
  const stops: number[] = []
  for (let stop = to - ASK_AHEAD_MS; stop < to; stop += TURN_MS) if (stop > from) stops.push(stop)
  return [...stops, to]
}
