/**
 * Ways out for a feed that gives nothing.
 *
 *   notice ─→ its feeds ─→ look: discovery on the feed's site ─→ offers ─→ one is chosen ─→ read in the old one's place
 *                       ├→ remove: from every digest of the server that the caller sees ─→ undo: put back
 *                       └→ wait: when each is asked again
 */
import { feedsOfNotice, forgetTold, wasTold } from '../delivery/notice-table.ts'
import { nameOf } from '../feed/address.ts'
import { ensureFeed, feedsById, findFeed } from '../feed/feed-table.ts'
import type { Offer } from '../feed/page-feeds.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import type { Feed } from '../model/feed.ts'
import { spaceOf } from '../model/space.ts'
import type { Subscription } from '../model/subscription.ts'
import { readUpTo } from '../queries/read-up-to.ts'
import type { Tx } from '../storage/db.ts'
import { nextLook } from '../subscription/instant.ts'
import { dropFeed, putFeed, subscriptionsReading } from '../subscription/subscription-feeds.ts'
import { feedIdsOf, findSubscription, setState } from '../subscription/subscription-table.ts'
import { adultProblem } from './adult.ts'
import { askFeed } from './ask-feed.ts'
import type { Deps } from './deps.ts'
import { discover } from './discover.ts'
import { feedHealth } from './health.ts'
import { noRoom } from './own-room.ts'
import { storePoll } from './poll.ts'
import type { AddressesFound, FeedHealth, MendProblem, Removed, Replaced } from './services.ts'
import { enrichingOf } from './want.ts'

/** As long as Discord's token for the answer that the select stands on. */
const CHOICE_MS = 15 * 60_000
const MOST_OFFERS = 25

/** Gives how the feeds of a notice are, of those that the caller sees and that still give nothing. */
export async function troubledFeeds(
  deps: Deps,
  key: string,
  caller: Caller,
): Promise<FeedHealth[]> {
  const told = new Set(await feedsOfNotice(deps.db, { guildId: spaceOf(caller), key }))
  const all = await feedHealth(deps, caller)
  return all.filter(({ id, health }) => told.has(id) && health.kind !== 'well')
}

/** The digests that are the caller's to change: of their server, or their own. */
async function digestsReading(tx: Tx, feedId: number, caller: Caller): Promise<Subscription[]> {
  const all = await subscriptionsReading(tx, { guildId: spaceOf(caller), feedId })
  return all.filter(({ channelId }) => caller.tends(channelId))
}

async function readFeedOf(deps: Deps, feedId: number, caller: Caller): Promise<Feed | null> {
  const reading = await digestsReading(deps.db, feedId, caller)
  const [feed] = reading.length === 0 ? [] : await feedsById(deps.db, [feedId])
  return feed ?? null
}

/** Where a new address may be named: the site that the feed named as its own, and the feed's own host. */
function sitesOf({ url, link }: Feed): string[] {
  const origin = URL.parse(url)?.origin
  return [...new Set([link, origin === undefined ? null : `${origin}/`])].filter(
    (site) => site !== null,
  )
}

async function offersAt(deps: Deps, site: string): Promise<Offer[]> {
  const found = await discover(deps, site)
  if (!found.ok) return []
  if (found.value.kind === 'offers') return found.value.offers
  const { url, outcome } = found.value.asked
  const title = outcome.value.kind === 'read' ? outcome.value.feed.title : null
  return [{ url, title }]
}

type Choice = { feedId: number; offers: Offer[]; userId: string; guildId: string | null }

const choiceKey = (session: string) => `mend:${session}`

/** Looks on a feed's site for another feed. */
export async function lookForAddress(
  deps: Deps,
  feedId: number,
  caller: Caller,
): Promise<Result<AddressesFound, MendProblem>> {
  const feed = await readFeedOf(deps, feedId, caller)
  if (feed === null) return fail({ kind: 'not-read' })
  const title = nameOf(feed)
  const sites = sitesOf(feed)
  for (const site of sites) {
    const all = await offersAt(deps, site)
    const offers = all.filter(({ url }) => url !== feed.url).slice(0, MOST_OFFERS)
    if (offers.length === 0) continue
    const session = Math.floor(deps.random() * 36 ** 8).toString(36)
    const { userId, guildId } = caller
    const kept: Choice = { feedId, offers, userId, guildId }
    await deps.discoveries.set(choiceKey(session), kept, CHOICE_MS)
    return ok({ session, title, site, offers })
  }
  const again = await askFeed(deps, feed.url, null)
  if (again.ok && feed.error !== null) return fail({ kind: 'readable', title })
  return fail({ kind: 'nothing-found', site: sites[0] ?? feed.url })
}

/** Reads the chosen feed in the place of the one that gives nothing, in every digest that the caller sees. */
export async function takeAddress(
  deps: Deps,
  { session, chosen }: { session: string; chosen: number },
  caller: Caller,
): Promise<Result<Replaced, MendProblem>> {
  const kept = await deps.discoveries.get<Choice>(choiceKey(session))
  const url = kept?.offers[chosen]?.url
  const isTheirs = kept?.userId === caller.userId && kept.guildId === caller.guildId
  if (!kept || !isTheirs || url === undefined) return fail({ kind: 'choice-over' })
  const old = await readFeedOf(deps, kept.feedId, caller)
  if (old === null) return fail({ kind: 'not-read' })
  const outcome = await askFeed(deps, url, await findFeed(deps.db, url))
  if (!outcome.ok) return fail({ kind: 'feed', address: url, error: outcome.error })
  const readers = await digestsReading(deps.db, old.id, caller)
  const channelIds = readers.map(({ channelId }) => channelId)
  const adult = await adultProblem(deps, [{ url, outcome }], { caller, channelIds })
  if (adult) return fail(adult)
  const now = deps.clock.now()
  const editor = { userId: caller.userId, now }
  const digests = await deps.db.tx(async (tx) => {
    const feed = await ensureFeed(tx, url, now)
    await storePoll(tx, { feed, outcome, now, random: deps.random, enriching: enrichingOf(deps) })
    const fromSeq = await readUpTo(tx, feed.id, now)
    const reading = await digestsReading(tx, old.id, caller)
    for (const { id: subscriptionId } of reading) {
      const place = await dropFeed(tx, { subscriptionId, feedId: old.id, editor })
      if (place) await putFeed(tx, { subscriptionId, feedId: feed.id, fromSeq, editor, ...place })
    }
    await forgetTold(tx, { guildId: spaceOf(caller), feedId: old.id })
    return reading.length
  })
  return ok({ title: nameOf(old), url, digests })
}

/** Takes a feed out of every digest that the caller sees; one that reads nothing else ends. */
export async function removeFeed(
  deps: Deps,
  feedId: number,
  caller: Caller,
): Promise<Result<Removed, MendProblem>> {
  const feed = await readFeedOf(deps, feedId, caller)
  if (feed === null) return fail({ kind: 'not-read' })
  const editor = { userId: caller.userId, now: deps.clock.now() }
  const removed = await deps.db.tx(async (tx) => {
    const reading = await digestsReading(tx, feedId, caller)
    const ended: number[] = []
    for (const subscription of reading) {
      await dropFeed(tx, { subscriptionId: subscription.id, feedId, editor })
      if ((await feedIdsOf(tx, subscription.id)).length > 0) continue
      const { id, slotAt, pausedFor } = subscription
      const change = { id, slotAt, pausedFor, state: 'ended', fresh: false } as const
      await setState(tx, { ...change, from: ['active', 'paused'] })
      ended.push(id)
    }
    return { digestIds: reading.map(({ id }) => id), ended: ended.length }
  })
  return ok({ feedId, title: nameOf(feed), ...removed })
}

/** Undoes a removal; what arrived meanwhile is shown in the next digest. */
export async function putBackFeed(
  deps: Deps,
  { feedId, digestIds }: { feedId: number; digestIds: readonly number[] },
  caller: Caller,
): Promise<Result<Pick<Replaced, 'title' | 'digests'>, MendProblem>> {
  const guildId = spaceOf(caller)
  const [feed] = await feedsById(deps.db, [feedId])
  if (!feed || !(await mayPutBack(deps, feedId, caller))) return fail({ kind: 'not-read' })
  const now = deps.clock.now()
  const editor = { userId: caller.userId, now }
  const digests = await deps.db.tx(async (tx) => {
    let count = 0
    for (const id of digestIds) {
      const known = await findSubscription(tx, { id, guildId })
      if (!known || !caller.tends(known.channelId)) continue
      await putFeed(tx, { subscriptionId: id, feedId, fromSeq: 0, editor })
      if (known.state === 'ended') await reopen(tx, known, now)
      count += 1
    }
    return count
  })
  return digests > 0 ? ok({ title: nameOf(feed), digests }) : fail({ kind: 'not-read' })
}

/** Everybody is the manager of their own space: only a feed that they were told of comes back into it, and where there is room. */
async function mayPutBack({ db }: Deps, feedId: number, caller: Caller): Promise<boolean> {
  if (caller.guildId !== null) return true
  if (await noRoom(db, caller)) return false
  return wasTold(db, { guildId: spaceOf(caller), feedId })
}

const reopen = (tx: Tx, { id, pausedFor, schedule }: Subscription, now: number) =>
  setState(tx, {
    id,
    from: ['ended'],
    state: pausedFor === null ? 'active' : 'paused',
    pausedFor,
    slotAt: nextLook(schedule, now),
    fresh: false,
  })
