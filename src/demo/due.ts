/** When the next digest is due, so that a clock that is moved stops there. */
import type { Tx } from '../storage/db.ts'

/** Gives the next slot of any active subscription after `from` and before `to` (epoch ms), or null. */
export async function dueUntil(
  tx: Tx,
  { from, to }: { from: number; to: number },
): Promise<number | null> {
  const [row] = await tx.all(
    `SELECT MIN(slot_at) AS slot FROM subscription WHERE state = 'active' AND slot_at > $1 AND slot_at < $2`,
    [from, to],
  )
  return row?.['slot'] == null ? null : Number(row['slot'])
}
