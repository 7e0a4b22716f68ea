/** Where the first window of a feed begins that takes the place of another: a day back, as for any first window. */
import type { Tx } from '../storage/db.ts'

const DAY = 24 * 3_600_000

/** Gives the newest arrival number among a feed's articles that are older than a day, 0 where there is none. */
export async function readUpTo(tx: Tx, feedId: number, now: number): Promise<number> {
  const [row] = await tx.all(
    `SELECT COALESCE(MAX(seq), 0) AS seq FROM article
      WHERE feed_id = $1 AND COALESCE(published_at, arrived_at) < $2`,
    [feedId, now - DAY],
  )
  return Number(row?.['seq'] ?? 0)
}
