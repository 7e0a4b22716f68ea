/** How many digests somebody may have in their direct messages. */
import { OWN_DIGESTS } from '../../config/member-limits.ts'
import type { Caller } from '../model/caller.ts'
import { spaceOf } from '../model/space.ts'
import type { Tx } from '../storage/db.ts'
import { subscriptionsOf } from '../subscription/subscription-table.ts'

export type OwnFull = { kind: 'own-full'; most: number }

/** Says that a caller in their own space has no room for one more, or gives null; servers have no such limit. */
export async function noRoom(tx: Tx, caller: Caller): Promise<OwnFull | null> {
  if (caller.guildId !== null) return null
  const own = await subscriptionsOf(tx, spaceOf(caller))
  return own.length < OWN_DIGESTS.most ? null : { kind: 'own-full', most: OWN_DIGESTS.most }
}
