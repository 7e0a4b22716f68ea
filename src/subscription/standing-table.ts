/** The subscriptions that have not ended, all of them: for what is done once after a start. */
import type { Subscription } from '../model/subscription.ts'
import type { Tx } from '../storage/db.ts'
import { SUBSCRIPTION_COLUMNS, subscriptionOf } from './subscription-table.ts'

/** Gives them by channel. */
export async function standingByChannel(tx: Tx): Promise<Map<string, Subscription[]>> {
  const rows = await tx.all(
    `SELECT ${SUBSCRIPTION_COLUMNS} FROM subscription WHERE state <> 'ended' ORDER BY id`,
  )
  return Map.groupBy(rows.map(subscriptionOf), ({ channelId }) => channelId)
}
