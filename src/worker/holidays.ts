/** Computes public holidays in a thread that ends with it: reading their calendars would hold everybody else up. */
import { Worker } from 'node:worker_threads'
import {
  areKnown,
  type HolidayDates,
  type HolidayYear,
  keepHolidays,
} from '../subscription/holidays.ts'
import { environment } from './threads.ts'

/** Last year for a bot that slept over New Year, the next one for slots of January. */
const YEARS = [-1, 0, 1]

/** Makes the holidays of these countries known around `now` (epoch ms). Never rejects: what is not known is computed in its place. */
export type PrepareHolidays = (countries: readonly string[], now: number) => Promise<void>

/** Gives what prepares holidays, one thread at a time. */
export function createHolidays(): PrepareHolidays {
  let last = Promise.resolve()
  return (countries, now) => {
    last = last.then(() => prepare(countries, now)).catch(() => undefined)
    return last
  }
}

async function prepare(countries: readonly string[], now: number): Promise<void> {
  const { year } = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('UTC')
  const wanted = [...new Set(countries)]
    .flatMap((country) => YEARS.map((n) => ({ country, year: year + n })))
    .filter((one) => !areKnown(one))
  if (wanted.length > 0) await computed(wanted)
}

function computed(wanted: readonly HolidayYear[]): Promise<void> {
  const worker = new Worker(new URL('./holiday-thread.ts', import.meta.url), {
    env: environment(),
    execArgv: [],
    workerData: wanted,
  })
  worker.on('message', (dates: HolidayDates) => void keepHolidays(dates))
  const { promise, resolve } = Promise.withResolvers<void>()
  worker.once('error', () => resolve())
  worker.once('exit', () => resolve())
  return promise
}
