/**
 * Due feeds, taken at a pace that their hosts bear: a host is asked once a second, or as often as it takes to get round
 * its feeds in a quarter of an hour. Who takes a host's turn writes it down, so that the pace holds over restarts and
 * over processes, and nobody waits behind a host that is busy.
 */
import { claim, fenced } from '../storage/claim.ts'
import type { Tx } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'
import { FEED_COLUMNS, feedOf, type PolledFeed } from './feed-table.ts'

/** ms between two turns of a host. */
export const TURN_MS = 1_000
/** Turns in which a host's feeds have each been asked. */
const TURNS = 900

/** Those due longest are looked at; where one host has them all, its turn is taken and the next look goes past them. */
const LOOKED_AT = 1_000

/** Feeds that somebody reads; from the feed to its readers, which SQLite would otherwise go through backwards. */
const READ = `EXISTS (SELECT 1 FROM subscription_feed r
                       WHERE r.feed_id = feed.id
                         AND (SELECT s.state FROM subscription s WHERE s.id = r.subscription_id) = 'active')`

type Lease = { now: number; leaseUntil: number; owner: string; limit: number }

/** Takes due feeds that somebody reads for this process until `leaseUntil`, as many of a host as its turn allows. */
export async function claimFeeds(tx: Tx, lease: Lease): Promise<PolledFeed[]> {
  const due = await tx.all(
    `WITH large AS MATERIALIZED (
       SELECT host, COUNT(*) AS feeds FROM feed GROUP BY host HAVING COUNT(*) > ${TURNS}),
     late AS MATERIALIZED (
       SELECT feed.id, feed.host, feed.due_at FROM feed LEFT JOIN host h ON h.name = feed.host
        WHERE feed.due_at <= $1 AND feed.stopped_at IS NULL AND COALESCE(h.free_at, 0) <= $1 AND ${READ}
        ORDER BY feed.due_at, feed.id LIMIT ${LOOKED_AT}),
     due AS (
       SELECT id, host, due_at, ROW_NUMBER() OVER (PARTITION BY host ORDER BY due_at, id) AS place FROM late)
     SELECT due.id, due.host FROM due LEFT JOIN large ON large.host = due.host
      WHERE due.place <= COALESCE((large.feeds + ${TURNS - 1}) / ${TURNS}, 1)
      ORDER BY due.due_at, due.id LIMIT $2`,
    [lease.now, lease.limit],
  )
  if (due.length === 0) return []
  const taken = await takeTurns(tx, [...new Set(due.map((row) => String(row['host'])))], lease.now)
  const ids = due.filter((row) => taken.has(String(row['host']))).map((row) => Number(row['id']))
  if (ids.length === 0) return []
  const rows = await claim(tx, {
    ...lease,
    table: 'feed',
    where: `id IN (${placesFor(ids)})`,
    params: ids,
    columns: FEED_COLUMNS,
  })
  return rows.map(feedOf)
}

/** Takes the turns of hosts; gives those that nobody else has taken. In one order, so that two takers cannot lock each other. */
async function takeTurns(tx: Tx, hosts: readonly string[], now: number): Promise<Set<string>> {
  const rows = await tx.all(
    `INSERT INTO host (name, free_at) VALUES ${hosts.map((_, index) => `($${index + 3}, $1)`).join(', ')}
     ON CONFLICT (name) DO UPDATE SET free_at = excluded.free_at WHERE host.free_at <= $2
     RETURNING name`,
    [now + TURN_MS, now, ...hosts.toSorted()],
  )
  return new Set(rows.map((row) => String(row['name'])))
}

/** Leaves a host alone until a moment, whichever of its feeds was sent away. */
export async function holdHost(tx: Tx, host: string, until: number): Promise<void> {
  await tx.all(
    `INSERT INTO host (name, free_at) VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET free_at = excluded.free_at WHERE host.free_at < excluded.free_at`,
    [host, until],
  )
}

/** Gives how many active subscriptions read each of some feeds. */
export async function readersOf(tx: Tx, ids: readonly number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.all(
    `SELECT r.feed_id, COUNT(*) AS readers
       FROM subscription_feed r JOIN subscription s ON s.id = r.subscription_id
      WHERE s.state = 'active' AND r.feed_id IN (${placesFor(ids)}) GROUP BY r.feed_id`,
    ids,
  )
  return new Map(rows.map((row) => [Number(row['feed_id']), Number(row['readers'])]))
}

/** Gives a feed back whose poll was broken off: it is due at once, for anyone. */
export const releaseFeed = (tx: Tx, { id, attempt }: PolledFeed, now: number): Promise<boolean> =>
  fenced(tx, { table: 'feed', id, attempt, set: { due_at: now } })
