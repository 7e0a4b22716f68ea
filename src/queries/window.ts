/** Which articles a subscription's next digest is made of: those that arrived since the last one. */

import { ARTICLE_COLUMNS, articleOf } from '../archive/article-table.ts'
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
  /** Slot of the subscription's last digest, or null. */
  lastSlot: number | null
}

/**
 * Reads (seenSeq, newest] of a subscription's feeds. The newest number is read first: numbers are given in order of
 * commit, so whatever has one up to it is visible to the second statement.
 */
export async function windowOf(tx: Tx, subscription: Subscription): Promise<Window> {
  const toSeq = await newestSeq(tx)
  const columns = ARTICLE_COLUMNS.split(', ').map((column) => `a.${column}`)
  const rows = await tx.all(
    `SELECT ${columns.join(', ')}, f.title AS feed_title, f.url AS feed_url
       FROM subscription_feed sf
       JOIN feed f ON f.id = sf.feed_id
       JOIN article a ON a.feed_id = sf.feed_id
      WHERE sf.subscription_id = $1 AND a.seq > $2 AND a.seq > sf.from_seq AND a.seq <= $3
      ORDER BY a.seq DESC`,
    [subscription.id, subscription.seenSeq, toSeq],
  )
  const [about] = await tx.all(
    `SELECT (SELECT COUNT(*) FROM subscription_feed WHERE subscription_id = $1) AS feeds,
            (SELECT MAX(slot) FROM digest WHERE subscription_id = $1) AS last_slot`,
    [subscription.id],
  )
  return {
    fromSeq: subscription.seenSeq,
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
    lastSlot: about?.['last_slot'] == null ? null : Number(about['last_slot']),
  }
}
