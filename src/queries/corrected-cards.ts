/** Which cards of a message were corrected since it was posted. */
import type { PostedArticle } from '../delivery/posted-article.ts'
import type { Tx } from '../storage/db.ts'

export type CorrectedCard = {
  articleId: number
  /** The version that was posted, and the one that stands there now. */
  posted: number
  version: number
  /** Whoever sees this channel sees the message: of a forum's post the forum. */
  seenBy: string
}

/** Gives the corrected cards of the message that a delivery's key names, in their order. */
export async function correctedCards(
  tx: Tx,
  { key, guildId }: { key: string; guildId: string },
): Promise<CorrectedCard[]> {
  const rows = await tx.all(
    `SELECT p.article_id, p.version, p.channel_id, p.parent_id, d.postings
       FROM delivery d JOIN posting p ON p.message_id = d.message_id AND p.guild_id = d.guild_id
      WHERE d.key = $1 AND d.guild_id = $2 AND p.corrections > 0 ORDER BY p.embed`,
    [key, guildId],
  )
  return rows.map((row) => {
    const posted = JSON.parse(String(row['postings'])) as PostedArticle[]
    const articleId = Number(row['article_id'])
    return {
      articleId,
      posted: posted.find((one) => one.articleId === articleId)?.version ?? 0,
      version: Number(row['version']),
      seenBy: String(row['parent_id'] ?? row['channel_id']),
    }
  })
}
