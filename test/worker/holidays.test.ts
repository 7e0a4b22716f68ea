import { expect, it } from 'vitest'
import { areKnown, holidayCountries, isHoliday } from '../../src/subscription/holidays.ts'
import { createHolidays } from '../../src/worker/holidays.ts'
import { stallsOf } from '../bench/stalls.ts'

const NOW = Date.parse('2033-12-20T00:00:00Z')

it('a country that nobody has asked for is known a year before and after, and nobody waits for it', async () => {
  const prepare = createHolidays()
  const of = (year: number) => ({ country: 'KR', year })
  expect(areKnown(of(2034))).toBe(false)
  const { stalls } = await stallsOf(() =>
    Promise.all([prepare(['KR', 'ZZ'], NOW), prepare(['KR'], NOW)]),
  )
  expect([2032, 2033, 2034, 2035].map((year) => areKnown(of(year)))).toEqual([
    true,
    true,
    true,
    false,
  ])
  expect(isHoliday(Temporal.PlainDate.from('2034-01-01'), 'KR')).toBe(true)
  expect(isHoliday(Temporal.PlainDate.from('2034-01-03'), 'KR')).toBe(false)
  // Reading the calendars here would take hundreds of ms of this thread.
  expect(stalls.longestCpuMs).toBeLessThan(100)
})

it('every country whose calendar there is can be named', async () => {
  const { default: Calendar } = await import('date-holidays')
  expect(Object.keys(new Calendar().getCountries('en')).sort()).toEqual(
    [...holidayCountries()].sort(),
  )
})
