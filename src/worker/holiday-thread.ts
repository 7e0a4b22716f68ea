/** The inside of the thread that computes holidays: told which, it gives each and ends. Started by `holidays.ts` only. */
import { parentPort, workerData } from 'node:worker_threads'
import { computeHolidays, type HolidayYear } from '../subscription/holidays.ts'

for (const one of workerData as HolidayYear[]) parentPort?.postMessage(computeHolidays(one))
