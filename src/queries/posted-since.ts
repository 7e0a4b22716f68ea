/** What a channel was shown since some moment. */
import type { Tx } from '../storage/db.ts'

type Place = { guildId: string; channelId: string }

export type PostedRow = { id: number; feedId: number; storyId: number | null }

/** Gives the articles that were posted in a channel since `since` (epoch ms), those of the newest message first, each once. */
export async function postedSince(
  tx: Tx,
  { guildId, channelId, since, limit }: Place & { since: number; limit: number },
): Promise<PostedRow[]> {
  const rows = await tx.all(
    `SELECT p.article_id, a.feed_id, a.story_id, MAX(p.posted_at) AS posted_at, MIN(p.embed) AS embed
       FROM posting p JOIN article a ON a.id = p.article_id
      WHERE p.channel_id = $1 AND p.guild_id = $2 AND p.posted_at >= $3
      GROUP BY p.article_id, a.feed_id, a.story_id ORDER BY posted_at DESC, embed, p.article_id LIMIT $4`,
    [channelId, guildId, since, limit],
  )
  return rows.map((row) => ({
    id: Number(row['article_id']),
    feedId: Number(row['feed_id']),
    storyId: row['story_id'] == null ? null : Number(row['story_id']),
  }))
}

/** Says whether anything was ever posted in a channel. */
export async function everPosted(tx: Tx, { guildId, channelId }: Place): Promise<boolean> {
  const rows = await tx.all(
    'SELECT article_id FROM posting WHERE channel_id = $1 AND guild_id = $2 LIMIT 1',
    [channelId, guildId],
  )
  return rows.length > 0
}
