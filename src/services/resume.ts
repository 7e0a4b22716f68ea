/** Lets digests go on that Discord's refusal paused, as soon as the bot has its rights again. */
import { reviveDeliveries } from '../delivery/delivery-table.ts'
import { takesPosts } from '../delivery/forum-tags.ts'
import type { Right } from '../model/caller.ts'
import type { Place } from '../model/place.ts'
import type { PauseReason } from '../model/subscription.ts'
import { nextLook } from '../subscription/instant.ts'
import { pausedFor, setState } from '../subscription/subscription-table.ts'
import type { Deps } from './deps.ts'

const DAY_MS = 24 * 3_600_000
const UNTIL_ALLOWED: readonly PauseReason[] = ['no-access', 'no-permission', 'needs-tag']

/**
 * Resumes what was paused for want of rights and has them now; what failed within the last day is posted after all. Gives
 * how many subscriptions go on.
 *
 * @param placeOf says whether a forum has a tag for us by now
 * @param botLacks names the rights that the bot lacks in a channel; null where it does not know the channel
 */
export async function resumeAllowed(
  deps: Pick<Deps, 'db' | 'clock' | 'log'>,
  botLacks: (channelId: string) => readonly Right[] | null,
  placeOf: (channelId: string) => Place | null = () => null,
): Promise<number> {
  const waiting = await pausedFor(deps.db, UNTIL_ALLOWED)
  const hasTag = (channelId: string) => {
    const place = placeOf(channelId)
    return place !== null && takesPosts(place)
  }
  const allowed = waiting.filter(
    ({ channelId, pausedFor: why }) =>
      botLacks(channelId)?.length === 0 && (why !== 'needs-tag' || hasTag(channelId)),
  )
  const now = deps.clock.now()
  for (const { id, channelId, schedule, slotAt } of allowed) {
    // Without a missed day nothing that came meanwhile may be left out.
    const fresh = now - slotAt > DAY_MS
    await deps.db.tx(async (tx) => {
      const to = { from: ['paused'], state: 'active', pausedFor: null, fresh } as const
      if (!(await setState(tx, { id, ...to, slotAt: nextLook(schedule, now) }))) return
      await reviveDeliveries(tx, { channelId, now })
      deps.log.info({ subscription: id }, 'the rights are back: the digest goes on')
    })
  }
  return allowed.length
}
