/** What comes rings those who want it as it comes: they are due at once, in the transaction that stores it. */
import type { Tx } from '../storage/db.ts'
import { NOTHING_WAITS } from './instant.ts'

const RING = ['slot_at', 'due_at']
  .map((column) => `${column} = CASE WHEN slot_at = $3 THEN $2 ELSE ${column} END`)
  .join(', ')

/**
 * Makes the subscriptions of a feed due that post as articles come and for which nothing waits. The row of one for which
 * something waits is written too: whoever composes its digest right now sees what came.
 */
export async function ring(
  tx: Tx,
  { feedId, now }: { feedId: number; now: number },
): Promise<void> {
  await tx.all(
    // CROSS keeps SQLite to this order: from the feed to its readers, never through all that are active.
    `UPDATE subscription SET ${RING} WHERE id IN (
       SELECT s.id FROM subscription_feed f CROSS JOIN subscription s
        WHERE f.feed_id = $1 AND s.id = f.subscription_id AND s.instant = 1 AND s.state = 'active')`,
    [feedId, now, NOTHING_WAITS],
  )
}
