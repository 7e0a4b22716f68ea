/** When a subscription posts that is to post articles as they come: not in quiet hours, a minute apart. Pure. */
import type { Quiet, Schedule } from '../model/subscription.ts'
import {
  DAYS_TO_LOOK,
  DAYS_WITH_HOLIDAYS,
  nextSlot,
  ON_TIME_MS,
  type Owed,
  runsOn,
} from './slots.ts'

/** Stands in place of a next slot while nothing has come; the latest moment that a date can name. */
export const NOTHING_WAITS = 8_640_000_000_000_000

/** Two digests of one subscription are at least so far apart: they have a minute each for their names. */
export const APART_MS = 60_000

/** Where nobody says otherwise, nobody is woken. */
export const USUAL_QUIET: Quiet = { from: 22 * 60, to: 7 * 60 }

const MINUTE_MS = 60_000

type Instant = Schedule & { instant: NonNullable<Schedule['instant']> }

/** Says whether a schedule has articles posted as they come. */
export const isInstant = (schedule: Schedule): schedule is Instant => schedule.instant != null

const isQuiet = (minute: number, { from, to }: Quiet): boolean =>
  from < to ? minute >= from && minute < to : minute >= from || minute < to

function isOpen(schedule: Instant, at: Temporal.ZonedDateTime): boolean {
  const { quiet } = schedule.instant
  const isLoud = quiet === null || !isQuiet(at.hour * 60 + at.minute, quiet)
  return isLoud && runsOn(at.toPlainDate(), schedule)
}

/** All moments of a date at which quiet hours or a day off may end: by the clock, and where the clock is changed. */
function turnsOn(date: Temporal.PlainDate, { zone, instant: { quiet } }: Instant) {
  const start = date.toZonedDateTime(zone)
  const end = date.add({ days: 1 }).toZonedDateTime(zone)
  const turns = [start]
  // Each may come twice, midnight too.
  for (const minute of quiet === null ? [0] : [0, quiet.to]) {
    const time = date.toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 })
    for (const disambiguation of ['earlier', 'later'] as const) {
      turns.push(time.toZonedDateTime(zone, { disambiguation }))
    }
  }
  let change = start.getTimeZoneTransition('next')
  while (change !== null && change.epochMilliseconds < end.epochMilliseconds) {
    turns.push(change)
    change = change.getTimeZoneTransition('next')
  }
  return turns
}

function openWithin(schedule: Instant, at: number, days: number): number | null {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(schedule.zone)
  if (isOpen(schedule, local)) return at
  // The day before too: a clock that is put back can bring yesterday's evening again.
  let date = local.toPlainDate().subtract({ days: 1 })
  for (let looked = 0; looked < days; looked += 1) {
    const open = turnsOn(date, schedule)
      .filter((turn) => isOpen(schedule, turn))
      .map(({ epochMilliseconds }) => epochMilliseconds)
      .filter((turn) => turn > at)
    if (open.length > 0) return Math.min(...open)
    date = date.add({ days: 1 })
  }
  return null
}

/** Gives the first moment from `at` (epoch ms, inclusive) that is on one of the days and in no quiet hours. */
export function firstOpen(schedule: Instant, at: number): number {
  const working = schedule.holidays == null ? null : openWithin(schedule, at, DAYS_WITH_HOLIDAYS)
  const open = working ?? openWithin({ ...schedule, holidays: null }, at, DAYS_TO_LOOK)
  if (open !== null) return open
  throw new Error(`nothing open within ${DAYS_TO_LOOK} days for ${JSON.stringify(schedule)}`)
}

/**
 * Decides what is owed at `now` where an article waits since `since` and the last digest was composed at `lastAt`: it runs
 * at once, however late it is, or waits until it may. Its slot is the minute that it runs in.
 */
export function owedInstantly(
  schedule: Instant,
  { since, lastAt, now }: { since: number; lastAt: number | null; now: number },
): Extract<Owed, { kind: 'run' | 'wait' }> {
  const due = firstOpen(schedule, lastAt === null ? since : Math.max(since, lastAt + APART_MS))
  const next = due > now ? due : firstOpen(schedule, now)
  if (next > now) return { kind: 'wait', next }
  return { kind: 'run', slot: minuteOf(now), late: now - due > ON_TIME_MS, next: NOTHING_WAITS }
}

/** Gives the beginning of a moment's minute: the slot of a digest that comes at no time of its own. */
export const minuteOf = (at: number): number => Math.floor(at / MINUTE_MS) * MINUTE_MS

/** Gives when a subscription is looked at next: at its slot, or now where what waits is posted as it comes. */
export const nextLook = (schedule: Schedule, now: number): number =>
  isInstant(schedule) ? now : nextSlot(schedule, now)

/** Gives the next slot of a subscription that is set up now: what is there already does not come by itself. */
export const firstLook = (schedule: Schedule, now: number): number =>
  isInstant(schedule) ? NOTHING_WAITS : nextSlot(schedule, now)

/** Gives the slot of the next digest as it is shown before it comes: what has no time of its own would come now. */
export const shownSlot = (
  { schedule, slotAt }: { schedule: Schedule; slotAt: number },
  now: number,
): number => (isInstant(schedule) ? minuteOf(now) : slotAt)

/** Says whether two schedules are one. */
export const isSameSchedule = (one: Schedule, other: Schedule): boolean =>
  timesOf(one) === timesOf(other) &&
  one.zone === other.zone &&
  (one.holidays ?? null) === (other.holidays ?? null) &&
  one.days.toString() === other.days.toString()

const timesOf = (schedule: Schedule): string =>
  isInstant(schedule) ? JSON.stringify(schedule.instant) : String(schedule.minute)
