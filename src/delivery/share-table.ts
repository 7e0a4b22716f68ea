/** What people have shared. */
import type { Tx } from '../storage/db.ts'

export type Share = {
  id: number
  articleId: number
  guildId: string
  channelId: string
  /** Epoch ms. */
  sharedAt: number
}

/** Names a share in its delivery and in the custom ids under it: `[a-z0-9]`, and nothing of who shared. */
export const shareKey = (id: number): string => `h${id.toString(36)}`

/** Gives what a person has shared since a moment, the newest first. */
export async function sharesOf(tx: Tx, userId: string, since = 0): Promise<Share[]> {
  const rows = await tx.all(
    `SELECT id, article_id, guild_id, channel_id, shared_at FROM share
      WHERE user_id = $1 AND shared_at > $2 ORDER BY shared_at DESC, id DESC`,
    [userId, since],
  )
  return rows.map((row) => ({
    id: Number(row['id']),
    articleId: Number(row['article_id']),
    guildId: String(row['guild_id']),
    channelId: String(row['channel_id']),
    sharedAt: Number(row['shared_at']),
  }))
}

/** Notes a share; gives its key. */
export async function addShare(
  tx: Tx,
  { userId, articleId, guildId, channelId, sharedAt }: Omit<Share, 'id'> & { userId: string },
): Promise<string> {
  const [row] = await tx.all(
    `INSERT INTO share (user_id, article_id, guild_id, channel_id, shared_at)
     VALUES ($1, $2, $3, $4, $5) RETURNING id`,
    [userId, articleId, guildId, channelId, sharedAt],
  )
  return shareKey(Number(row?.['id']))
}

/**
 * Forgets what a person has shared: their name stands in the messages of the ledger too. What is not sent yet is not sent
 * any more; what stands in Discord stays there.
 */
export async function forgetShares(tx: Tx, userId: string): Promise<void> {
  const keys = (await sharesOf(tx, userId)).map(({ id }) => shareKey(id))
  for (const key of keys) {
    await tx.all(
      `UPDATE delivery SET payload = '{"allowed_mentions":{"parse":[]}}',
              error = CASE WHEN state = 'pending' THEN 'withdrawn' ELSE error END,
              state = CASE WHEN state = 'pending' THEN 'failed' ELSE state END
        WHERE key = $1`,
      [key],
    )
  }
  await tx.all('DELETE FROM share WHERE user_id = $1', [userId])
}
