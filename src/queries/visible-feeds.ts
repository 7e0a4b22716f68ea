/** Which feeds may be seen from some channels of a server. */
import type { Tx } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'

/** Gives the ids of the feeds that have a subscription, running or paused, in any of these channels. */
export async function visibleFeeds(
  tx: Tx,
  { guildId, channelIds }: { guildId: string; channelIds: readonly string[] },
): Promise<number[]> {
  if (channelIds.length === 0) return []
  const rows = await tx.all(
    `SELECT DISTINCT f.feed_id FROM subscription s JOIN subscription_feed f ON f.subscription_id = s.id
      WHERE s.guild_id = $1 AND s.state <> 'ended' AND s.channel_id IN (${placesFor(channelIds, 2)})
      ORDER BY f.feed_id`,
    [guildId, ...channelIds],
  )
  return rows.map((row) => Number(row['feed_id']))
}
