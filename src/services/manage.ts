/** What moderators do with the digests of their server: look, pause, end, take back, post one now. */
import { fail, ok, type Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import type { MessagePayload } from '../model/message.ts'
import type { Subscription, SubscriptionState } from '../model/subscription.ts'
import { nextSlot } from '../subscription/slots.ts'
import { findSubscription, setState, subscriptionsOf } from '../subscription/subscription-table.ts'
import type { Deps } from './deps.ts'
import { draftDigest, SlotTaken, storeDigest } from './digest.ts'
import type { ChangeProblem, SubscriptionView } from './services.ts'
import { viewOf } from './subscription-view.ts'

type Changed<T> = Promise<Result<T, ChangeProblem>>

async function find(
  deps: Deps,
  id: number,
  caller: Caller,
): Promise<Result<Subscription, ChangeProblem>> {
  if (caller.guildId === null) return fail({ kind: 'not-in-server' })
  const subscription = await findSubscription(deps.db, { id, guildId: caller.guildId })
  // A channel that the caller may not see is none of their business, even by a guessed id.
  if (!subscription || !caller.sees(subscription.channelId)) return fail({ kind: 'gone' })
  return ok(subscription)
}

async function findLive(
  deps: Deps,
  id: number,
  caller: Caller,
): Promise<Result<Subscription, ChangeProblem>> {
  const found = await find(deps, id, caller)
  return found.ok && found.value.state === 'ended' ? fail({ kind: 'gone' }) : found
}

/** Gives the server's digests in channels that the caller sees. */
export async function subscriptions(deps: Deps, caller: Caller): Promise<SubscriptionView[]> {
  if (caller.guildId === null) return []
  const all = await subscriptionsOf(deps.db, caller.guildId)
  return Promise.all(
    all.filter((one) => caller.sees(one.channelId)).map((one) => viewOf(deps.db, one)),
  )
}

/** Gives one digest of the server. */
export async function subscriptionById(
  deps: Deps,
  id: number,
  caller: Caller,
): Changed<SubscriptionView> {
  const found = await findLive(deps, id, caller)
  return found.ok ? ok(await viewOf(deps.db, found.value)) : found
}

/** Gives the next digest as it would look now; moves nothing. */
export async function preview(deps: Deps, id: number, caller: Caller): Changed<MessagePayload> {
  const found = await findLive(deps, id, caller)
  if (!found.ok) return found
  const draft = await draftDigest(deps.db, found.value, {
    slot: found.value.slotAt,
    now: deps.clock.now(),
    late: false,
  })
  return draft.message ? ok(draft.message.payload) : fail({ kind: 'nothing-new' })
}

async function change(
  deps: Deps,
  subscription: Subscription,
  { state, fresh }: { state: SubscriptionState; fresh: boolean },
): Promise<SubscriptionView> {
  if (subscription.state === state) return viewOf(deps.db, subscription)
  const changed = await deps.db.tx((tx) =>
    setState(tx, {
      id: subscription.id,
      state,
      slotAt: nextSlot(subscription.schedule, deps.clock.now()),
      fresh,
    }),
  )
  return viewOf(deps.db, changed)
}

/** Pauses a digest, or lets it go on from its next slot. */
export async function setPaused(
  deps: Deps,
  { id, paused }: { id: number; paused: boolean },
  caller: Caller,
): Changed<SubscriptionView> {
  const found = await findLive(deps, id, caller)
  return found.ok
    ? ok(await change(deps, found.value, { state: paused ? 'paused' : 'active', fresh: !paused }))
    : found
}

/** Ends a digest; its row stays, so that it can be taken back. */
export async function unsubscribe(
  deps: Deps,
  id: number,
  caller: Caller,
): Changed<SubscriptionView> {
  const found = await findLive(deps, id, caller)
  return found.ok ? ok(await change(deps, found.value, { state: 'ended', fresh: false })) : found
}

/** Takes an unsubscribe back. */
export async function restore(deps: Deps, id: number, caller: Caller): Changed<SubscriptionView> {
  const found = await find(deps, id, caller)
  return found.ok ? ok(await change(deps, found.value, { state: 'active', fresh: false })) : found
}

/** Posts a channel's digests (or one digest) now; gives how many articles go out. */
export async function digestNow(
  deps: Deps,
  target: { channelId: string } | { subscriptionId: number },
  caller: Caller,
): Changed<{ channelId: string; articles: number }> {
  const targets = await targetsOf(deps, target, caller)
  if (!targets.ok) return targets
  const [first] = targets.value
  if (!first) return fail({ kind: 'none-here' })
  const rights = rightsProblem(first.channelId, caller)
  if (rights) return fail(rights)
  let articles = 0
  for (const subscription of targets.value) articles += await postNow(deps, subscription)
  return articles > 0 ? ok({ channelId: first.channelId, articles }) : fail({ kind: 'nothing-new' })
}

async function targetsOf(
  deps: Deps,
  target: { channelId: string } | { subscriptionId: number },
  caller: Caller,
): Promise<Result<Subscription[], ChangeProblem>> {
  if ('subscriptionId' in target) {
    const found = await findLive(deps, target.subscriptionId, caller)
    return found.ok ? ok([found.value]) : found
  }
  if (caller.guildId === null) return fail({ kind: 'not-in-server' })
  const all = await subscriptionsOf(deps.db, caller.guildId)
  return ok(all.filter((one) => one.channelId === target.channelId && caller.sees(one.channelId)))
}

function rightsProblem(channelId: string, caller: Caller): ChangeProblem | null {
  const lacking = caller.botLacks(channelId)
  if (lacking && lacking.length > 0) return { kind: 'bot-lacks', channelId, rights: lacking }
  return caller.speaks(channelId) ? null : { kind: 'caller-cannot-speak', channelId }
}

/** Composes a digest in a slot at this minute; gives the number of its articles, 0 where nothing new has come. */
async function postNow(deps: Deps, subscription: Subscription): Promise<number> {
  const now = deps.clock.now()
  const slot = Math.floor(now / 60_000) * 60_000
  const draft = await draftDigest(deps.db, subscription, { slot, now, late: false })
  if (!draft.message) return 0
  try {
    const stored = await deps.db.tx((tx) =>
      storeDigest(tx, subscription, { draft, slot, slotAt: subscription.slotAt, now }),
    )
    return stored ? draft.message.shown.length + draft.message.listed.length : 0
  } catch (error) {
    if (error instanceof SlotTaken) return 0
    throw error
  }
}
