import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isHoliday } from '../../src/subscription/holidays.ts'
import { LATEST_START_MS, nextSlot, owed, parseTime, slotOn } from '../../src/subscription/slots.ts'

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
const daily = (time: string, zone: string, days = EVERY_DAY) => {
  const [hour = '0', minute = '0'] = time.split(':')
  return { minute: Number(hour) * 60 + Number(minute), days, zone }
}
const wall = (ms: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toString({
    timeZoneName: 'never',
    smallestUnit: 'minute',
  })
const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const next = (time: string, zone: string, after: string) =>
  wall(nextSlot(daily(time, zone), at(after)), zone)

describe('nextSlot', () => {
  it('is today where the time is still to come, else tomorrow', () => {
    expect(next('07:30', 'Asia/Tokyo', '2026-01-18T06:00+09:00')).toBe('2026-01-18T07:30+09:00')
    expect(next('07:30', 'Asia/Tokyo', '2026-01-18T07:30+09:00')).toBe('2026-01-19T07:30+09:00')
  })

  it.each([
    ['America/New_York', '02:30', '2026-03-08T00:00-05:00', '2026-03-08T03:00-04:00'],
    ['Europe/London', '01:15', '2026-03-29T00:00+00:00', '2026-03-29T02:00+01:00'],
    ['Australia/Lord_Howe', '02:10', '2026-10-04T00:00+10:30', '2026-10-04T02:30+11:00'],
    ['America/Sao_Paulo', '00:30', '2018-11-03T23:00-03:00', '2018-11-04T01:00-02:00'],
  ])('runs at the first instant after a spring gap (%s %s)', (zone, time, after, expected) => {
    expect(next(time, zone, after)).toBe(expected)
  })

  it.each([
    ['America/New_York', '01:30', '2026-11-01T00:00-04:00', '2026-11-01T01:30-04:00'],
    ['Europe/London', '01:30', '2026-10-25T00:00+01:00', '2026-10-25T01:30+01:00'],
    ['Australia/Lord_Howe', '01:45', '2026-04-05T00:00+11:00', '2026-04-05T01:45+11:00'],
  ])('takes the first of two in autumn, once (%s %s)', (zone, time, after, expected) => {
    const first = nextSlot(daily(time, zone), at(after))
    expect(wall(first, zone)).toBe(expected)
    const second = nextSlot(daily(time, zone), first)
    expect(wall(second, zone).slice(0, 10)).not.toBe(expected.slice(0, 10))
  })

  it('has no slot on a date that a zone skips', () => {
    const schedule = daily('07:30', 'Pacific/Apia')
    expect(slotOn(Temporal.PlainDate.from('2011-12-30'), schedule)).toBeNull()
    expect(next('07:30', 'Pacific/Apia', '2011-12-29T08:00-10:00')).toBe('2011-12-31T07:30+14:00')
  })

  it('runs only on the chosen days of the week, judged in the zone', () => {
    const mondays = daily('00:30', 'Asia/Tokyo', [1])
    expect(wall(nextSlot(mondays, at('2026-11-22T12:00Z')), 'Asia/Tokyo')).toBe(
      '2026-11-23T00:30+09:00',
    )
  })

  it.each([
    // Golden Week: 29 April, then 3 to 6 May with its substitute day.
    ['Asia/Tokyo', 'JP', '2026-05-01T08:00+09:00', '2026-05-07T07:30+09:00'],
    ['Asia/Tokyo', 'JP', '2026-12-31T08:00+09:00', '2027-01-04T07:30+09:00'],
    // Independence Day falls on a Saturday: its Friday is free.
    ['America/New_York', 'US', '2026-07-02T08:00-04:00', '2026-07-06T07:30-04:00'],
    ['Europe/London', 'GB', '2026-12-24T08:00+00:00', '2026-12-29T07:30+00:00'],
    ['Europe/London', 'GB', '2026-04-02T08:00+01:00', '2026-04-07T07:30+01:00'],
    ['Australia/Lord_Howe', 'AU', '2026-04-02T08:00+11:00', '2026-04-07T07:30+10:30'],
    ['America/Sao_Paulo', 'BR', '2026-09-04T08:00-03:00', '2026-09-08T07:30-03:00'],
    ['Africa/Casablanca', 'MA', '2026-08-19T08:00+01:00', '2026-08-24T07:30+01:00'],
    ['Pacific/Apia', 'WS', '2026-06-01T06:00+13:00', '2026-06-01T07:30+13:00'],
    ['Europe/Istanbul', 'TR', '2026-05-26T08:00+03:00', '2026-06-01T07:30+03:00'],
  ])(
    'waits over public holidays, judged by the date in the zone (%s %s)',
    (zone, country, after, expected) => {
      const schedule = { ...daily('07:30', zone, [1, 2, 3, 4, 5]), holidays: country }
      expect(wall(nextSlot(schedule, at(after)), zone)).toBe(expected)
    },
  )

  it('comes on holidays rather than never, where a country is unknown or its holidays take every day', () => {
    const mondays = { ...daily('07:30', 'UTC', [1]), holidays: 'ZZ' }
    expect(wall(nextSlot(mondays, at('2026-11-22T12:00Z')), 'UTC')).toBe('2026-11-23T07:30+00:00')
  })

  it('runs on working days through spring gaps and autumn repeats, in zones all over the world', () => {
    const places = [
      ['Asia/Tokyo', 'JP'],
      ['America/New_York', 'US'],
      ['Europe/London', 'GB'],
      ['Australia/Lord_Howe', 'AU'],
      ['America/Sao_Paulo', 'BR'],
      ['Africa/Casablanca', 'MA'],
      ['Pacific/Apia', 'NZ'],
      ['America/St_Johns', 'CA'],
      ['Pacific/Chatham', 'NZ'],
      ['Asia/Kathmandu', 'IN'],
    ] as const
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: at('2024-01-01T00:00Z'), max: at('2028-01-01T00:00Z') }),
        ([zone, country], minute, start) => {
          const weekdays = { minute, days: [1, 2, 3, 4, 5], zone }
          const slot = nextSlot({ ...weekdays, holidays: country }, start)
          const date = Temporal.PlainDate.from(wall(slot, zone).slice(0, 10))
          expect(date.dayOfWeek).toBeLessThan(6)
          expect(isHoliday(date, country)).toBe(false)
          // Whatever weekday it leaves out before that is a holiday.
          for (let other = nextSlot(weekdays, start); other < slot; ) {
            expect(
              isHoliday(Temporal.PlainDate.from(wall(other, zone).slice(0, 10)), country),
            ).toBe(true)
            other = nextSlot(weekdays, other)
          }
        },
      ),
      { numRuns: 120, seed: 26 },
    )
  })

  it('gives each date at most one slot, on its wall time or just after a gap, in every zone', () => {
    const zones = [
      'Asia/Tokyo',
      'America/New_York',
      'Europe/London',
      'Australia/Lord_Howe',
      'America/Sao_Paulo',
      'Africa/Casablanca',
      'Pacific/Apia',
      'Asia/Tehran',
      'America/St_Johns',
      'Pacific/Chatham',
      'Asia/Kathmandu',
      'UTC',
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: at('2011-01-01T00:00Z'), max: at('2030-01-01T00:00Z') }),
        (zone, minute, start) => {
          const schedule = { minute, days: EVERY_DAY, zone }
          const dates = new Set<string>()
          let slot = start
          for (let n = 0; n < 5; n += 1) {
            const following = nextSlot(schedule, slot)
            expect(following).toBeGreaterThan(slot)
            dates.add(wall(following, zone).slice(0, 10))
            slot = following
          }
          expect(dates.size).toBe(5)
        },
      ),
      { numRuns: 120, seed: 26 },
    )
  })
})

describe('owed', () => {
  const schedule = daily('07:30', 'Asia/Tokyo')
  const slot = at('2026-01-18T07:30+09:00')
  const tomorrow = slot + 24 * 3_600_000

  it('waits before the slot', () => {
    expect(owed(schedule, slot, slot - 1)).toEqual({ kind: 'wait', next: slot })
  })

  it('runs on its minute, with sound', () => {
    expect(owed(schedule, slot, slot + 900)).toEqual({
      kind: 'run',
      slot,
      late: false,
      next: tomorrow,
    })
  })

  it('runs silently up to three hours late', () => {
    expect(owed(schedule, slot, slot + LATEST_START_MS)).toMatchObject({ kind: 'run', late: true })
  })

  it('merges into the next one when it is later than that', () => {
    expect(owed(schedule, slot, slot + LATEST_START_MS + 1)).toEqual({
      kind: 'merge',
      next: tomorrow,
    })
  })

  it('after days of sleep runs only the last slot, and quickly', () => {
    const yearsLater = slot + 4000 * 24 * 3_600_000
    expect(owed(schedule, slot, yearsLater + 60_000)).toEqual({
      kind: 'run',
      slot: yearsLater,
      late: false,
      next: yearsLater + 24 * 3_600_000,
    })
  })
})

describe('parseTime', () => {
  it.each([
    ['7:30', 450],
    ['07:30', 450],
    ['730', 450],
    ['0730', 450],
    ['７時半', 450],
    ['7時30分', 450],
    ['午後7時', 1140],
    ['7pm', 1140],
    ['7:05 p.m.', 1145],
    ['12am', 0],
    ['12pm', 720],
    ['24:00', 0],
    ['0:00', 0],
    ['7', 420],
  ])('reads %s', (typed, minute) => {
    expect(parseTime(typed)).toBe(minute)
  })

  it.each(['', '25:00', '7:60', '24:30', '13pm', 'teatime', '7:3x', '-1', '99999'])(
    'refuses %j',
    (typed) => {
      expect(parseTime(typed)).toBeNull()
    },
  )
})
