/**
 * Composes the digests that are due.
 *
 *   claim ─→ what is owed? ─→ window by arrival ─→ filter ─→ stories ─→ select ─→ wait for pages? ─→ compose ─→ one
 *   transaction: digest + places + delivery + the subscription's next slot and seen number
 */
import { PAGES } from '../../config/page-limits.ts'
import { addDelivery } from '../delivery/delivery-table.ts'
import { digestKey } from '../delivery/nonce.ts'
import { type ComposedDigest, composeDigest } from '../digest/compose.ts'
import { addDigest } from '../digest/digest-table.ts'
import { filterArticles } from '../digest/filter.ts'
import { tellersOf } from '../digest/merge.ts'
import { type LeftOutReason, type Selection, selectArticles } from '../digest/select.ts'
import type { DigestArticle, DigestContent, Placement } from '../model/digest.ts'
import type { FilterReason } from '../model/filters.ts'
import type { Subscription } from '../model/subscription.ts'
import { type Window, windowOf } from '../queries/window.ts'
import type { Tx } from '../storage/db.ts'
import { owed } from '../subscription/slots.ts'
import { advance, claimSubscriptions, postpone } from '../subscription/subscription-table.ts'
import type { Deps } from './deps.ts'
import { gatherStories } from './gather-stories.ts'
import { enrichingOf, isAwaited, wantShown } from './want.ts'

const DAY_MS = 24 * 3_600_000
const LEASE_MS = 60_000
const BATCH = 50
/** A digest that waits for pages looks again after this. */
const LOOK_AGAIN_MS = 2_000
/** Why an article has no entry of its own: another one tells its story. */
const SAME_STORY = 'same-story'

type LeftOut = { article: DigestArticle; reason: FilterReason | LeftOutReason }

export type DraftDigest = {
  window: Window
  selection: Omit<Selection, 'leftOut'> & { leftOut: LeftOut[] }
  /** What the channel was told already: told only to those who ask for the rest. */
  told: DigestArticle[]
  message: ComposedDigest | null
}

/** Gives the digest that a subscription would have at `slot`, from what has arrived by now; stores nothing. */
export async function draftDigest(
  tx: Tx,
  subscription: Subscription,
  { slot, now, late }: { slot: number; now: number; late: boolean },
): Promise<DraftDigest> {
  const window = await windowOf(tx, subscription)
  const { channelId, filters } = subscription
  const { kept, leftOut } = filterArticles(window.articles, filters)
  const { entries, told } = await gatherStories(tx, { channelId, articles: kept })
  const chosen = selectArticles(entries, {
    count: subscription.count,
    now,
    first: !subscription.firstDone,
    fallBackToNewest: subscription.seenSeq === 0,
    feedCap: filters.perFeed,
    paidLast: filters.paid === 'last',
  })
  const selection = { ...chosen, leftOut: [...leftOut, ...chosen.leftOut] }
  if (selection.shown.length === 0) return { window, selection, told, message: null }
  const content: DigestContent = {
    key: digestKey(subscription.id, slot),
    locale: subscription.locale,
    zone: subscription.schedule.zone,
    slot,
    // A first window reaches back a day, however long ago the last digest was.
    days: subscription.firstDone ? daysCovered(window.lastSlot, slot) : 1,
    alone: window.feeds === 1 && selection.shown.length === 1 && selection.listed.length === 0,
    shown: selection.shown,
    listed: [...selection.listed, ...told],
    count: subscription.count,
    roleId: late ? null : subscription.roleId,
    silent: subscription.silent || late,
  }
  return { window, selection, told, message: composeDigest(content) }
}

const daysCovered = (lastSlot: number | null, slot: number) =>
  lastSlot === null ? 1 : Math.max(1, Math.round((slot - lastSlot) / DAY_MS))

/**
 * Stores a drafted digest with its delivery and moves the subscription on; all or nothing. Gives whether a digest goes
 * out: not where there is nothing to post, the slot has one already, or somebody else moved the subscription first. A
 * digest that leaves out all that came is stored without a delivery: it can be asked why.
 */
export async function storeDigest(
  tx: Tx,
  subscription: Subscription,
  { draft, slot, slotAt, now }: { draft: DraftDigest; slot: number; slotAt: number; now: number },
): Promise<boolean> {
  const { window, message } = draft
  const moved = await advance(tx, subscription, {
    slotAt,
    seenSeq: window.toSeq,
    // Every feed was read when it was subscribed: even an empty first window was one, and what arrives later is new.
    firstDone: true,
  })
  if (!moved || window.articles.length === 0) return false
  const digestId = await addDigest(
    tx,
    { subscriptionId: subscription.id, slot, fromSeq: window.fromSeq, toSeq: window.toSeq, now },
    placementsOf(draft),
  )
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
    },
    now,
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

/**
 * Gives every article of the window its place. What was composed decides: an article whose card did not fit is listed.
 * Those of one story stand in one place.
 */
export function placementsOf({ selection, told, message }: DraftDigest): Placement[] {
  const { shown, listed, leftOut } = selection
  const chosen = new Map([...shown, ...listed].map((article) => [article.id, article]))
  const place = (ids: readonly number[], where: 'shown' | 'listed'): Placement[] =>
    ids.flatMap((id) => placesOf(chosen.get(id), where, null))
  return [
    ...place(message?.shown ?? [], 'shown'),
    ...place(message?.listed ?? [], 'listed'),
    ...told.flatMap((article) => placesOf(article, 'left-out', 'told-before')),
    ...leftOut.flatMap(({ article, reason }) => placesOf(article, 'left-out', reason)),
  ]
}

const placesOf = (
  article: DigestArticle | undefined,
  place: Placement['place'],
  reason: string | null,
): Placement[] =>
  (article === undefined ? [] : tellersOf(article)).map(({ id }, index) => ({
    articleId: id,
    place,
    reason: index === 0 ? reason : SAME_STORY,
  }))

async function composeOne(deps: Deps, subscription: Subscription): Promise<void> {
  const now = deps.clock.now()
  const due = owed(subscription.schedule, subscription.slotAt, now)
  const about = { subscription: subscription.id }
  if (due.kind !== 'run') {
    await deps.db.tx((tx) => advance(tx, subscription, { slotAt: due.next }))
    if (due.kind === 'merge') deps.log.warn(about, 'digest too late: merged into the next one')
    return
  }
  const { slot, late, next } = due
  const draft = await draftDigest(deps.db, subscription, { slot, now, late })
  if (await waitsForPages(deps, subscription, { draft, slot, now })) return
  try {
    const stored = await deps.db.tx((tx) =>
      storeDigest(tx, subscription, { draft, slot, slotAt: next, now }),
    )
    deps.log.info({ ...about, slot, stored, articles: draft.window.articles.length }, 'digest due')
  } catch (error) {
    if (!(error instanceof SlotTaken)) throw error
    // A digest by hand took this minute: its window is taken too, so only the slot moves on.
    await deps.db.tx((tx) => advance(tx, subscription, { slotAt: next }))
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
  const until = slot + PAGES.digestWaits
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
  for (const subscription of due) {
    await composeOne(deps, subscription).catch((error: unknown) =>
      deps.log.error(
        { subscription: subscription.id, err: error },
        'digest not composed; it is tried again after its lease',
      ),
    )
  }
  return due.length
}
