/**
 * Keeps what is for adults out of channels that are not, also on its last way: a feed may have turned out to be one for
 * adults, or its channel be open to all, since the digest was composed.
 *
 *   shows something for adults? ─→ a channel for adults only? ─→ taken back, and composed anew without it
 *                                                             └→ tried before: given up
 */
import type { Delivery } from '../delivery/delivery-table.ts'
import { isPersonal } from '../model/space.ts'
import { showsAdult, withdrawDigests } from '../queries/withdraw.ts'
import { fenced } from '../storage/claim.ts'
import type { DeliverDeps } from './deps.ts'

async function isBarred({ db, placeOf }: DeliverDeps, delivery: Delivery): Promise<boolean> {
  if (!(await showsAdult(db, delivery.id))) return false
  if (isPersonal(delivery.guildId)) return true
  return !((await placeOf(delivery.channelId))?.ageRestricted ?? false)
}

/** Says whether a claimed delivery must not be sent; what is to become of it is stored then. */
export async function heldBack(deps: DeliverDeps, delivery: Delivery): Promise<boolean> {
  const { id, attempt } = delivery
  if (delivery.kind !== 'digest' || !(await isBarred(deps, delivery))) return false
  await deps.db.tx(async (tx) => {
    if (await withdrawDigests(tx, { id, attempt })) return
    const set = { state: 'failed', error: 'adult' }
    await fenced(tx, { table: 'delivery', id, attempt, set })
  })
  deps.log.warn({ delivery: id, channel: delivery.channelId }, 'not posted: it is for adults')
  return true
}
