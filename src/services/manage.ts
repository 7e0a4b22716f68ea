/** What moderators do with the digests of their server, and everybody with their own: look, pause, end, take back, post one now. */

import { reviveDeliveries } from '../delivery/delivery-table.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import type { MessagePayload } from '../model/message.ts'
import { spaceOf } from '../model/space.ts'
import type { ChangeKind, Subscription } from '../model/subscription.ts'
import { lastDigest } from '../queries/last-digest.ts'
import type { Tx } from '../storage/db.ts'
import { noteChange } from '../subscription/change-table.ts'
import { isInstant, minuteOf, nextLook, shownSlot } from '../subscription/instant.ts'
import {
  findSubscription,
  type StateChange,
  setState,
  subscriptionsOf,
} from '../subscription/subscription-table.ts'
import type { ChangeProblem } from './changes.ts'
import type { Deps } from './deps.ts'
import { Overtaken, SlotTaken, storeDigest } from './digest.ts'
import { type DraftDigest, draftDigest } from './draft.ts'
import type { SubscriptionView } from './orders.ts'
import { noRoom } from './own-room.ts'
import { viewOf } from './subscription-view.ts'
import { translated, translatingTime } from './translate.ts'

const DAY_MS = 24 * 3_600_000

type Changed<T> = Promise<Result<T, ChangeProblem>>

async function find(
  deps: Deps,
  id: number,
  caller: Caller,
): Promise<Result<Subscription, ChangeProblem>> {
  const subscription = await findSubscription(deps.db, { id, guildId: spaceOf(caller) })
  // A channel that the caller may not see is none of their business, even by a guessed id.
  if (!subscription || !caller.tends(subscription.channelId)) return fail({ kind: 'gone' })
  return ok(subscription)
}

/** Gives a digest of the server, or of their own space, that the caller may change, of any state but ended. */
export async function findLive(
  deps: Deps,
  id: number,
  caller: Caller,
): Promise<Result<Subscription, ChangeProblem>> {
  const found = await find(deps, id, caller)
  return found.ok && found.value.state === 'ended' ? fail({ kind: 'gone' }) : found
}

/** Gives a digest whose articles the caller may see too: what it would show is as private as what was posted. */
export async function findOpen(
  deps: Deps,
  id: number,
  caller: Caller,
): Promise<Result<Subscription, ChangeProblem>> {
  const found = await findLive(deps, id, caller)
  if (!found.ok) return found
  const { channelId } = found.value
  return caller.sees(channelId) ? found : fail({ kind: 'unseen', channelId })
}

/** Gives the server's digests that are the caller's to look after; in their own space, their own. */
export async function subscriptions(deps: Deps, caller: Caller): Promise<SubscriptionView[]> {
  const all = await subscriptionsOf(deps.db, spaceOf(caller))
  return Promise.all(
    all.filter((one) => caller.tends(one.channelId)).map((one) => viewOf(deps.db, one)),
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
  const found = await findOpen(deps, id, caller)
  if (!found.ok) return found
  const now = deps.clock.now()
  const ageRestricted = caller.ageRestricted(found.value.channelId)
  const at = { slot: shownSlot(found.value, now), now, late: false, ageRestricted }
  const first = await draftDigest(deps.db, found.value, at)
  const signal = translatingTime()
  const draft = await translated(deps, found.value, { draft: first, at, signal })
  if (draft.message) return ok(draft.message.payload)
  const problem = emptyProblem([draft])
  if (problem.kind !== 'nothing-new') return fail(problem)
  const { channelId } = found.value
  const last = await lastDigest(deps.db, { subscriptionId: id, channelId })
  return fail(last === null ? problem : { ...problem, last })
}

type Change = Pick<StateChange, 'from' | 'state' | 'pausedFor' | 'fresh'> & {
  how: ChangeKind
  /** Says in the change's transaction why it cannot be made. */
  check?: (tx: Tx) => Promise<ChangeProblem | null>
}

/** Changes a digest where it is in a state to come from; where somebody was faster it is shown as it is now. */
async function change(
  deps: Deps,
  found: Result<Subscription, ChangeProblem>,
  { from, how, check, ...to }: Change,
  caller: Caller,
): Changed<SubscriptionView> {
  if (!found.ok) return found
  const { id, guildId, channelId, schedule } = found.value
  const now = deps.clock.now()
  const stored = await deps.db.tx(async (tx) => {
    const refused = (await check?.(tx)) ?? null
    if (refused) return fail(refused)
    const slotAt = nextLook(schedule, now)
    const set = await setState(tx, { id, from, slotAt, ...to })
    const changed = set && (await noteChange(tx, id, { by: caller.userId, at: now, how }))
    if (changed?.state === 'active') await reviveDeliveries(tx, { channelId, now })
    return ok(changed ?? (await findSubscription(tx, { id, guildId })))
  })
  if (!stored.ok) return stored
  const { value } = stored
  if (!value || (value.state === 'ended' && to.state !== 'ended')) return fail({ kind: 'gone' })
  return ok(await viewOf(deps.db, value))
}

/** A pause over no slot is none: nothing that came meanwhile is left out. What has no slots waits since it was paused. */
const missedMuch = ({ schedule, slotAt }: Subscription, now: number) =>
  slotAt <= now - (isInstant(schedule) ? DAY_MS : 0)

/** Pauses a digest, or lets it go on from its next slot. */
export async function setPaused(
  deps: Deps,
  { id, paused }: { id: number; paused: boolean },
  caller: Caller,
): Changed<SubscriptionView> {
  const found = await findLive(deps, id, caller)
  if (paused) {
    const to = { state: 'paused', pausedFor: 'moderator', fresh: false, how: 'pause' } as const
    return change(deps, found, { from: ['active'], ...to }, caller)
  }
  const fresh = found.ok && missedMuch(found.value, deps.clock.now())
  const to = { state: 'active', pausedFor: null, fresh, how: 'resume' } as const
  return change(deps, found, { from: ['paused'], ...to }, caller)
}

/** Ends a digest; its row stays, so that it can be taken back. One that has ended stays so: a second press is none. */
export async function unsubscribe(
  deps: Deps,
  id: number,
  caller: Caller,
): Changed<SubscriptionView> {
  const found = await find(deps, id, caller)
  const pausedFor = found.ok ? found.value.pausedFor : null
  const to = { state: 'ended', pausedFor, fresh: false, how: 'end' } as const
  return change(deps, found, { from: ['active', 'paused'], ...to }, caller)
}

/** Takes an unsubscribe back: a digest that was paused is paused again. */
export async function restore(deps: Deps, id: number, caller: Caller): Changed<SubscriptionView> {
  const found = await find(deps, id, caller)
  // Another one may be set up at this moment; one that is back already takes no room.
  const check = async (tx: Tx) => {
    const isEnded =
      (await findSubscription(tx, { id, guildId: spaceOf(caller) }))?.state === 'ended'
    return isEnded ? noRoom(tx, caller) : null
  }
  const pausedFor = found.ok ? found.value.pausedFor : null
  const state = pausedFor === null ? 'active' : 'paused'
  const to = { state, pausedFor, fresh: false, how: 'restore', check } as const
  return change(deps, found, { from: ['ended'], ...to }, caller)
}

/** Posts a channel's digests (or one digest) now; gives how many articles go out. */
export async function digestNow(
  deps: Deps,
  target: { channelId: string } | { subscriptionId: number },
  caller: Caller,
): Changed<{ channelId: string; articles: number }> {
  const found = await targetsOf(deps, target, caller)
  if (!found.ok) return found
  if (found.value.length === 0) return fail({ kind: 'none-here' })
  const targets = found.value.filter(({ state }) => state === 'active')
  const [first] = targets
  if (!first) return fail({ kind: 'paused' })
  const rights = rightsProblem(first.channelId, caller)
  if (rights) return fail(rights)
  let articles = 0
  const drafts: DraftDigest[] = []
  for (const subscription of targets) {
    const posted = await postNow(deps, subscription, caller)
    articles += posted.articles
    drafts.push(posted.draft)
  }
  return articles > 0 ? ok({ channelId: first.channelId, articles }) : fail(emptyProblem(drafts))
}

/** Nothing came, or something did and nothing of it goes in. */
const emptyProblem = (drafts: readonly DraftDigest[]): ChangeProblem => {
  const came = drafts.reduce((sum, { window }) => sum + window.articles.length, 0)
  // What the channel was told before is nothing new, whatever the filters say.
  const takenOut = drafts.some(
    ({ message, selection }) => message === null && selection.leftOut.length > 0,
  )
  return takenOut ? { kind: 'nothing-matches', came } : { kind: 'nothing-new' }
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
  // A forum's digests are meant where the command was given in one of its posts.
  const parentId = caller.placeOf(target.channelId)?.parentId
  const meant = (one: Subscription) =>
    one.channelId === target.channelId || (one.container === 'post' && one.channelId === parentId)
  return ok(all.filter((one) => meant(one) && caller.sees(one.channelId)))
}

function rightsProblem(channelId: string, caller: Caller): ChangeProblem | null {
  const lacking = caller.botLacks(channelId)
  if (lacking && lacking.length > 0) return { kind: 'bot-lacks', channelId, rights: lacking }
  return caller.speaks(channelId) ? null : { kind: 'caller-cannot-speak', channelId }
}

/** Composes a digest in a slot at this minute; gives the number of its articles, 0 where nothing new has come. */
async function postNow(
  deps: Deps,
  subscription: Subscription,
  caller: Caller,
): Promise<{ articles: number; draft: DraftDigest }> {
  const now = deps.clock.now()
  const slot = minuteOf(now)
  const ageRestricted = caller.ageRestricted(subscription.channelId)
  const at = { slot, now, late: false, ageRestricted }
  const first = await draftDigest(deps.db, subscription, at)
  const signal = translatingTime()
  const draft = await translated(deps, subscription, { draft: first, at, signal })
  if (!draft.message) return { articles: 0, draft }
  try {
    const stored = await deps.db.tx((tx) =>
      storeDigest(tx, subscription, { draft, slot, slotAt: subscription.slotAt, now }),
    )
    const articles = draft.message.shown.length + draft.message.listed.length
    return { articles: stored ? articles : 0, draft }
  } catch (error) {
    if (error instanceof SlotTaken) return { articles: 0, draft }
    if (error instanceof Overtaken) return postNow(deps, subscription, caller)
    throw error
  }
}
