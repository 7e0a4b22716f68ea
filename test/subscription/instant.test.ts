import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Quiet } from '../../src/model/subscription.ts'
import { isHoliday } from '../../src/subscription/holidays.ts'
import {
  APART_MS,
  firstOpen,
  NOTHING_WAITS,
  owedInstantly,
} from '../../src/subscription/instant.ts'

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
const MINUTE = 60_000
const clock = (text: string) => {
  const [hour = '0', minute = '0'] = text.split(':')
  return Number(hour) * 60 + Number(minute)
}
const quietOf = (text: string | null): Quiet | null => {
  const [from = '', to = ''] = text?.split('-') ?? []
  return text === null ? null : { from: clock(from), to: clock(to) }
}
const schedule = (
  zone: string,
  quiet: string | null,
  { days = EVERY_DAY, holidays = null as string | null } = {},
) => ({ minute: 450, days, zone, holidays, instant: { quiet: quietOf(quiet) } })
const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const zoned = (ms: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
const wall = (ms: number, zone: string) =>
  zoned(ms, zone).toString({ timeZoneName: 'never', smallestUnit: 'minute' })

describe('the first moment at which an article may come', () => {
  it.each([
    // Over midnight.
    ['22:00-07:00', '2026-01-18T21:59+09:00', '2026-01-18T21:59+09:00'],
    ['22:00-07:00', '2026-01-18T22:00+09:00', '2026-01-19T07:00+09:00'],
    ['22:00-07:00', '2026-01-19T06:59+09:00', '2026-01-19T07:00+09:00'],
    ['22:00-07:00', '2026-01-19T07:00+09:00', '2026-01-19T07:00+09:00'],
    // Within a day, and up to midnight.
    ['09:00-17:30', '2026-01-18T12:00+09:00', '2026-01-18T17:30+09:00'],
    ['09:00-17:30', '2026-01-18T08:59+09:00', '2026-01-18T08:59+09:00'],
    ['20:00-00:00', '2026-01-18T23:00+09:00', '2026-01-19T00:00+09:00'],
    ['00:00-06:00', '2026-01-18T00:00+09:00', '2026-01-18T06:00+09:00'],
    [null, '2026-01-18T03:00+09:00', '2026-01-18T03:00+09:00'],
  ])('with quiet hours %s, at %s, is %s', (quiet, from, expected) => {
    const zone = 'Asia/Tokyo'
    expect(wall(firstOpen(schedule(zone, quiet), at(from)), zone)).toBe(expected)
  })

  it.each([
    // The end does not exist: the first moment after the gap.
    ['America/New_York', '22:00-02:30', '2026-03-08T00:00-05:00', '2026-03-08T03:00-04:00'],
    ['Europe/London', '22:00-01:15', '2026-03-29T00:00+00:00', '2026-03-29T02:00+01:00'],
    ['Australia/Lord_Howe', '22:00-02:10', '2026-10-04T00:00+10:30', '2026-10-04T02:30+11:00'],
    ['America/Sao_Paulo', '21:00-00:30', '2018-11-03T23:00-03:00', '2018-11-04T01:00-02:00'],
    // The beginning does not exist: what comes after the gap is within them.
    ['America/New_York', '02:30-05:00', '2026-03-08T01:59-05:00', '2026-03-08T01:59-05:00'],
    ['America/New_York', '02:30-05:00', '2026-03-08T03:00-04:00', '2026-03-08T05:00-04:00'],
    // The end comes twice: after the first one, the clock shows a quiet hour once more.
    ['America/New_York', '22:00-01:30', '2026-11-01T00:00-04:00', '2026-11-01T01:30-04:00'],
    ['America/New_York', '22:00-01:30', '2026-11-01T01:00-05:00', '2026-11-01T01:30-05:00'],
    ['Europe/London', '22:00-01:30', '2026-10-25T00:00+01:00', '2026-10-25T01:30+01:00'],
    ['Europe/London', '22:00-01:30', '2026-10-25T01:10+00:00', '2026-10-25T01:30+00:00'],
    ['Australia/Lord_Howe', '22:00-01:45', '2026-04-05T01:30+11:00', '2026-04-05T01:45+11:00'],
    ['Australia/Lord_Howe', '22:00-01:45', '2026-04-05T01:35+10:30', '2026-04-05T01:45+10:30'],
    // The clock is put back out of the hours that may be used, and into them.
    ['America/New_York', '01:30-05:00', '2026-11-01T01:40-04:00', '2026-11-01T01:00-05:00'],
  ])('by the clocks of %s, quiet %s, at %s, is %s', (zone, quiet, from, expected) => {
    expect(wall(firstOpen(schedule(zone, quiet), at(from)), zone)).toBe(expected)
  })

  it('is the beginning of the next day that is among its days, or the end of that day’s quiet hours', () => {
    const days = [1, 2, 3, 4, 5]
    const friday = at('2026-01-23T21:00+09:00')
    const saturday = at('2026-01-24T12:00+09:00')
    const zone = 'Asia/Tokyo'
    expect(firstOpen(schedule(zone, '22:00-07:00', { days }), friday)).toBe(friday)
    expect(wall(firstOpen(schedule(zone, '22:00-07:00', { days }), saturday), zone)).toBe(
      '2026-01-26T07:00+09:00',
    )
    expect(wall(firstOpen(schedule(zone, null, { days }), saturday), zone)).toBe(
      '2026-01-26T00:00+09:00',
    )
    // A night between two days of which only the first is one of its days.
    expect(
      wall(firstOpen(schedule(zone, '12:00-20:00', { days: [5] }), saturday), zone).slice(0, 16),
    ).toBe('2026-01-30T00:00')
  })

  it('leaves out public holidays, and a date that the zone skips', () => {
    const days = [1, 2, 3, 4, 5]
    const golden = schedule('Asia/Tokyo', '22:00-07:00', { days, holidays: 'JP' })
    expect(wall(firstOpen(golden, at('2026-05-02T12:00+09:00')), 'Asia/Tokyo')).toBe(
      '2026-05-07T07:00+09:00',
    )
    const apia = schedule('Pacific/Apia', '22:00-07:00')
    expect(wall(firstOpen(apia, at('2011-12-29T23:00-10:00')), 'Pacific/Apia')).toBe(
      '2011-12-31T07:00+14:00',
    )
  })

  it('is never in quiet hours nor on a day off, and there is none before it', () => {
    const places: [zone: string, around: string][] = [
      ['America/New_York', '2026-03-08T00:00Z'],
      ['America/New_York', '2026-11-01T00:00Z'],
      ['Europe/London', '2026-03-29T00:00Z'],
      ['Europe/London', '2026-10-25T00:00Z'],
      ['Australia/Lord_Howe', '2026-04-04T12:00Z'],
      ['Australia/Lord_Howe', '2026-10-03T12:00Z'],
      ['America/Sao_Paulo', '2018-11-04T00:00Z'],
      // Clocks were put back from one minute after midnight to the evening before.
      ['America/St_Johns', '2006-10-29T00:00Z'],
      ['Pacific/Apia', '2011-12-30T00:00Z'],
      ['Asia/Tokyo', '2026-05-05T00:00Z'],
    ]
    const minutes = fc.integer({ min: 0, max: 1439 })
    const scene = fc.record({
      place: fc.constantFrom(...places),
      quiet: fc.option(fc.record({ from: minutes, to: minutes }).filter((q) => q.from !== q.to)),
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 2, maxLength: 7 }),
      holidays: fc.constantFrom(null, 'JP'),
      offset: fc.integer({ min: -2 * 1440, max: 2 * 1440 }),
    })
    fc.assert(
      fc.property(scene, ({ place: [zone, around], quiet, days, holidays, offset }) => {
        const wanted = { minute: 0, zone, days, holidays, instant: { quiet } }
        const mayCome = (ms: number) => {
          const local = zoned(ms, zone)
          const minute = local.hour * 60 + local.minute
          const isLoud =
            quiet === null ||
            (quiet.from < quiet.to
              ? minute < quiet.from || minute >= quiet.to
              : minute < quiet.from && minute >= quiet.to)
          const isOff = holidays !== null && isHoliday(local.toPlainDate(), holidays)
          return isLoud && days.includes(local.dayOfWeek) && !isOff
        }
        const from = at(around) + offset * MINUTE
        const found = firstOpen(wanted, from)
        expect(mayCome(found)).toBe(true)
        for (let moment = from; moment < found; moment += MINUTE) {
          if (mayCome(moment)) expect.fail(`${wall(moment, zone)} came before ${wall(found, zone)}`)
        }
      }),
      { numRuns: 300, seed: 16 },
    )
  })
})

describe('an article that waits', () => {
  const tokyo = schedule('Asia/Tokyo', '22:00-07:00')
  const noon = at('2026-01-18T12:00:00+09:00')
  const owed = (since: number, now: number, lastAt: number | null = null) =>
    owedInstantly(tokyo, { since, lastAt, now })

  it('comes at once, in the slot of its minute', () => {
    expect(owed(noon + 20_000, noon + 21_000)).toEqual({
      kind: 'run',
      slot: noon,
      late: false,
      next: NOTHING_WAITS,
    })
  })

  it('comes a minute after the last one at the earliest, and then in another slot', () => {
    expect(owed(noon + 30_000, noon + 31_000, noon + 20_000)).toEqual({
      kind: 'wait',
      next: noon + 20_000 + APART_MS,
    })
    expect(owed(noon + 80_000, noon + 80_000, noon + 20_000)).toMatchObject({
      kind: 'run',
      slot: noon + MINUTE,
    })
  })

  it('waits for the end of the quiet hours, also those that the minute’s distance leads into', () => {
    const end = at('2026-01-19T07:00+09:00')
    const evening = at('2026-01-18T21:59:30+09:00')
    expect(owed(evening + 3_600_000, evening + 3_600_000)).toEqual({ kind: 'wait', next: end })
    expect(owed(evening + 1_000, evening + 2_000, evening)).toEqual({ kind: 'wait', next: end })
    expect(owed(end, end + 1_000)).toMatchObject({ kind: 'run', slot: end, late: false })
  })

  it('is late from five minutes on, however late still posted, but in no quiet hours', () => {
    expect(owed(noon, noon + 5 * MINUTE)).toMatchObject({ kind: 'run', late: false })
    expect(owed(noon, noon + 5 * MINUTE + 1)).toMatchObject({ kind: 'run', late: true })
    expect(owed(noon, noon + 9 * 60 * MINUTE)).toMatchObject({ kind: 'run', late: true })
    const night = noon + 11 * 60 * MINUTE
    expect(owed(noon, night)).toEqual({ kind: 'wait', next: at('2026-01-19T07:00+09:00') })
  })

  it('counts as late from when it could have come, not from when it arrived', () => {
    const arrived = at('2026-01-18T23:00+09:00')
    const morning = at('2026-01-19T07:00+09:00')
    expect(owed(arrived, morning + MINUTE)).toMatchObject({ kind: 'run', late: false })
    expect(owed(arrived, morning + 6 * MINUTE)).toMatchObject({ kind: 'run', late: true })
  })
})
