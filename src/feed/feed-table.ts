/** The feeds that are polled, with what their servers said of caching. */
import type { Feed } from '../model/feed.ts'
import { claim, fenced } from '../storage/claim.ts'
import type { Row, Tx } from '../storage/db.ts'

const COLUMNS =
  'id, url, title, link, lang, etag, last_modified, body_hash, failures, due_at, attempt'

const text = (value: Row[string] | undefined) => (value == null ? null : String(value))

const feedOf = (row: Row): Feed => ({
  id: Number(row['id']),
  url: String(row['url']),
  title: text(row['title']),
  link: text(row['link']),
  lang: text(row['lang']),
  etag: text(row['etag']),
  lastModified: text(row['last_modified']),
  bodyHash: text(row['body_hash']),
  failures: Number(row['failures']),
  dueAt: Number(row['due_at']),
  attempt: Number(row['attempt']),
})

/** Gives the feed of an address, or null where it is not known. */
export async function findFeed(tx: Tx, url: string): Promise<Feed | null> {
  const [row] = await tx.all(`SELECT ${COLUMNS} FROM feed WHERE url = $1`, [url])
  return row ? feedOf(row) : null
}

/** Gives the feed of an address, stored now where it is new: one row, one poll, however many channels read it. */
export async function ensureFeed(tx: Tx, url: string, dueAt: number): Promise<Feed> {
  await tx.all('INSERT INTO feed (url, due_at) VALUES ($1, $2) ON CONFLICT (url) DO NOTHING', [
    url,
    dueAt,
  ])
  const feed = await findFeed(tx, url)
  if (!feed) throw new Error('a feed that was just stored is not there')
  return feed
}

/** Gives feeds by their ids, in that order. */
export async function feedsById(tx: Tx, ids: readonly number[]): Promise<Feed[]> {
  if (ids.length === 0) return []
  const places = ids.map((_, index) => `$${index + 1}`).join(', ')
  const rows = await tx.all(`SELECT ${COLUMNS} FROM feed WHERE id IN (${places})`, ids)
  const feeds = new Map(rows.map((row) => [Number(row['id']), feedOf(row)]))
  return ids.flatMap((id) => feeds.get(id) ?? [])
}

/** Takes due feeds that somebody still reads for this process until `leaseUntil`. */
export async function claimFeeds(
  tx: Tx,
  lease: { now: number; leaseUntil: number; owner: string; limit: number },
): Promise<Feed[]> {
  const rows = await claim(tx, {
    ...lease,
    table: 'feed',
    where: `id IN (SELECT f.feed_id FROM subscription_feed f JOIN subscription s ON s.id = f.subscription_id
                    WHERE s.state = 'active')`,
    columns: COLUMNS,
  })
  return rows.map(feedOf)
}

export type FeedUpdate = {
  title?: string | null
  link?: string | null
  lang?: string | null
  etag?: string | null
  last_modified?: string | null
  body_hash?: string | null
  failures: number
  error: string | null
  polled_at: number
  succeeded_at?: number
  due_at: number
}

/** Writes a poll's outcome, unless another process has taken the feed meanwhile: then gives false. */
export const saveFeed = (tx: Tx, feed: Feed, set: FeedUpdate): Promise<boolean> =>
  fenced(tx, { table: 'feed', id: feed.id, attempt: feed.attempt, set })

/**
 * Makes feeds due now whose subscriptions have their slot before `slotBefore` and which were not asked since
 * `askedBefore`; a failing feed keeps its back-off.
 */
export async function pullForward(
  tx: Tx,
  { now, slotBefore, askedBefore }: { now: number; slotBefore: number; askedBefore: number },
): Promise<void> {
  await tx.all(
    `UPDATE feed SET due_at = $1
      WHERE due_at > $1 AND failures = 0 AND COALESCE(polled_at, 0) < $3 AND owner IS NULL
        AND id IN (SELECT f.feed_id FROM subscription_feed f JOIN subscription s ON s.id = f.subscription_id
                    WHERE s.state = 'active' AND s.slot_at > $1 AND s.slot_at <= $2)`,
    [now, slotBefore, askedBefore],
  )
}
