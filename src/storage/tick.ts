/** What must run once a slot, however many processes wake for it. */
import type { Tx } from './db.ts'

/** Gives true to one caller a name and slot; a slot that is not later than the last one taken is nobody's. */
export async function tick(tx: Tx, name: string, slot: number): Promise<boolean> {
  const rows = await tx.all(
    `INSERT INTO tick (name, slot) VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET slot = excluded.slot WHERE tick.slot < excluded.slot RETURNING slot`,
    [name, slot],
  )
  return rows.length === 1
}

/** Gives the last slot of a name that was taken, or null. */
export async function lastTick(tx: Tx, name: string): Promise<number | null> {
  const [row] = await tx.all('SELECT slot FROM tick WHERE name = $1', [name])
  return row ? Number(row['slot']) : null
}
