import type { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { areKnown, holidayCountries, isHoliday } from '../../src/subscription/holidays.ts'
import { createHolidays } from '../../src/worker/holidays.ts'

const NOW = Date.parse('2033-12-20T00:00:00Z')

/** Gives the threads that this one starts until it ends. */
async function threadsOf(run: () => Promise<unknown>): Promise<Worker[]> {
  const started: Worker[] = []
  const note = (thread: Worker) => void started.push(thread)
  process.on('worker', note)
  await run()
  process.off('worker', note)
  return started
}

it('a country that nobody has asked for is known a year before and after, and is read in a thread of its own, once', async () => {
  const prepare = createHolidays()
  const of = (year: number) => ({ country: 'KR', year })
  expect(areKnown(of(2034))).toBe(false)
  // Reading the calendars here would hold everybody up.
  const threads = await threadsOf(() =>
    Promise.all([prepare(['KR', 'ZZ'], NOW), prepare(['KR'], NOW)]),
  )
  expect(threads).toHaveLength(1)
  expect([2032, 2033, 2034, 2035].map((year) => areKnown(of(year)))).toEqual([
    true,
    true,
    true,
    false,
  ])
  expect(isHoliday(Temporal.PlainDate.from('2034-01-01'), 'KR')).toBe(true)
  expect(isHoliday(Temporal.PlainDate.from('2034-01-03'), 'KR')).toBe(false)
  expect(await threadsOf(() => prepare(['KR', 'ZZ'], NOW))).toEqual([])
})

it('every country whose calendar there is can be named', async () => {
  const { default: Calendar } = await import('date-holidays')
  expect(Object.keys(new Calendar().getCountries('en')).sort()).toEqual(
    [...holidayCountries()].sort(),
  )
})
