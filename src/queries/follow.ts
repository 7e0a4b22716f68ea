/** Digests of a subscription that has moved and that nobody has seen yet: they follow it. */
import type { ContainerKind } from '../model/place.ts'
import type { Tx } from '../storage/db.ts'

/** As long as a digest that Discord refused may still be posted. */
const FOLLOWS_FOR_MS = 24 * 3_600_000

/**
 * Addresses anew what was not tried yet, and what was refused for good at its only try within the last day: of anything
 * else a message may stand in the old channel.
 */
export async function sendAfter(
  tx: Tx,
  {
    subscriptionId,
    channelId,
    container,
    now,
  }: {
    subscriptionId: number
    channelId: string
    container: ContainerKind | null
    now: number
  },
): Promise<void> {
  await tx.all(
    `UPDATE delivery SET channel_id = $2, state = 'pending', due_at = $3, first_try_at = NULL, tries = 0, error = NULL,
        attempt = attempt + 1, owner = NULL, container = $5
      WHERE digest_id IN (SELECT id FROM digest WHERE subscription_id = $1)
        AND ((state = 'pending' AND first_try_at IS NULL)
          OR (state = 'failed' AND tries <= 1 AND created_at > $4
            AND (error LIKE 'channel-gone:%' OR error LIKE 'wrong-channel:%' OR error LIKE 'needs-tag:%'
              OR error LIKE 'no-access:%' OR error LIKE 'no-permission:%')))`,
    [subscriptionId, channelId, now, now - FOLLOWS_FOR_MS, container],
  )
}

/** Gives the channel that a delivery goes or went to, by its key, or null where it is not kept. */
export async function channelOfDelivery(tx: Tx, key: string): Promise<string | null> {
  const [row] = await tx.all('SELECT channel_id FROM delivery WHERE key = $1', [key])
  return row ? String(row['channel_id']) : null
}
