/** The arrival number: one counter for the articles of all feeds. */
import type { Tx } from './db.ts'

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
