import { describe, expect, it } from 'vitest'
import { daysMeant, daysValue, parseDays, usualDays } from '../../src/subscription/days.ts'
import { guessCountry, holidayCountries, isHoliday } from '../../src/subscription/holidays.ts'

const read = (typed: string, guess: string | null = 'DE') => {
  const days = parseDays(typed, () => guess)
  return days.ok ? daysValue(days.value) : days.error.kind
}
const WEEK = 'mon,tue,wed,thu,fri'

describe('days as people write them', () => {
  it.each([
    ['毎日', `${WEEK},sat,sun`],
    ['every day', `${WEEK},sat,sun`],
    ['平日', WEEK],
    ['Weekdays', WEEK],
    ['月曜から金曜まで', WEEK],
    ['Mon-Fri', WEEK],
    ['土日', 'sat,sun'],
    ['fri to mon', 'mon,fri,sat,sun'],
    ['月・水・金', 'mon,wed,fri'],
    ['Mondays and Thursdays', 'mon,thu'],
    ['毎週日曜日', 'sun'],
    ['日', 'sun'],
  ])('reads %s', (typed, value) => {
    expect(read(typed)).toBe(value)
  })

  it.each([
    ['平日（日本の祝日を除く）', `${WEEK} -jp`],
    ['平日 アメリカ合衆国の祝日以外', `${WEEK} -us`],
    ['Mon-Fri except holidays in Japan', `${WEEK} -jp`],
    ['weekdays but public holidays of the United States', `${WEEK} -us`],
    ['月・水（祝日を除く）', 'mon,wed -de'],
    ['weekdays except holidays', `${WEEK} -de`],
    ['祝日以外', `${WEEK} -de`],
  ])('reads %s, and takes the guessed country only where none is named', (typed, value) => {
    expect(read(typed)).toBe(value)
  })

  it('reads its own way of writing them again', () => {
    for (const days of usualDays('JP')) expect(read(daysValue(days))).toBe(daysValue(days))
  })

  it.each(['', 'sunny', '1,3', 'weekdays -xx', 'noon', '月・火星'])('refuses %j', (typed) => {
    expect(read(typed)).toBe('bad-days')
  })

  it('asks whose holidays where nobody knows', () => {
    expect(read('平日（祝日を除く）', null)).toBe('no-country')
  })

  it('offers the working days of countries whose names are being typed', () => {
    const offered = (typed: string) => daysMeant(typed, 'JP').map(daysValue)
    expect(offered('ドイ')).toEqual([`${WEEK} -de`])
    expect(offered('germ')).toEqual([`${WEEK} -de`])
    expect(offered('xyz')).toEqual([])
    expect(usualDays(null).some(({ holidays }) => holidays !== null)).toBe(false)
  })
})

describe('public holidays', () => {
  const on = (date: string, country: string) => isHoliday(Temporal.PlainDate.from(date), country)

  it.each([
    ['2026-01-01', 'JP', true],
    ['2026-09-22', 'JP', true],
    // Banks are closed; it is no holiday.
    ['2026-01-02', 'JP', false],
    ['2026-12-25', 'JP', false],
    ['2026-12-28', 'GB', true],
    ['2026-05-29', 'TR', true],
    // Half a day: the morning is a working one.
    ['2026-03-08', 'CN', false],
    ['2026-10-01', 'CN', true],
    ['2026-01-01', 'ZZ', false],
  ])('%s in %s: %s', (date, country, holiday) => {
    expect(on(date, country)).toBe(holiday)
  })

  it.each([
    ['Asia/Tokyo', null, 'JP'],
    ['America/Los_Angeles', 'ja', 'US'],
    ['Asia/Kolkata', null, 'IN'],
    ['Australia/Lord_Howe', null, 'AU'],
    ['Africa/Casablanca', null, 'MA'],
    ['UTC', 'ja', 'JP'],
    ['UTC', 'en-GB', 'GB'],
    ['UTC', 'es-419', null],
    ['UTC', null, null],
  ])(
    'are guessed to be those of the country of %s, else of the language %s',
    (zone, locale, country) => {
      expect(guessCountry(zone, locale)).toBe(country)
    },
  )

  it('are known of the countries that most readers live in', () => {
    const known = holidayCountries()
    expect(
      ['JP', 'US', 'GB', 'KR', 'TW', 'CN', 'DE', 'FR', 'BR', 'IN'].filter((one) => !known.has(one)),
    ).toEqual([])
  })
})
