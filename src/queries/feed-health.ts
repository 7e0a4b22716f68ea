/** What is known of how feeds are: the feed's own state with the times of its newest articles and who reads it. */
import { FEED_COLUMNS, feedOf } from '../feed/feed-table.ts'
import { type Health, healthOf } from '../feed/health.ts'
import type { Feed } from '../model/feed.ts'
import type { Tx } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'

/** As many articles as tell how often something comes. */
const NEWEST = 40

/** Gives the times of the newest articles of each feed: published, else arrived. */
export async function articleTimes(
  tx: Tx,
  feedIds: readonly number[],
): Promise<Map<number, number[]>> {
  const times = new Map<number, number[]>()
  for (const id of feedIds) {
    const rows = await tx.all(
      `SELECT COALESCE(published_at, arrived_at) AS at FROM article WHERE feed_id = $1
        ORDER BY COALESCE(published_at, arrived_at) DESC LIMIT ${NEWEST}`,
      [id],
    )
    times.set(
      id,
      rows.map((row) => Number(row['at'])),
    )
  }
  return times
}

export type KnownFeed = { feed: Feed; times: number[]; health: Health }

/** Gives how some feeds are, in the order of their ids. */
export async function healthOfFeeds(
  tx: Tx,
  feedIds: readonly number[],
  now: number,
): Promise<KnownFeed[]> {
  if (feedIds.length === 0) return []
  const rows = await tx.all(
    `SELECT ${FEED_COLUMNS} FROM feed WHERE id IN (${placesFor(feedIds)}) ORDER BY id`,
    feedIds,
  )
  const times = await articleTimes(tx, feedIds)
  return rows.map(feedOf).map((feed) => {
    const own = times.get(feed.id) ?? []
    return { feed, times: own, health: healthOf(feed, own, now) }
  })
}

export type Reader = { guildId: string; setBy: string; locale: string; feedId: number }

/**
 * Gives who reads feeds of which there may be something to tell: those that have failed since `failingBefore`, were
 * stopped, have had nothing new since `newestBefore`, or were told of before.
 */
export async function readersOfTroubled(
  tx: Tx,
  { failingBefore, newestBefore }: { failingBefore: number; newestBefore: number },
): Promise<(Reader & { told: boolean })[]> {
  const rows = await tx.all(
    `SELECT s.guild_id, s.set_by, s.locale, f.id AS feed_id, n.feed_id AS told
       FROM feed f
       JOIN subscription_feed r ON r.feed_id = f.id
       JOIN subscription s ON s.id = r.subscription_id
       LEFT JOIN notice n ON n.guild_id = s.guild_id AND n.feed_id = f.id
      WHERE s.state = 'active'
        AND (n.feed_id IS NOT NULL OR f.stopped_at IS NOT NULL OR f.failing_since <= $1
          OR (SELECT MAX(COALESCE(a.published_at, a.arrived_at)) FROM article a WHERE a.feed_id = f.id) < $2)
      ORDER BY s.guild_id, s.id, r.position`,
    [failingBefore, newestBefore],
  )
  return rows.map((row) => ({
    guildId: String(row['guild_id']),
    setBy: String(row['set_by']),
    locale: String(row['locale']),
    feedId: Number(row['feed_id']),
    told: row['told'] !== null,
  }))
}

/** Polls by which it is judged whether our own network is down, and the fewest that tell. */
const LATEST = 20
const LATEST_LEAST = 5

/** Says whether none of the latest polls reached any server: then it is our own network, and no feed's fault. */
export async function looksOffline(tx: Tx): Promise<boolean> {
  const rows = await tx.all(
    `SELECT error FROM feed WHERE polled_at IS NOT NULL ORDER BY polled_at DESC LIMIT ${LATEST}`,
  )
  return (
    rows.length >= LATEST_LEAST &&
    rows.every(({ error }) => error === 'unreachable' || error === 'timeout')
  )
}
