import { describe, expect, it } from 'vitest'
import { EVERY_DAY, parseDays, WEEKDAYS, WEEKEND } from '../../src/subscription/days.ts'
import { parseTime } from '../../src/subscription/slots.ts'
import { parseWhen } from '../../src/subscription/when.ts'

const read = (typed: string, country: string | null = 'JP') =>
  parseWhen(typed, { time: parseTime, days: (text) => parseDays(text, () => country) })

describe('days and time in one line', () => {
  it.each([
    ['平日 07:30', WEEKDAYS, 450, null],
    ['平日の7時半', WEEKDAYS, 450, null],
    ['平日、7：30に', WEEKDAYS, 450, null],
    ['毎日7時', EVERY_DAY, 420, null],
    ['祝日を除く平日 7時半', WEEKDAYS, 450, 'JP'],
    ['平日（日本の祝日を除く） 08:15', WEEKDAYS, 495, 'JP'],
    ['午後7時 週末', WEEKEND, 1140, null],
    ['月・水・金 19時', [1, 3, 5], 1140, null],
    ['毎週月曜日 12時30分', [1], 750, null],
    ['weekdays 07:30', WEEKDAYS, 450, null],
    ['on weekdays at 07:30', WEEKDAYS, 450, null],
    ['every day at 7:30 pm', EVERY_DAY, 1170, null],
    ['7.30 on Mon, Wed', [1, 3], 450, null],
    ['Mon-Fri 1930', WEEKDAYS, 1170, null],
    ['weekdays except holidays in Japan 8:00', WEEKDAYS, 480, 'JP'],
    ['weekdays except public holidays (Germany) at 06:05', WEEKDAYS, 365, 'DE'],
  ] as const)('%s', (typed, days, minute, holidays) => {
    expect(read(typed)).toMatchObject({
      ok: true,
      value: { time: minute, days: { days, holidays } },
    })
  })

  it.each([
    ['19:00', 1140, null],
    ['７時半', 450, null],
    ['平日', null, WEEKDAYS],
    ['weekends', null, WEEKEND],
  ])('%s says only one of them', (typed, time, days) => {
    const said = read(typed)
    expect(said.ok && [said.value.time, said.value.days?.days ?? null]).toEqual([time, days])
  })

  it.each([
    ['平日 25:00', 'bad-time', '25:00'],
    ['weekdays at noonish', 'bad-time', 'noonish'],
    ['毎月 7:30', 'bad-days', '毎月'],
    ['whenever at 7:30', 'bad-days', 'whenever'],
    ['そのうち', 'bad-when', 'そのうち'],
    ['25:00', 'bad-when', '25:00'],
  ])('%s is refused, and the part that was not understood is named', (typed, kind, part) => {
    expect(read(typed)).toEqual({ ok: false, error: { kind, typed: part } })
  })

  it('names no country’s holidays where nobody knows whose', () => {
    for (const typed of ['weekdays except holidays', 'weekdays except holidays 8:00'])
      expect(read(typed, null)).toMatchObject({ ok: false, error: { kind: 'no-country' } })
  })

  it('hands what may be a time on as a whole, whatever words it has', () => {
    const soon = parseWhen('weekdays, as they come', {
      time: (text) => (text === 'as they come' ? ('soon' as const) : null),
      days: (text) => parseDays(text, () => null),
    })
    expect(soon).toMatchObject({ ok: true, value: { time: 'soon', days: { days: WEEKDAYS } } })
  })
})
