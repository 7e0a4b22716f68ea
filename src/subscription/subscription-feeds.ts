/** Changes to which feeds a subscription reads. Each counts as a new version of it. */
import type { Subscription } from '../model/subscription.ts'
import type { Tx } from '../storage/db.ts'
import { NOTHING_WAITS } from './instant.ts'
import { SUBSCRIPTION_COLUMNS, subscriptionOf } from './subscription-table.ts'

/** Gives the subscriptions of a server that read a feed and have not ended, oldest first. */
export async function subscriptionsReading(
  tx: Tx,
  { guildId, feedId }: { guildId: string; feedId: number },
): Promise<Subscription[]> {
  const rows = await tx.all(
    `SELECT ${SUBSCRIPTION_COLUMNS} FROM subscription
      WHERE guild_id = $1 AND state <> 'ended'
        AND id IN (SELECT subscription_id FROM subscription_feed WHERE feed_id = $2) ORDER BY id`,
    [guildId, feedId],
  )
  return rows.map(subscriptionOf)
}

/** Who changes it, and when. */
export type Editor = { userId: string; now: number }

type Place = { subscriptionId: number; feedId: number; editor: Editor }

/** What a feed brings along may be new here: what was waiting for nothing looks. */
const raiseVersion = (tx: Tx, id: number, { userId, now }: Editor) =>
  tx.all(
    `UPDATE subscription SET version = version + 1, changed_by = $2, changed_at = $3, changed_how = 'feeds',
        slot_at = CASE WHEN slot_at = $4 THEN $3 ELSE slot_at END,
        due_at = CASE WHEN slot_at = $4 THEN $3 ELSE due_at END
      WHERE id = $1`,
    [id, userId, now, NOTHING_WAITS],
  )

/** Takes a feed out; gives its place among the others, or null where it was none of them. */
export async function dropFeed(
  tx: Tx,
  { subscriptionId, feedId, editor }: Place,
): Promise<{ position: number } | null> {
  const [row] = await tx.all(
    'DELETE FROM subscription_feed WHERE subscription_id = $1 AND feed_id = $2 RETURNING position',
    [subscriptionId, feedId],
  )
  if (!row) return null
  await raiseVersion(tx, subscriptionId, editor)
  return { position: Number(row['position']) }
}

/** Puts a feed in, behind the others if no position is given; its articles up to `fromSeq` are taken as read. */
export async function putFeed(
  tx: Tx,
  {
    subscriptionId,
    feedId,
    fromSeq,
    position,
    editor,
  }: Place & { fromSeq: number; position?: number },
): Promise<void> {
  await tx.all(
    `INSERT INTO subscription_feed (subscription_id, feed_id, from_seq, position)
     VALUES ($1, $2, $3, COALESCE($4, (SELECT COALESCE(MAX(position), -1) + 1 FROM subscription_feed WHERE subscription_id = $1)))
     ON CONFLICT (subscription_id, feed_id) DO NOTHING`,
    [subscriptionId, feedId, fromSeq, position ?? null],
  )
  await raiseVersion(tx, subscriptionId, editor)
}
