/** Which articles a subscription's next digest is made of: those that arrived since the last one. */

import { ARTICLE_COLUMNS, articleOf } from '../archive/article-table.ts'
import { lastDigestAt } from '../digest/digest-table.ts'
import { nameOf } from '../feed/address.ts'
import type { DigestArticle } from '../model/digest.ts'
import type { Subscription } from '../model/subscription.ts'
import { newestSeq } from '../storage/counter.ts'
import type { Tx } from '../storage/db.ts'

export type Window = {
  fromSeq: number
  /** The newest arrival number of all feeds when the window was read: where the next window begins. */
  toSeq: number
  articles: DigestArticle[]
  feeds: number
  /** Slot of the subscription's last digest that was posted, or null. */
  lastSlot: number | null
}

/** Of each feed, for a subscription's very first digest: a feed may have been read for years. */
const FIRST_WINDOW = 50
const NEWEST = `AND a.id IN (
  SELECT id FROM (
    SELECT n.id, ROW_NUMBER() OVER (
             PARTITION BY n.feed_id ORDER BY COALESCE(n.published_at, n.arrived_at) DESC, n.id DESC) AS place
      FROM article n JOIN subscription_feed of_feed ON of_feed.feed_id = n.feed_id
     WHERE of_feed.subscription_id = $1) AS numbered
   WHERE place <= $4)`

/** Where a window begins, and whether it is a subscription's very first one: that has only the newest of each feed. */
export type Span = { fromSeq: number; veryFirst: boolean }

const unseen = ({ seenSeq }: Subscription): Span => ({
  fromSeq: seenSeq,
  veryFirst: seenSeq === 0,
})

/**
 * Reads (seenSeq, newest] of a subscription's feeds, or from where `span` begins. The newest number is read first: numbers are given in order of
 * commit, so whatever has one up to it is visible to the second statement.
 */
export async function windowOf(
  tx: Tx,
  subscription: Subscription,
  { fromSeq, veryFirst }: Span = unseen(subscription),
): Promise<Window> {
  const toSeq = await newestSeq(tx)
  const columns = ARTICLE_COLUMNS.split(', ').map((column) => `a.${column}`)
  const rows = await tx.all(
    `SELECT ${columns.join(', ')}, f.title AS feed_title, f.url AS feed_url
       FROM subscription_feed sf
       JOIN feed f ON f.id = sf.feed_id
       JOIN article a ON a.feed_id = sf.feed_id
      WHERE sf.subscription_id = $1 AND a.seq > $2 AND a.seq > sf.from_seq AND a.seq <= $3 ${veryFirst ? NEWEST : ''}
      ORDER BY a.seq DESC`,
    [subscription.id, fromSeq, toSeq, ...(veryFirst ? [FIRST_WINDOW] : [])],
  )
  const [about] = await tx.all(
    'SELECT COUNT(*) AS feeds FROM subscription_feed WHERE subscription_id = $1',
    [subscription.id],
  )
  return {
    fromSeq,
    toSeq,
    articles: rows.map((row) => ({
      ...articleOf(row),
      feedTitle: nameOf({
        title: row['feed_title'] == null ? null : String(row['feed_title']),
        url: String(row['feed_url']),
      }),
      feedUrl: String(row['feed_url']),
    })),
    feeds: Number(about?.['feeds'] ?? 0),
    lastSlot: await lastDigestAt(tx, subscription.id),
  }
}
