/** What the card of an article in a digest was composed with, beside the article. */
import type { Tx } from '../storage/db.ts'

export type CardContext = {
  zone: string
  /** A digest of one feed with nothing but this article. */
  alone: boolean
}

/** Gives what a digest was composed with; null where it is not kept any more. */
export async function contextOfDigest(tx: Tx, digestId: number): Promise<CardContext | null> {
  const [row] = await tx.all(
    `SELECT s.zone,
        (SELECT COUNT(*) FROM subscription_feed sf WHERE sf.subscription_id = s.id) AS feeds,
        (SELECT COUNT(*) FROM digest_article da WHERE da.digest_id = d.id AND da.place <> 'left-out') AS articles
       FROM digest d JOIN subscription s ON s.id = d.subscription_id WHERE d.id = $1`,
    [digestId],
  )
  if (!row) return null
  return {
    zone: String(row['zone']),
    alone: Number(row['feeds']) === 1 && Number(row['articles']) === 1,
  }
}

/** Gives the articles that were merged into the card of one, in their order. */
export async function mergedInto(
  tx: Tx,
  { digestId, articleId }: { digestId: number; articleId: number },
): Promise<number[]> {
  const rows = await tx.all(
    `SELECT da.article_id FROM digest_article da JOIN article a ON a.id = da.article_id
      WHERE da.digest_id = $1 AND da.place = 'shown' AND da.reason = 'same-story' AND a.id <> $2
        AND a.story_id = (SELECT story_id FROM article WHERE id = $2)
      ORDER BY da.position`,
    [digestId, articleId],
  )
  return rows.map((row) => Number(row['article_id']))
}

/** Gives the zone of some digest of a server, or null. */
export async function zoneAround(tx: Tx, guildId: string): Promise<string | null> {
  const [row] = await tx.all(
    `SELECT zone FROM subscription WHERE guild_id = $1 ORDER BY id LIMIT 1`,
    [guildId],
  )
  return row ? String(row['zone']) : null
}
