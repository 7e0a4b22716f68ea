/** Whose holidays the subscriptions leave out. */
import type { Tx } from '../storage/db.ts'

/** Gives the countries whose holidays some subscription leaves out. */
export async function holidayCountriesKept(tx: Tx): Promise<string[]> {
  const rows = await tx.all('SELECT DISTINCT holidays FROM subscription WHERE holidays IS NOT NULL')
  return rows.map((row) => String(row['holidays']))
}
