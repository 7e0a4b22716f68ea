/** Counters: the arrival number, one for the articles of all feeds, and what a day has used of something. */
import type { Tx } from './db.ts'
import { placesFor } from './places.ts'

/**
 * Takes `count` (≥ 1) numbers in a row and gives the first. The counter's row stays locked until the transaction ends,
 * so numbers become visible in their own order: call it as late in the transaction as can be.
 */
export async function nextSeq(tx: Tx, count: number): Promise<number> {
  if (!(count >= 1)) throw new RangeError(`nextSeq gives at least one number, not ${count}`)
  const [row] = await tx.all(
    `INSERT INTO counter (name, value) VALUES ('seq', $1)
     ON CONFLICT (name) DO UPDATE SET value = counter.value + excluded.value RETURNING value`,
    [count],
  )
  return Number(row?.['value']) - count + 1
}

/** Gives the newest number whose article is visible, 0 before the first. */
export async function newestSeq(tx: Tx): Promise<number> {
  const [row] = await tx.all(`SELECT value FROM counter WHERE name = 'seq'`)
  return Number(row?.['value'] ?? 0)
}

/** Adds to a counter unless it would then pass `most`; gives whether it did. A negative amount is always taken. */
export async function addUpTo(
  tx: Tx,
  { name, amount, most }: { name: string; amount: number; most: number },
): Promise<boolean> {
  if (amount > most) return false
  const rows = await tx.all(
    `INSERT INTO counter (name, value) VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET value = counter.value + excluded.value
     WHERE counter.value + excluded.value <= $3 OR excluded.value < 0 RETURNING value`,
    [name, amount, most],
  )
  return rows.length === 1
}

/** Deletes the counters whose names begin with `beginning`, but for those named. */
export async function forgetCounters(
  tx: Tx,
  beginning: string,
  but: readonly string[],
): Promise<void> {
  await tx.all(
    `DELETE FROM counter WHERE SUBSTR(name, 1, $1) = $2 AND name NOT IN (${placesFor(but, 3)})`,
    [beginning.length, beginning, ...but],
  )
}
