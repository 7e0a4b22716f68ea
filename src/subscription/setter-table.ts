/** Who set up the digests, or changed them last: their name can be taken out, the digests go on. */
import { PERSONAL } from '../model/space.ts'
import type { Tx } from '../storage/db.ts'

export type SetDigest = {
  guildId: string
  channelId: string
  name: string
  state: string
  /** Epoch ms. */
  setAt: number
}

/** Stands in a digest's row once who set it up wants to be forgotten. */
export const NOBODY = ''

/** Gives the digests of servers that a person set up or changed last, ended ones too, oldest first. */
export async function digestsSetBy(tx: Tx, userId: string): Promise<SetDigest[]> {
  const rows = await tx.all(
    `SELECT guild_id, channel_id, name, state, set_at FROM subscription
      WHERE (set_by = $1 OR changed_by = $1) AND guild_id NOT LIKE '${PERSONAL}' ORDER BY id`,
    [userId],
  )
  return rows.map((row) => ({
    guildId: String(row['guild_id']),
    channelId: String(row['channel_id']),
    name: String(row['name']),
    state: String(row['state']),
    setAt: Number(row['set_at']),
  }))
}

/** Takes a person's name out of the digests that they set up or changed. */
export async function forgetSetter(tx: Tx, userId: string): Promise<void> {
  await tx.all('UPDATE subscription SET set_by = $2 WHERE set_by = $1', [userId, NOBODY])
  await tx.all('UPDATE subscription SET changed_by = NULL WHERE changed_by = $1', [userId])
}
