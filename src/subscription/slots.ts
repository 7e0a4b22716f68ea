/** When a subscription's digests are due: wall-clock times in its own zone. Pure. */
import type { Schedule } from '../model/subscription.ts'
import { isHoliday } from './holidays.ts'

const MINUTES_A_DAY = 24 * 60
/** Days that may be skipped by a week's days in a row, plus days that a zone itself skips. */
export const DAYS_TO_LOOK = 15
/** With holidays left out; a country whose holidays fill that many days has none for us. */
export const DAYS_WITH_HOLIDAYS = 60

/**
 * Gives the instant of a schedule's time on a date, or null where the zone skips that date altogether. A time that does
 * not exist (a spring gap) is the first instant after the gap; one that exists twice is the first of the two.
 */
export function slotOn(date: Temporal.PlainDate, schedule: Schedule): number | null {
  const wall = date.toPlainDateTime({
    hour: Math.floor(schedule.minute / 60),
    minute: schedule.minute % 60,
  })
  const slot = wall.toZonedDateTime(schedule.zone, { disambiguation: 'earlier' })
  if (slot.toPlainDateTime().equals(wall)) return slot.epochMilliseconds
  const dateExists = date.toZonedDateTime(schedule.zone).toPlainDate().equals(date)
  return dateExists ? (slot.getTimeZoneTransition('next')?.epochMilliseconds ?? null) : null
}

/** Says whether a schedule has this date among its days. */
export const runsOn = (date: Temporal.PlainDate, { days, holidays }: Schedule) =>
  days.includes(date.dayOfWeek) && (holidays == null || !isHoliday(date, holidays))

function slotWithin(schedule: Schedule, after: number, days: number): number | null {
  const local = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(schedule.zone)
  // The day before too: a gap or a zone's jump can put yesterday's wall time after now.
  let date = local.toPlainDate().subtract({ days: 1 })
  for (let looked = 0; looked < days; looked += 1) {
    const slot = runsOn(date, schedule) ? slotOn(date, schedule) : null
    if (slot !== null && slot > after) return slot
    date = date.add({ days: 1 })
  }
  return null
}

/** Gives the first slot after `after` (epoch ms, exclusive). The schedule must name at least one day. */
export function nextSlot(schedule: Schedule, after: number): number {
  const working = schedule.holidays == null ? null : slotWithin(schedule, after, DAYS_WITH_HOLIDAYS)
  const slot = working ?? slotWithin({ ...schedule, holidays: null }, after, DAYS_TO_LOOK)
  if (slot !== null) return slot
  throw new Error(`no slot within ${DAYS_TO_LOOK} days for ${JSON.stringify(schedule)}`)
}

export type Owed =
  /** Compose for `slot`; `late`: post it silently, it is past its minute. */
  | { kind: 'run'; slot: number; late: boolean; next: number }
  /** Too late: the next digest takes its articles too. */
  | { kind: 'merge'; next: number }
  | { kind: 'wait'; next: number }

/** A digest that is later than this is merged into the next one. */
export const LATEST_START_MS = 3 * 3_600_000
/** Up to this a digest counts as on time. */
export const ON_TIME_MS = 5 * 60_000

/**
 * Decides what is owed at `now` for a subscription whose stored next slot is `slot`: of several missed slots only the
 * last counts, and only while it is at most three hours old.
 */
export function owed(schedule: Schedule, slot: number, now: number): Owed {
  if (slot > now) return { kind: 'wait', next: slot }
  let last = slot
  let next = nextSlot(schedule, last)
  // After a long pause, jump: a slot older than the limit can never run.
  if (next < now - LATEST_START_MS) {
    next = nextSlot(schedule, now - LATEST_START_MS)
  }
  while (next <= now) {
    last = next
    next = nextSlot(schedule, last)
  }
  const lateness = now - last
  if (lateness > LATEST_START_MS) return { kind: 'merge', next }
  return { kind: 'run', slot: last, late: lateness > ON_TIME_MS, next }
}

/** Gives the wall time of a minute of the day as `07:30`. */
export const clockText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const HALF_DAY = /^(午前|午後)|([ap])\.?m\.?$/
const WALL_TIME = /^(\d{1,2})(?:[:.時h]\s*(\d{1,2}|半)?分?)?$/
const BARE_DIGITS = /^(\d{1,2})(\d{2})$/

const NAMED_TIMES: Record<string, string> = {
  noon: '12:00',
  midday: '12:00',
  midnight: '0:00',
  正午: '12:00',
  真夜中: '0:00',
}
const MORNING = /^(?:早?朝)の?(?=\d)|\s*in the morning$/
/** Whose hours are meant after noon, up to eleven in the evening. */
const LATER = /^(?:お?昼|夕方|夜|晩)の?(?=\d)|\s*(?:in the (?:afternoon|evening)|at night|tonight)$/

/** Gives a time that is said with its part of the day as one with am or pm. */
function withHalf(text: string): string {
  const said = NAMED_TIMES[text] ?? text.replace(/\s*o['’]clock/, '')
  if (MORNING.test(said)) return `${said.replace(MORNING, '')} am`
  if (!LATER.test(said)) return said
  const bare = said.replace(LATER, '')
  const hour = Number(/^\d+/.exec(bare)?.[0])
  return hour >= 1 && hour < 12 ? `${bare} pm` : bare
}

/** Gives minutes after midnight in [0, 1440) for a time as people type it (`7:30`, `7 pm`, `朝7時半`, `noon`), or null. */
export function parseTime(typed: string): number | null {
  const text = withHalf(typed.normalize('NFKC').trim().toLowerCase())
  const half = HALF_DAY.exec(text)
  const bare = text.replace(HALF_DAY, '').trim()
  const match = WALL_TIME.exec(bare) ?? BARE_DIGITS.exec(bare)
  if (!match) return null
  const minute = match[2] === '半' ? 30 : Number(match[2] ?? 0)
  const hour = half ? hourOfHalf(Number(match[1]), half) : Number(match[1])
  if (hour === null || minute > 59 || hour * 60 + minute > MINUTES_A_DAY) return null
  return (hour * 60 + minute) % MINUTES_A_DAY
}

/** 12 am is midnight and 12 pm noon; in Japanese 午後0時 is noon. */
function hourOfHalf(hour: number, [, japanese, latin]: RegExpExecArray): number | null {
  if (hour > 12 || (hour === 0 && latin !== undefined)) return null
  const afternoon = japanese === '午後' || latin === 'p'
  return (hour % 12) + (afternoon ? 12 : 0)
}
