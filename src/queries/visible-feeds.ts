/** Which feeds may be seen from some channels of a server, and which of some are known. */
import type { Tx } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'

/** Feeds at once: far below the engines' limits of parameters. */
const STEP = 500

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

/** Gives the ids of the feeds at these addresses, as far as they are known. */
export async function feedsAt(tx: Tx, addresses: readonly string[]): Promise<number[]> {
  const found: number[] = []
  for (let from = 0; from < addresses.length; from += STEP) {
    const step = addresses.slice(from, from + STEP)
    const rows = await tx.all(
      `SELECT id FROM feed WHERE url IN (${placesFor(step)}) ORDER BY id`,
      step,
    )
    found.push(...rows.map((row) => Number(row['id'])))
  }
  return found
}

/** Gives which of these feeds call themselves feeds for adults. */
export async function adultAmong(tx: Tx, feedIds: readonly number[]): Promise<Set<number>> {
  const found = new Set<number>()
  for (let from = 0; from < feedIds.length; from += STEP) {
    const step = feedIds.slice(from, from + STEP)
    const rows = await tx.all(
      `SELECT id FROM feed WHERE adult = 1 AND id IN (${placesFor(step)})`,
      step,
    )
    for (const row of rows) found.add(Number(row['id']))
  }
  return found
}
