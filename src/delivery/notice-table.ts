/** What servers were told of their feeds, and where: a channel of theirs, else a person's direct messages. */
import type { Tx } from '../storage/db.ts'

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
  told: { guildId: string; feedId: number; cause: string; key: string; now: number },
): Promise<boolean> {
  const rows = await tx.all(
    `INSERT INTO notice (guild_id, feed_id, cause, told_at, key) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (guild_id, feed_id) DO NOTHING RETURNING feed_id`,
    [told.guildId, told.feedId, told.cause, told.now, told.key],
  )
  return rows.length === 1
}

/** Says whether a server, or somebody in their own space, was told of a feed. */
export async function wasTold(
  tx: Tx,
  { guildId, feedId }: { guildId: string; feedId: number },
): Promise<boolean> {
  const rows = await tx.all('SELECT feed_id FROM notice WHERE guild_id = $1 AND feed_id = $2', [
    guildId,
    feedId,
  ])
  return rows.length > 0
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

/** Gives the feeds that a notice told of and that have not been told to be well since. */
export async function feedsOfNotice(
  tx: Tx,
  { guildId, key }: { guildId: string; key: string },
): Promise<number[]> {
  const rows = await tx.all(
    'SELECT feed_id FROM notice WHERE guild_id = $1 AND key = $2 ORDER BY feed_id',
    [guildId, key],
  )
  return rows.map((row) => Number(row['feed_id']))
}

/** Takes back that a server was told: the notice reached nobody. */
export async function untell(
  tx: Tx,
  { guildId, key }: { guildId: string; key: string },
): Promise<void> {
  await tx.all('DELETE FROM notice WHERE guild_id = $1 AND key = $2', [guildId, key])
}

/** Notes that nobody of a server could be written to: its managers are told at their next command. */
export async function owe(
  tx: Tx,
  { guildId, now }: { guildId: string; now: number },
): Promise<void> {
  await tx.all(
    'INSERT INTO notice_owed (guild_id, since) VALUES ($1, $2) ON CONFLICT (guild_id) DO NOTHING',
    [guildId, now],
  )
}

/** Says whether a server is to be told at a manager's next command. */
export async function isOwed(tx: Tx, guildId: string): Promise<boolean> {
  const rows = await tx.all('SELECT since FROM notice_owed WHERE guild_id = $1', [guildId])
  return rows.length > 0
}

/** Forgets that a server is to be told at a command. */
export async function settleOwed(tx: Tx, guildId: string): Promise<void> {
  await tx.all('DELETE FROM notice_owed WHERE guild_id = $1', [guildId])
}

/** Forgets where a person's direct messages are, and what was sent there; what is on its way still comes. */
export async function forgetDirect(tx: Tx, userId: string): Promise<void> {
  const channelId = await directChannel(tx, userId)
  if (channelId === null) return
  await tx.all(`DELETE FROM delivery WHERE channel_id = $1 AND state <> 'pending'`, [channelId])
  await tx.all('DELETE FROM direct_channel WHERE user_id = $1', [userId])
}
