/** What came while a digest was composed is due after it. */
import type { Tx } from '../storage/db.ts'
import { NOTHING_WAITS } from '../subscription/instant.ts'

/**
 * Makes a subscription that posts as articles come, and for which nothing waits, due again where its feeds have articles
 * beyond `after`; to be called when its row was written in the same transaction.
 */
export async function ringAgain(
  tx: Tx,
  { id, after, now }: { id: number; after: number; now: number },
): Promise<void> {
  await tx.all(
    `UPDATE subscription SET slot_at = $3, due_at = $3
      WHERE id = $1 AND instant = 1 AND slot_at = $4 AND EXISTS (
        SELECT 1 FROM subscription_feed sf JOIN article a ON a.feed_id = sf.feed_id
         WHERE sf.subscription_id = $1 AND a.seq > $2 AND a.seq > sf.from_seq)`,
    [id, after, now, NOTHING_WAITS],
  )
}
