/** A few minutes before a digest, what it would show is sent for, each digest once. */
import { subscriptionsBefore } from '../subscription/subscription-table.ts'
import type { Deps } from './deps.ts'
import { draftDigest } from './draft.ts'
import { enrichingOf, wantShown } from './want.ts'

/** As long before as feeds are asked: what they bring then is sent for with it. */
const BEFORE_SLOT_MS = 3 * 60_000
const LOOK_MS = 15_000
/** Digests of a common hour are many: so many in a look. */
const AT_ONCE = 20

/**
 * Gives a function that looks, at most every fifteen seconds. What it has looked at it keeps in memory: after a restart a
 * digest is looked at again, which harms nothing.
 */
export function createLookAhead(deps: Deps): () => Promise<void> {
  const seen = new Map<number, number>()
  let looked = Number.NEGATIVE_INFINITY
  return async () => {
    const now = deps.clock.now()
    if (now - looked < LOOK_MS) return
    const soon = await subscriptionsBefore(deps.db, { now, slotBefore: now + BEFORE_SLOT_MS })
    const unseen = soon.filter(({ id, slotAt }) => seen.get(id) !== slotAt)
    if (unseen.length <= AT_ONCE) looked = now
    for (const subscription of unseen.slice(0, AT_ONCE)) {
      const slot = subscription.slotAt
      const at = { slot, now, late: false, byItself: true }
      const { selection } = await draftDigest(deps.db, subscription, at)
      const enriching = enrichingOf(deps)
      await deps.db.tx((tx) => wantShown(tx, selection.shown, { enriching, now }))
      seen.set(subscription.id, slot)
    }
  }
}
