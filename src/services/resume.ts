/** Lets digests go on that Discord's refusal paused, as soon as the bot has its rights again. */
import { reviveDeliveries } from '../delivery/delivery-table.ts'
import type { Right } from '../model/caller.ts'
import type { PauseReason } from '../model/subscription.ts'
import { nextLook } from '../subscription/instant.ts'
import { pausedFor, setState } from '../subscription/subscription-table.ts'
import type { Deps } from './deps.ts'

const DAY_MS = 24 * 3_600_000
const FOR_WANT_OF_RIGHTS: readonly PauseReason[] = ['no-access', 'no-permission']

/**
 * Resumes what was paused for want of rights and has them now; what failed within the last day is posted after all. Gives
 * how many subscriptions go on.
 *
 * @param botLacks names the rights that the bot lacks in a channel; null where it does not know the channel
 */
export async function resumeAllowed(
  deps: Pick<Deps, 'db' | 'clock' | 'log'>,
  botLacks: (channelId: string) => readonly Right[] | null,
): Promise<number> {
  const waiting = await pausedFor(deps.db, FOR_WANT_OF_RIGHTS)
  const allowed = waiting.filter(({ channelId }) => botLacks(channelId)?.length === 0)
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
