/**
 * Digests in somebody's own direct messages.
 *
 *   where their direct messages are (asked of Discord once) ─→ an order as for a channel, in their own space
 *   Discord takes nothing there ─→ paused, told at their next command ─→ they press a button ─→ it goes on
 */
import { isOwed, settleOwed } from '../delivery/notice-table.ts'
import { fail, type Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import { personalSpace } from '../model/space.ts'
import type { Subscription } from '../model/subscription.ts'
import { subscriptionsOf } from '../subscription/subscription-table.ts'
import type { Deps } from './deps.ts'
import { directTo } from './direct.ts'
import { setPaused } from './manage.ts'
import type { OwnOrder, Subscribed, SubscribeProblem, SubscriptionView } from './orders.ts'
import { subscribe } from './subscribe.ts'
import { viewOf } from './subscription-view.ts'

/** Sets up a digest in the caller's direct messages; they stand in their own space. */
export async function subscribeOwn(
  deps: Deps,
  order: OwnOrder,
  caller: Caller,
): Promise<Result<Subscribed, SubscribeProblem>> {
  const id = await directTo(deps, caller.userId)
  if (id === null) return fail({ kind: 'direct-closed' })
  const channel = { id, type: null, botLacks: [], speaks: true }
  return subscribe(deps, { ...order, channel, roleId: null, silent: false }, caller)
}

const isStopped = ({ pausedFor, state }: Subscription) =>
  state === 'paused' && pausedFor === 'direct-closed'

async function stoppedOf({ db }: Pick<Deps, 'db'>, { userId }: Caller): Promise<Subscription[]> {
  return (await subscriptionsOf(db, personalSpace(userId))).filter(isStopped)
}

/** Gives the caller's own digests that have stopped because their direct messages are closed, where they are still to be told. */
export async function owedStopped(
  deps: Pick<Deps, 'db'>,
  caller: Caller,
): Promise<SubscriptionView[]> {
  const { db } = deps
  const space = personalSpace(caller.userId)
  if (!(await isOwed(db, space))) return []
  await db.tx((tx) => settleOwed(tx, space))
  const stopped = await stoppedOf(deps, caller)
  return Promise.all(stopped.map((one) => viewOf(db, one)))
}

/** Lets all of those go on, for a caller who stands in their own space; gives how many there were. */
export async function resumeStopped(deps: Deps, caller: Caller): Promise<number> {
  if (caller.guildId !== null) return 0
  const stopped = await stoppedOf(deps, caller)
  for (const { id } of stopped) await setPaused(deps, { id, paused: false }, caller)
  return stopped.length
}
