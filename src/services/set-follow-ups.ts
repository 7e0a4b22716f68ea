/** Changes what follows each digest: a thread that is started from it, its way to the followers of its channel. */
import { forgetTroubleOf } from '../delivery/place-trouble-table.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import type { Subscription } from '../model/subscription.ts'
import * as table from '../subscription/change-table.ts'
import { containerFor } from '../subscription/container.ts'
import type { FollowUpsChange, MoveProblem } from './changes.ts'
import type { Deps } from './deps.ts'
import { findLive } from './manage.ts'
import type { SubscriptionView } from './orders.ts'
import { placeProblem } from './place-problem.ts'
import { viewOf } from './subscription-view.ts'

type Wanted = Pick<Subscription, 'container' | 'publish'>

function wantedOf(
  now: Subscription,
  { thread, publish = now.publish }: FollowUpsChange,
  caller: Caller,
): Wanted {
  const container =
    thread === undefined ? now.container : containerFor(caller.placeOf(now.channelId), thread)
  return { container, publish }
}

/** Only what is turned on needs rights: the bot's, and the caller's own to speak there. */
function rightsProblem(
  { channelId: id }: Subscription,
  { thread = false, publish = false }: FollowUpsChange,
  caller: Caller,
): MoveProblem | null {
  if (!thread && !publish) return null
  const place = { id, type: null, botLacks: caller.botLacks(id) ?? [], speaks: caller.speaks(id) }
  return placeProblem(place, thread, caller)
}

/** Sets it for the digests from the next one on; what was said already is no change, whoever said it. */
export async function setFollowUps(
  deps: Deps,
  change: FollowUpsChange,
  caller: Caller,
): Promise<Result<SubscriptionView, MoveProblem>> {
  // In direct messages there are neither threads nor followers.
  if (caller.guildId === null) return fail({ kind: 'not-in-server' })
  const found = await findLive(deps, change.id, caller)
  if (!found.ok) return found
  const refused = rightsProblem(found.value, change, caller)
  if (refused) return fail(refused)
  const { id, container, publish } = found.value
  const wanted = wantedOf(found.value, change, caller)
  if (wanted.container === container && wanted.publish === publish) {
    return ok(await viewOf(deps.db, found.value))
  }
  const at = deps.clock.now()
  const stored = await deps.db.tx(async (tx) => {
    const by = { by: caller.userId, at, how: 'edit' } as const
    const set = await table.setFollowUps(tx, { id, version: change.version, wanted, change: by })
    if (set !== null && set.container !== 'thread') {
      await forgetTroubleOf(tx, { subscriptionId: id, cause: 'no-thread' })
    }
    return set
  })
  return stored ? ok(await viewOf(deps.db, stored)) : fail({ kind: 'faster' })
}
