/** Where something stands in the store, whatever the column: what was deleted must stand nowhere. */
import type { Db } from '../../src/storage/db.ts'

/** Gives the names of all tables, sorted. */
export const tablesOf = async (db: Db): Promise<string[]> =>
  (await db.all(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)).map(
    ({ name }) => String(name),
  )

/** Gives the tables of which a row has one of the texts in it. */
export async function tablesHolding(db: Db, ...texts: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const table of await tablesOf(db)) {
    const rows = JSON.stringify(await db.all(`SELECT * FROM ${table}`))
    if (texts.some((text) => rows.includes(text))) found.push(table)
  }
  return found
}
