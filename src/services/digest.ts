/**
 * Composes the digests that are due.
 *
 *   claim ─→ what is owed? ─→ draft (window by arrival, filter, stories, select) ─→ wait for pages? ─→ translate ─→ one
 *   transaction: digest + places + delivery + the subscription's next slot and seen number
 */
import { PAGES } from '../../config/page-limits.ts'
import { addDelivery } from '../delivery/delivery-table.ts'
import { digestKey } from '../delivery/nonce.ts'
import { triedBefore } from '../delivery/restored-table.ts'
import { spreadOf } from '../delivery/spread.ts'
import { addDigest, lastComposedAt } from '../digest/digest-table.ts'
import { nextTurn } from '../lib/turn.ts'
import { isPersonal } from '../model/space.ts'
import type { Subscription } from '../model/subscription.ts'
import { postedHere } from '../queries/posted-here.ts'
import { ringAgain } from '../queries/ring-again.ts'
import type { Tx } from '../storage/db.ts'
import { APART_MS, isInstant, NOTHING_WAITS, owedInstantly } from '../subscription/instant.ts'
import { type Owed, owed } from '../subscription/slots.ts'
import { advance, claimSubscriptions, postpone } from '../subscription/subscription-table.ts'
import { isForAdults, noteAdult } from './adult.ts'
import { titleFor } from './container-title.ts'
import type { Deps } from './deps.ts'
import { type DraftDigest, draftDigest, placementsOf } from './draft.ts'
import { translated, translatingTime } from './translate.ts'
import { enrichingOf, isAwaited, wantShown } from './want.ts'

const LEASE_MS = 60_000
const BATCH = 50
/** A digest that waits for pages looks again after this. */
const LOOK_AGAIN_MS = 2_000

/**
 * Stores a drafted digest with its delivery and moves the subscription on; all or nothing. Gives whether a digest goes
 * out: not where there is nothing to post, the slot has one already, or somebody else moved the subscription first. A
 * digest that leaves out all that came is stored without a delivery: it can be asked why.
 */
export async function storeDigest(
  tx: Tx,
  subscription: Subscription,
  {
    draft,
    slot,
    slotAt,
    now,
    sendAt = now,
    late = false,
  }: {
    draft: DraftDigest
    slot: number
    slotAt: number
    now: number
    sendAt?: number
    late?: boolean
  },
): Promise<boolean> {
  const { window, message } = draft
  const moved = await advance(tx, subscription, {
    slotAt,
    seenSeq: window.toSeq,
    // Every feed was read when it was subscribed: even an empty first window was one, and what arrives later is new.
    firstDone: true,
  })
  if (!moved) return false
  await ringAgain(tx, { id: subscription.id, after: window.toSeq, now })
  if (window.articles.length === 0) return false
  const { fromSeq, toSeq } = window
  const instant = isInstant(subscription.schedule)
  const digest = { subscriptionId: subscription.id, slot, fromSeq, toSeq, now, instant }
  // Another digest of the channel may have been stored since this one was drafted.
  const posted = await postedHere(tx, subscription, message?.shown ?? [])
  if (posted.size > 0) throw new Overtaken()
  const digestId = await addDigest(tx, digest, placementsOf(draft))
  // The slot has its digest: a transaction that stores nothing must not move the window either.
  if (digestId === null) throw new SlotTaken()
  if (message === null) return false
  await addDelivery(
    tx,
    {
      key: digestKey(subscription.id, slot),
      kind: 'digest',
      digestId,
      guildId: subscription.guildId,
      channelId: subscription.channelId,
      position: 0,
      payload: message.payload,
      postings: message.postings,
      container: subscription.container,
      title: await titleFor(tx, subscription, { slot, count: message.shown.length }),
      publish: subscription.publish,
      firstTryAt: await triedBefore(tx, slot),
      late,
    },
    now,
    sendAt,
  )
  return true
}

/** A digest of this subscription stands in this slot already; the transaction is undone. */
export class SlotTaken extends Error {
  constructor() {
    super('the slot has its digest already')
    this.name = 'SlotTaken'
  }
}

/** What is on its cards stands in the channel by now; the transaction is undone, and the digest is drafted anew. */
export class Overtaken extends Error {
  constructor() {
    super('another digest was faster')
    this.name = 'Overtaken'
  }
}

async function owedNow(
  { db }: Deps,
  { id, schedule, slotAt }: Subscription,
  now: number,
): Promise<Owed> {
  if (!isInstant(schedule)) return owed(schedule, slotAt, now)
  return owedInstantly(schedule, { since: slotAt, lastAt: await lastComposedAt(db, id), now })
}

async function composeOne(
  deps: Deps,
  subscription: Subscription,
  signal: AbortSignal,
): Promise<void> {
  const now = deps.clock.now()
  const due = await owedNow(deps, subscription, now)
  const about = { subscription: subscription.id }
  if (due.kind !== 'run') {
    await deps.db.tx((tx) => advance(tx, subscription, { slotAt: due.next }))
    if (due.kind === 'merge') deps.log.warn(about, 'digest too late: merged into the next one')
    return
  }
  const { slot, late, next } = due
  const ageRestricted = await isForAdults(deps, subscription)
  const at = { slot, now, late, byItself: true, ageRestricted }
  const first = await draftDigest(deps.db, subscription, at)
  if (await isForNothing(deps, subscription, { draft: first, now })) return
  if (await waitsForPages(deps, subscription, { draft: first, slot, now })) return
  const draft = await translated(deps, subscription, { draft: first, at, signal })
  const { guildId } = subscription
  const sendAt = isPersonal(guildId) ? now + spreadOf(guildId) : now
  try {
    const stored = await deps.db.tx(async (tx) => {
      await noteAdult(tx, subscription, { draft, ageRestricted, now })
      return storeDigest(tx, subscription, { draft, slot, slotAt: next, now, sendAt, late })
    })
    deps.log.info({ ...about, slot, stored, articles: draft.window.articles.length }, 'digest due')
  } catch (error) {
    await deps.db.tx((tx) => afterCollision(tx, subscription, { error, due, now }))
  }
}

/** Ends the waiting of one that posts articles as they come where none has come; its window stays as it is. */
function isForNothing(
  { db }: Deps,
  subscription: Subscription,
  { draft, now }: { draft: DraftDigest; now: number },
): Promise<boolean> {
  const { id, schedule } = subscription
  const { articles, toSeq } = draft.window
  if (!isInstant(schedule) || articles.length > 0) return Promise.resolve(false)
  return db.tx(async (tx) => {
    if (await advance(tx, subscription, { slotAt: NOTHING_WAITS })) {
      await ringAgain(tx, { id, after: toSeq, now })
    }
    return true
  })
}

/** Throws what is no collision with another digest. */
async function afterCollision(
  tx: Tx,
  subscription: Subscription,
  {
    error,
    due: { slot, next },
    now,
  }: { error: unknown; due: Extract<Owed, { kind: 'run' }>; now: number },
): Promise<void> {
  if (error instanceof Overtaken) await postpone(tx, subscription, now)
  else if (!(error instanceof SlotTaken)) throw error
  // A digest by hand took this minute: its window is taken too, so only the slot moves on.
  else {
    const slotAt = isInstant(subscription.schedule) ? slot + APART_MS : next
    await advance(tx, subscription, { slotAt })
  }
}

/**
 * Gives a digest back for a moment where pages of what it would show are under way, until a minute after its slot; then it
 * goes without.
 */
function waitsForPages(
  deps: Deps,
  subscription: Subscription,
  { draft, slot, now }: { draft: DraftDigest; slot: number; now: number },
): Promise<boolean> {
  const since = isInstant(subscription.schedule) ? subscription.slotAt : slot
  const until = since + PAGES.digestWaits
  const enriching = enrichingOf(deps)
  const { shown } = draft.selection
  if (now >= until || shown.length === 0 || !(enriching.pages || enriching.cards)) {
    return Promise.resolve(false)
  }
  return deps.db.tx(async (tx) => {
    await wantShown(tx, shown, { enriching, now })
    if (!(await isAwaited(tx, shown, { now, until }))) return false
    await postpone(tx, subscription, Math.min(now + LOOK_AGAIN_MS, until))
    return true
  })
}

/** Composes a batch of due digests; gives how many subscriptions were claimed, 0 when none is due. */
export async function composeDue(deps: Deps): Promise<number> {
  const now = deps.clock.now()
  const due = await deps.db.tx((tx) =>
    claimSubscriptions(tx, { now, leaseUntil: now + LEASE_MS, owner: deps.owner, limit: BATCH }),
  )
  const signal = translatingTime()
  for (const subscription of due) {
    await composeOne(deps, subscription, signal).catch((error: unknown) =>
      deps.log.error(
        { subscription: subscription.id, err: error },
        'digest not composed; it is tried again after its lease',
      ),
    )
    // With SQLite nothing above waits: without this a morning of many digests would answer nobody.
    await nextTurn()
  }
  return due.length
}
