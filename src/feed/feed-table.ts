/** The feeds that are polled, with what their servers said of caching. */
import type { Feed, FeedErrorKind } from '../model/feed.ts'
import { fenced } from '../storage/claim.ts'
import type { Row, Tx } from '../storage/db.ts'
import { hostOf } from './address.ts'
import { NO_HINTS, type PollHints } from './hints.ts'

/** What `feedOf` reads. */
export const FEED_COLUMNS =
  'id, url, title, link, lang, etag, last_modified, body_hash, hints, failures, error, status, failing_since, succeeded_at, fresh_until, stopped_at, moved_to, moved_seen, moved_at, reissued_count, reissued_at, adult, due_at, attempt'

/** A feed with what its document asks of its readers. */
export type PolledFeed = Feed & { hints: PollHints }

const text = (value: Row[string] | undefined) => (value == null ? null : String(value))
const number = (value: Row[string] | undefined) => (value == null ? null : Number(value))

/** Gives the feed that a row of `FEED_COLUMNS` holds. */
export const feedOf = (row: Row): PolledFeed => ({
  id: Number(row['id']),
  url: String(row['url']),
  title: text(row['title']),
  link: text(row['link']),
  lang: text(row['lang']),
  etag: text(row['etag']),
  lastModified: text(row['last_modified']),
  bodyHash: text(row['body_hash']),
  hints: row['hints'] == null ? NO_HINTS : (JSON.parse(String(row['hints'])) as PollHints),
  failures: Number(row['failures']),
  error: text(row['error']) as FeedErrorKind | null,
  status: number(row['status']),
  failingSince: number(row['failing_since']),
  succeededAt: number(row['succeeded_at']),
  freshUntil: Number(row['fresh_until']),
  stoppedAt: number(row['stopped_at']),
  movedTo: text(row['moved_to']),
  movedSeen: Number(row['moved_seen']),
  movedAt: number(row['moved_at']),
  reissued:
    row['reissued_at'] == null
      ? null
      : { count: Number(row['reissued_count']), at: Number(row['reissued_at']) },
  adult: row['adult'] === 1,
  dueAt: Number(row['due_at']),
  attempt: Number(row['attempt']),
})

/** Gives the feed of an address, or null where it is not known. */
export async function findFeed(tx: Tx, url: string): Promise<PolledFeed | null> {
  const [row] = await tx.all(`SELECT ${FEED_COLUMNS} FROM feed WHERE url = $1`, [url])
  return row ? feedOf(row) : null
}

/** Gives the feed of an address, stored now where it is new: one row, one poll, however many channels read it. */
export async function ensureFeed(tx: Tx, url: string, dueAt: number): Promise<PolledFeed> {
  await tx.all(
    'INSERT INTO feed (url, host, due_at) VALUES ($1, $2, $3) ON CONFLICT (url) DO NOTHING',
    [url, hostOf(url), dueAt],
  )
  const feed = await findFeed(tx, url)
  if (!feed) throw new Error('a feed that was just stored is not there')
  return feed
}

/** Gives feeds by their ids, in that order. */
export async function feedsById(tx: Tx, ids: readonly number[]): Promise<PolledFeed[]> {
  if (ids.length === 0) return []
  const places = ids.map((_, index) => `$${index + 1}`).join(', ')
  const rows = await tx.all(`SELECT ${FEED_COLUMNS} FROM feed WHERE id IN (${places})`, ids)
  const feeds = new Map(rows.map((row) => [Number(row['id']), feedOf(row)]))
  return ids.flatMap((id) => feeds.get(id) ?? [])
}

/** Gives all feeds, for the operator's lens. */
export const allFeeds = async (tx: Tx): Promise<PolledFeed[]> =>
  (await tx.all(`SELECT ${FEED_COLUMNS} FROM feed ORDER BY id`)).map(feedOf)

export type FeedUpdate = {
  title?: string | null
  link?: string | null
  lang?: string | null
  etag?: string | null
  last_modified?: string | null
  body_hash?: string | null
  adult?: number
  hints?: string
  failures: number
  error: string | null
  status: number | null
  failing_since: number | null
  fresh_until: number
  stopped_at: number | null
  moved_to: string | null
  moved_seen: number
  polled_at: number
  succeeded_at?: number
  due_at: number
}

/** Writes what is given of a poll's outcome, unless another process has taken the feed meanwhile: then gives false. */
export const saveFeed = (tx: Tx, feed: Feed, set: Partial<FeedUpdate>): Promise<boolean> =>
  fenced(tx, { table: 'feed', id: feed.id, attempt: feed.attempt, set })

/** Notes that old articles came as if they were new, in the transaction that has taken them as read. */
export async function noteReissue(
  tx: Tx,
  feedId: number,
  { count, at }: { count: number; at: number },
): Promise<void> {
  await tx.all('UPDATE feed SET reissued_count = $2, reissued_at = $3 WHERE id = $1', [
    feedId,
    count,
    at,
  ])
}

/**
 * Makes feeds due now whose subscriptions have their slot before `slotBefore` and which were not asked since
 * `askedBefore`; a failing feed keeps its back-off, and one whose server wants to be left alone until later is left alone.
 */
export async function pullForward(
  tx: Tx,
  { now, slotBefore, askedBefore }: { now: number; slotBefore: number; askedBefore: number },
): Promise<void> {
  await tx.all(
    `UPDATE feed SET due_at = $1
      WHERE due_at > $1 AND failures = 0 AND fresh_until <= $1 AND COALESCE(polled_at, 0) < $3 AND owner IS NULL
        AND id IN (SELECT f.feed_id FROM subscription_feed f JOIN subscription s ON s.id = f.subscription_id
                    WHERE s.state = 'active' AND s.slot_at > $1 AND s.slot_at <= $2)`,
    [now, slotBefore, askedBefore],
  )
}

/**
 * Gives a feed the address to which it has moved. Where that address is a feed already, its readers read that one from
 * now on (what stands in it has mostly been read under the old address), and this row stays behind without readers.
 */
export async function moveFeed(
  tx: Tx,
  feed: Feed,
  { url, now }: { url: string; now: number },
): Promise<'moved' | 'joined'> {
  const there = await findFeed(tx, url)
  if (there === null) {
    await tx.all(
      'UPDATE feed SET url = $2, host = $3, moved_to = NULL, moved_seen = 0, moved_at = $4 WHERE id = $1',
      [feed.id, url, hostOf(url), now],
    )
    return 'moved'
  }
  await tx.all(
    `INSERT INTO subscription_feed (subscription_id, feed_id, from_seq, position)
     SELECT f.subscription_id, CAST($2 AS BIGINT),
            COALESCE((SELECT MAX(seq) FROM article WHERE feed_id = CAST($2 AS BIGINT)), 0), f.position
       FROM subscription_feed f WHERE f.feed_id = $1
     ON CONFLICT (subscription_id, feed_id) DO NOTHING`,
    [feed.id, there.id],
  )
  await tx.all('DELETE FROM subscription_feed WHERE feed_id = $1', [feed.id])
  await tx.all('UPDATE feed SET moved_at = $2 WHERE id = $1', [there.id, now])
  return 'joined'
}
