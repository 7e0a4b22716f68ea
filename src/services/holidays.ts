/** Makes holidays known before anybody asks for them. */
import { holidayCountriesKept } from '../subscription/days-table.ts'
import { prepareZones } from '../subscription/holidays.ts'
import type { Deps } from './deps.ts'

/** Makes known the countries of all zones, and the holidays around now of all countries whose holidays digests leave out. */
export async function prepareKeptHolidays({
  db,
  clock,
  prepareHolidays,
}: Pick<Deps, 'db' | 'clock' | 'prepareHolidays'>): Promise<void> {
  await prepareZones()
  await prepareHolidays?.(await holidayCountriesKept(db), clock.now())
}
