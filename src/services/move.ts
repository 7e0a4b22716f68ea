/**
 * Posts a digest elsewhere: in place of its channel, or beside it.
 *
 *   the rights in the new channel, the caller's own too ─→ feeds for adults ─→ one transaction: not there already ─→ stored
 */
import { nameOf } from '../feed/address.ts'
import { feedsById } from '../feed/feed-table.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import type { ChosenChannel } from '../model/command.ts'
import type { Subscription } from '../model/subscription.ts'
import { sendAfter } from '../queries/follow.ts'
import type { Tx } from '../storage/db.ts'
import { moveTo } from '../subscription/change-table.ts'
import { containerFor } from '../subscription/container.ts'
import { firstLook, nextLook } from '../subscription/instant.ts'
import { addSubscription, feedIdsOf, subscriptionsOf } from '../subscription/subscription-table.ts'
import type { MoveProblem } from './changes.ts'
import type { Deps } from './deps.ts'
import { findLive } from './manage.ts'
import type { SubscriptionView } from './orders.ts'
import { isSame } from './place-order.ts'
import { placeProblem } from './place-problem.ts'
import { viewOf } from './subscription-view.ts'

const DAY_MS = 24 * 3_600_000

type Moved = Promise<Result<SubscriptionView, MoveProblem>>

/** A digest with threads has them where it goes, too, if that is a place for them. */
const keepsThread = (
  container: Subscription['container'],
  { id }: ChosenChannel,
  caller: Caller,
): boolean => containerFor(caller.placeOf(id), container === 'thread') === 'thread'

/** Who has a role rung in another channel must be able to ring it. */
function rightsProblem(
  channel: ChosenChannel,
  { roleId, silent, container }: Subscription,
  caller: Caller,
): MoveProblem | null {
  const place = placeProblem(channel, keepsThread(container, channel, caller), caller)
  if (place) return place
  if (roleId === null || silent) return null
  if (!caller.rings(roleId)) return { kind: 'move-ring', by: 'caller', roleId }
  return caller.botRings(roleId) ? null : { kind: 'move-ring', by: 'bot', roleId }
}

async function adultProblem(
  deps: Deps,
  feedIds: readonly number[],
  { channelId, caller }: { channelId: string; caller: Caller },
): Promise<MoveProblem | null> {
  if (caller.ageRestricted(channelId)) return null
  const adult = (await feedsById(deps.db, feedIds)).find((feed) => feed.adult)
  return adult ? { kind: 'adult', title: nameOf(adult), channelId } : null
}

type Place = { subscription: Subscription; feedIds: number[] }

/** Gives the digest and its feeds, or why it cannot stand in a channel. */
async function placeFor(
  deps: Deps,
  { id, channel }: { id: number; channel: ChosenChannel },
  caller: Caller,
): Promise<Result<Place, MoveProblem>> {
  // What is somebody's own stays in their direct messages.
  if (caller.guildId === null) return fail({ kind: 'not-in-server' })
  const found = await findLive(deps, id, caller)
  if (!found.ok) return found
  const subscription = found.value
  const channelId = channel.id
  if (channelId === subscription.channelId) return fail({ kind: 'same-channel', channelId })
  const rights = rightsProblem(channel, subscription, caller)
  if (rights) return fail(rights)
  const feedIds = await feedIdsOf(deps.db, id)
  const adult = await adultProblem(deps, feedIds, { channelId, caller })
  return adult ? fail(adult) : ok({ subscription, feedIds })
}

async function isThere(tx: Tx, { subscription, feedIds }: Place, channelId: string) {
  const { guildId, schedule } = subscription
  for (const known of await subscriptionsOf(tx, guildId)) {
    if (await isSame(tx, known, { channelId, schedule }, feedIds)) return true
  }
  return false
}

const containerIn = ({ subscription }: Place, channelId: string, caller: Caller) =>
  containerFor(caller.placeOf(channelId), subscription.container === 'thread')

/** What Discord refused where it stood goes on elsewhere; what a moderator has paused stays so. */
function wakingOf({ state, pausedFor, slotAt, schedule }: Subscription, now: number) {
  if (state !== 'paused' || pausedFor === 'moderator') return null
  return { slotAt: nextLook(schedule, now), fresh: now - slotAt > DAY_MS }
}

/** Moves a digest: what it has posted stays where it is, what was not posted yet and what comes goes to the new channel. */
export async function move(
  deps: Deps,
  { id, version, channel }: { id: number; version: number; channel: ChosenChannel },
  caller: Caller,
): Moved {
  const place = await placeFor(deps, { id, channel }, caller)
  if (!place.ok) return place
  const now = deps.clock.now()
  const channelId = channel.id
  const container = containerIn(place.value, channelId, caller)
  const from = place.value.subscription.channelId
  const waking = wakingOf(place.value.subscription, now)
  const change = { by: caller.userId, at: now, how: 'move' } as const
  const moved = await deps.db.tx(async (tx): Promise<Result<Subscription, MoveProblem>> => {
    if (await isThere(tx, place.value, channelId)) return fail({ kind: 'there-already', channelId })
    const stored = await moveTo(tx, { id, version, from, channelId, container, waking, change })
    if (!stored) return fail({ kind: 'faster' })
    await sendAfter(tx, { subscriptionId: id, channelId, container, now })
    return ok(stored)
  })
  return moved.ok ? ok(await viewOf(deps.db, moved.value)) : moved
}

/** Sets up the same digest in another channel, with a first window of its own. */
export async function copy(
  deps: Deps,
  { id, channel }: { id: number; channel: ChosenChannel },
  caller: Caller,
): Moved {
  const place = await placeFor(deps, { id, channel }, caller)
  if (!place.ok) return place
  const { subscription, feedIds } = place.value
  const now = deps.clock.now()
  const channelId = channel.id
  const container = containerIn(place.value, channelId, caller)
  const copied = await deps.db.tx(async (tx): Promise<Result<Subscription, MoveProblem>> => {
    if (await isThere(tx, place.value, channelId)) return fail({ kind: 'there-already', channelId })
    const slotAt = firstLook(subscription.schedule, now)
    const own = { ...subscription, channelId, container, slotAt, setBy: caller.userId }
    return ok(await addSubscription(tx, { subscription: own, feedIds, now }))
  })
  return copied.ok ? ok(await viewOf(deps.db, copied.value)) : copied
}
