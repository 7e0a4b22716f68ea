/** What servers were told of their feeds, and where: a channel of theirs, else a person's direct messages. */
import type { Tx } from '../storage/db.ts'

/** Gives the channel in which a server wants to be told, or null. */
export async function noticesChannel(tx: Tx, guildId: string): Promise<string | null> {
  const [row] = await tx.all('SELECT settings FROM guild WHERE id = $1', [guildId])
  if (!row) return null
  const { notices } = JSON.parse(String(row['settings'])) as { notices?: unknown }
  return typeof notices === 'string' ? notices : null
}

/** Gives the channel of a person's direct messages, as far as one was opened. */
export async function directChannel(tx: Tx, userId: string): Promise<string | null> {
  const [row] = await tx.all('SELECT channel_id FROM direct_channel WHERE user_id = $1', [userId])
  return row ? String(row['channel_id']) : null
}

/** Keeps the channel of a person's direct messages: it is the same for ever. */
export async function keepDirectChannel(
  tx: Tx,
  { userId, channelId }: { userId: string; channelId: string },
): Promise<void> {
  await tx.all(
    'INSERT INTO direct_channel (user_id, channel_id) VALUES ($1, $2) ON CONFLICT (user_id) DO NOTHING',
    [userId, channelId],
  )
}

type Place = { guildId: string; channelId: string }

/** Gives when a server was last told something in a channel (epoch ms), or null. */
export async function lastNoticeAt(tx: Tx, { guildId, channelId }: Place): Promise<number | null> {
  const [row] = await tx.all(
    `SELECT MAX(created_at) AS at FROM delivery WHERE kind = 'notice' AND guild_id = $1 AND channel_id = $2`,
    [guildId, channelId],
  )
  return row?.['at'] == null ? null : Number(row['at'])
}

/** Remembers that a server was told of a feed; gives false where it was before. */
export async function markTold(
  tx: Tx,
  told: { guildId: string; feedId: number; cause: string; now: number },
): Promise<boolean> {
  const rows = await tx.all(
    `INSERT INTO notice (guild_id, feed_id, cause, told_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (guild_id, feed_id) DO NOTHING RETURNING feed_id`,
    [told.guildId, told.feedId, told.cause, told.now],
  )
  return rows.length === 1
}

/** Forgets that a server was told of a feed; gives false where it was not, or somebody else was first. */
export async function forgetTold(
  tx: Tx,
  { guildId, feedId }: { guildId: string; feedId: number },
): Promise<boolean> {
  const rows = await tx.all(
    'DELETE FROM notice WHERE guild_id = $1 AND feed_id = $2 RETURNING feed_id',
    [guildId, feedId],
  )
  return rows.length === 1
}
