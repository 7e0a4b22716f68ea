/** What became of each article of a digest: shown, listed or left out, and why. */
import { ARTICLE_COLUMNS, articleOf } from '../archive/article-table.ts'
import { nameOf } from '../feed/address.ts'
import type { Place, Placed } from '../model/digest.ts'
import type { Tx } from '../storage/db.ts'

export type PlacedDigest = { id: number; slot: number }

/** Gives a digest of a subscription by its id, or its last one, posted or not; null where there is none. */
export async function placedDigest(
  tx: Tx,
  { subscriptionId, digestId }: { subscriptionId: number; digestId: number | null },
): Promise<PlacedDigest | null> {
  const [digest] = await tx.all(
    `SELECT id, slot FROM digest WHERE subscription_id = $1 ${digestId === null ? '' : 'AND id = $2'}
      ORDER BY id DESC LIMIT 1`,
    digestId === null ? [subscriptionId] : [subscriptionId, digestId],
  )
  return digest ? { id: Number(digest['id']), slot: Number(digest['slot']) } : null
}

/** A subscription's digests from a slot on (epoch ms, inclusive) up to one of them, by its id. */
export type DigestSpan = { subscriptionId: number; upTo: number; since: number }

const OF_SPAN = 'd.subscription_id = $1 AND d.id <= $2 AND d.slot >= $3'

/** Of cards and the list those that stand there by themselves, one a story; and all articles. */
export type PlaceCounts = { counts: Record<Place, number>; total: number }

/** Counts the articles of some digests by their places. */
export async function placeCounts(
  tx: Tx,
  { subscriptionId, upTo, since }: DigestSpan,
): Promise<PlaceCounts> {
  const rows = await tx.all(
    `SELECT da.place, COUNT(*) AS articles,
            SUM(CASE WHEN da.place <> 'left-out' AND da.reason = 'same-story' THEN 1 ELSE 0 END) AS beside
       FROM digest d JOIN digest_article da ON da.digest_id = d.id
      WHERE ${OF_SPAN} GROUP BY da.place`,
    [subscriptionId, upTo, since],
  )
  const counts: Record<Place, number> = { shown: 0, listed: 0, 'left-out': 0 }
  for (const row of rows) {
    counts[String(row['place']) as Place] = Number(row['articles']) - Number(row['beside'])
  }
  return { counts, total: rows.reduce((sum, row) => sum + Number(row['articles']), 0) }
}

/** Gives some of their articles with their places: the newest digest first, each in its own order. */
export async function placedArticles(
  tx: Tx,
  { subscriptionId, upTo, since, limit, offset }: DigestSpan & { limit: number; offset: number },
): Promise<Placed[]> {
  const columns = ARTICLE_COLUMNS.split(', ').map((column) => `a.${column}`)
  const rows = await tx.all(
    `SELECT ${columns.join(', ')}, f.title AS feed_title, f.url AS feed_url, da.place, da.reason, d.slot AS placed_slot
       FROM digest d
       JOIN digest_article da ON da.digest_id = d.id
       JOIN article a ON a.id = da.article_id
       JOIN feed f ON f.id = a.feed_id
      WHERE ${OF_SPAN} ORDER BY d.id DESC, da.position LIMIT $4 OFFSET $5`,
    [subscriptionId, upTo, since, limit, offset],
  )
  return rows.map((row) => {
    const url = String(row['feed_url'])
    const title = row['feed_title'] == null ? null : String(row['feed_title'])
    return {
      article: { ...articleOf(row), feedTitle: nameOf({ title, url }), feedUrl: url },
      slot: Number(row['placed_slot']),
      place: String(row['place']) as Place,
      reason: row['reason'] == null ? null : String(row['reason']),
    }
  })
}
