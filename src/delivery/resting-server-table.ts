/** The servers that are left alone for a while: what is due to them waits. */
import type { Tx } from '../storage/db.ts'

/** True of a delivery whose server rests at `now`, a place such as `$1`. */
export const restsAt = (now: string): string =>
  `EXISTS (SELECT 1 FROM resting_server r WHERE r.guild_id = delivery.guild_id AND r.until > ${now})`

/** Lets a server rest; those that have rested are forgotten. */
export async function letRest(
  tx: Tx,
  { guildId, now, until }: { guildId: string; now: number; until: number },
): Promise<void> {
  await tx.all('DELETE FROM resting_server WHERE until <= $1', [now])
  await tx.all(
    `INSERT INTO resting_server (guild_id, until) VALUES ($1, $2)
     ON CONFLICT (guild_id) DO UPDATE SET until = excluded.until`,
    [guildId, until],
  )
}
