/** What became of each article of a digest: shown, listed or left out, and why. */
import { ARTICLE_COLUMNS, articleOf } from '../archive/article-table.ts'
import { nameOf } from '../feed/address.ts'
import type { Place, Placed } from '../model/digest.ts'
import type { Tx } from '../storage/db.ts'

export type PlacedDigest = {
  id: number
  slot: number
  /** Of cards and the list those that stand there by themselves: one a story. */
  counts: Record<Place, number>
  /** All articles. */
  total: number
}

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
  if (!digest) return null
  const id = Number(digest['id'])
  const rows = await tx.all(
    `SELECT place, COUNT(*) AS articles,
            SUM(CASE WHEN place <> 'left-out' AND reason = 'same-story' THEN 1 ELSE 0 END) AS beside
       FROM digest_article WHERE digest_id = $1 GROUP BY place`,
    [id],
  )
  const counts: PlacedDigest['counts'] = { shown: 0, listed: 0, 'left-out': 0 }
  for (const row of rows)
    counts[String(row['place']) as Place] = Number(row['articles']) - Number(row['beside'])
  const total = rows.reduce((sum, row) => sum + Number(row['articles']), 0)
  return { id, slot: Number(digest['slot']), counts, total }
}

/** Gives some of a digest's articles with their places, in the digest's order. */
export async function placedArticles(
  tx: Tx,
  { digestId, limit, offset }: { digestId: number; limit: number; offset: number },
): Promise<Placed[]> {
  const columns = ARTICLE_COLUMNS.split(', ').map((column) => `a.${column}`)
  const rows = await tx.all(
    `SELECT ${columns.join(', ')}, f.title AS feed_title, f.url AS feed_url, da.place, da.reason
       FROM digest_article da
       JOIN article a ON a.id = da.article_id
       JOIN feed f ON f.id = a.feed_id
      WHERE da.digest_id = $1 ORDER BY da.position LIMIT $2 OFFSET $3`,
    [digestId, limit, offset],
  )
  return rows.map((row) => {
    const url = String(row['feed_url'])
    const title = row['feed_title'] == null ? null : String(row['feed_title'])
    return {
      article: { ...articleOf(row), feedTitle: nameOf({ title, url }), feedUrl: url },
      place: String(row['place']) as Place,
      reason: row['reason'] == null ? null : String(row['reason']),
    }
  })
}
