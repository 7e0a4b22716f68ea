/** What of a digest Discord does not take where it stands, and whether somebody was told: once, until it is well again. */
import type { Tx } from '../storage/db.ts'

export type PlaceCause = 'no-thread' | 'needs-tag' | 'adult' | 'left-out' | 'unsure'

export type PlaceTrouble = {
  subscriptionId: number
  guildId: string
  cause: PlaceCause
}

/** Notes the trouble of a delivery's digest; one that is known stays as it is. */
export async function noteTrouble(
  tx: Tx,
  { deliveryId, cause, now }: { deliveryId: number; cause: PlaceCause; now: number },
): Promise<void> {
  await tx.all(
    `INSERT INTO place_trouble (subscription_id, cause, guild_id, since)
     SELECT g.subscription_id, $2, d.guild_id, $3 FROM delivery d JOIN digest g ON g.id = d.digest_id WHERE d.id = $1
     ON CONFLICT (subscription_id, cause) DO NOTHING`,
    [deliveryId, cause, now],
  )
}

/** Notes a trouble of a subscription; one that is known stays as it is. */
export async function noteTroubleOf(
  tx: Tx,
  { subscriptionId, cause, guildId, now }: PlaceTrouble & { now: number },
): Promise<void> {
  await tx.all(
    `INSERT INTO place_trouble (subscription_id, cause, guild_id, since) VALUES ($1, $2, $3, $4)
     ON CONFLICT (subscription_id, cause) DO NOTHING`,
    [subscriptionId, cause, guildId, now],
  )
}

/** Forgets the trouble of a delivery's digest: it is well, and would be told of anew. */
export async function forgetTrouble(
  tx: Tx,
  { deliveryId, cause }: { deliveryId: number; cause: PlaceCause },
): Promise<void> {
  await tx.all(
    `DELETE FROM place_trouble WHERE cause = $2 AND subscription_id IN (
       SELECT g.subscription_id FROM delivery d JOIN digest g ON g.id = d.digest_id WHERE d.id = $1)`,
    [deliveryId, cause],
  )
}

/** Forgets a trouble of a subscription: it is well, or asks no more for what its place does not take. */
export async function forgetTroubleOf(
  tx: Tx,
  { subscriptionId, cause }: { subscriptionId: number; cause: PlaceCause },
): Promise<void> {
  await tx.all('DELETE FROM place_trouble WHERE subscription_id = $1 AND cause = $2', [
    subscriptionId,
    cause,
  ])
}

/** Gives what nobody was told of yet, the oldest first. */
export async function untoldTroubles(tx: Tx): Promise<PlaceTrouble[]> {
  const rows = await tx.all(
    'SELECT subscription_id, guild_id, cause FROM place_trouble WHERE told_key IS NULL ORDER BY since, subscription_id',
  )
  return rows.map((row) => ({
    subscriptionId: Number(row['subscription_id']),
    guildId: String(row['guild_id']),
    cause: String(row['cause']) as PlaceCause,
  }))
}

/** Marks a trouble as told by a notice; gives false where somebody else was first, or it is well. */
export async function markTroubleTold(
  tx: Tx,
  { subscriptionId, cause, key }: Pick<PlaceTrouble, 'subscriptionId' | 'cause'> & { key: string },
): Promise<boolean> {
  const rows = await tx.all(
    `UPDATE place_trouble SET told_key = $3 WHERE subscription_id = $1 AND cause = $2 AND told_key IS NULL
      RETURNING subscription_id`,
    [subscriptionId, cause, key],
  )
  return rows.length === 1
}

/** Takes back that a server was told: the notice reached nobody. Gives false where the notice told of no place. */
export async function untellTroubles(
  tx: Tx,
  { guildId, key }: { guildId: string; key: string },
): Promise<boolean> {
  const rows = await tx.all(
    'UPDATE place_trouble SET told_key = NULL WHERE guild_id = $1 AND told_key = $2 RETURNING subscription_id',
    [guildId, key],
  )
  return rows.length > 0
}
