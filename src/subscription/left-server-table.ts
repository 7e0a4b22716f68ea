/** Servers that the bot is no longer in, and what goes with them once their month is over. */
import { PERSONAL } from '../model/space.ts'
import type { Tx } from '../storage/db.ts'

/** Gives the servers that anything is stored of; personal spaces are none, and nobody is removed from them. */
export async function knownServers(tx: Tx): Promise<string[]> {
  const rows = await tx.all(
    `SELECT guild_id FROM subscription WHERE guild_id NOT LIKE '${PERSONAL}' UNION SELECT id FROM guild`,
  )
  return rows.map((row) => String(row['guild_id']))
}

/** Notes since when the bot is not in a server; what was noted before stays. */
export async function noteLeft(tx: Tx, guildId: string, now: number): Promise<void> {
  await tx.all(
    'INSERT INTO left_server (guild_id, since) VALUES ($1, $2) ON CONFLICT (guild_id) DO NOTHING',
    [guildId, now],
  )
}

/** Pauses the digests of a server that the bot is not in; those that stopped because it lost its rights with it. */
export async function pauseRemoved(tx: Tx, guildId: string): Promise<void> {
  await tx.all(
    `UPDATE subscription SET state = 'paused', paused_for = 'removed', attempt = attempt + 1, version = version + 1
      WHERE guild_id = $1 AND (state = 'active' OR (state = 'paused' AND paused_for IN ('no-access', 'no-permission')))`,
    [guildId],
  )
}

/** Forgets that a server was left. */
export async function noteBack(tx: Tx, guildId: string): Promise<void> {
  await tx.all('DELETE FROM left_server WHERE guild_id = $1', [guildId])
}

/** Gives the servers that were left, each with since when (epoch ms). */
export async function leftServers(tx: Tx): Promise<{ guildId: string; since: number }[]> {
  const rows = await tx.all('SELECT guild_id, since FROM left_server')
  return rows.map((row) => ({ guildId: String(row['guild_id']), since: Number(row['since']) }))
}

/** Deletes the subscriptions and settings of a server or of a personal space; its digests and deliveries must be gone. */
export async function forgetSubscriptions(tx: Tx, guildId: string): Promise<void> {
  await tx.all(
    'DELETE FROM subscription_feed WHERE subscription_id IN (SELECT id FROM subscription WHERE guild_id = $1)',
    [guildId],
  )
  await tx.all('DELETE FROM former_channel WHERE guild_id = $1', [guildId])
  await tx.all('DELETE FROM subscription WHERE guild_id = $1', [guildId])
  await tx.all('DELETE FROM guild WHERE id = $1', [guildId])
}
