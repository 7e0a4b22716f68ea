/**
 * Subscribes a channel to a digest.
 *
 *   check rights, time and zone ─→ find and ask every feed ─→ one transaction: feeds + their articles + the subscription
 *   ─→ preview
 *
 * Nothing is stored unless all of it can be. Where a site has several feeds, the order is kept until some are chosen.
 */
import { PAGES } from '../../config/page-limits.ts'
import { matchesOf } from '../digest/matches.ts'
import { ensureFeed } from '../feed/feed-table.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import { isOpen } from '../subscription/filters.ts'
import { shownSlot } from '../subscription/instant.ts'
import { adultProblem } from './adult.ts'
import type { Deps } from './deps.ts'
import { type Asked, discover, type Found, isMeaningful } from './discover.ts'
import { draftDigest } from './draft.ts'
import { keepChoice, keptChoice } from './feed-choice.ts'
import { checkOrder, type Terms } from './order-terms.ts'
import type { Subscribed, SubscribeInput, SubscribeProblem } from './orders.ts'
import { noRoom, type OwnFull } from './own-room.ts'
import { type Placed, placeOrder } from './place-order.ts'
import { storePoll } from './poll.ts'
import { sourcesOf } from './sources.ts'
import { viewOf } from './subscription-view.ts'
import { enrichingOf, isAwaited } from './want.ts'

/** Feeds that one command may name: the answer must come while its token is good. */
const SOURCES = 10

/** Finds the feeds of every part of what was typed, or what the caller has to choose from. */
async function findAll(
  deps: Deps,
  sources: readonly string[],
  order: { input: SubscribeInput; caller: Caller },
): Promise<Result<Asked[], SubscribeProblem>> {
  const strange = sources.find((source) => !isMeaningful(source))
  if (strange !== undefined) return fail({ kind: 'no-address', typed: strange })
  const all = await Promise.all(sources.map((source) => discover(deps, source)))
  const good = new Map<string, Asked>()
  const open: Extract<Found, { kind: 'offers' }>[] = []
  for (const found of all) {
    if (!found.ok) return found
    if (found.value.kind === 'offers') open.push(found.value)
    else good.set(found.value.asked.url, found.value.asked)
  }
  const [first] = open
  if (first === undefined) return ok([...good.values()])
  const offers = open.flatMap((one) => one.offers)
  const choice = await keepChoice(deps, {
    ...order,
    page: first.page,
    found: [...good.keys()],
    offers,
  })
  return fail({ kind: 'choose', choice })
}

/** Subscribes; the same digest in the same channel is there only once. */
export async function subscribe(
  deps: Deps,
  input: SubscribeInput,
  caller: Caller,
): Promise<Result<Subscribed, SubscribeProblem>> {
  const sources = await sourcesOf(deps, input.feed, caller)
  if (sources.length === 0) return fail({ kind: 'no-address', typed: input.feed })
  return subscribeTo(deps, { input, caller, sources })
}

async function subscribeTo(
  deps: Deps,
  { input, caller, sources }: { input: SubscribeInput; caller: Caller; sources: readonly string[] },
): Promise<Result<Subscribed, SubscribeProblem>> {
  const checked = await checkOrder(deps, input, caller)
  if (!checked.ok) return checked
  const terms = checked.value
  if (sources.length > SOURCES) return fail({ kind: 'too-many', most: SOURCES })
  const asked = await findAll(deps, sources, { input, caller })
  if (!asked.ok) return asked
  const adult = await adultProblem(deps, asked.value, { caller, channelIds: [input.channel.id] })
  if (adult) return fail(adult)
  const placed = await store(deps, { input, caller, terms, asked: asked.value })
  return placed.ok ? ok(await subscribedOf(deps, placed.value, { ...terms, caller })) : placed
}

/** Goes on with an order whose feeds had to be chosen; the caller's rights are judged as they are now. */
export async function subscribeChosen(
  deps: Deps,
  { session, chosen }: { session: string; chosen: readonly number[] },
  caller: Caller,
): Promise<Result<Subscribed, SubscribeProblem>> {
  const kept = await keptChoice(deps, { session, caller })
  const urls = chosen.flatMap((number) => kept?.offers[number]?.url ?? [])
  if (kept === null || urls.length === 0) return fail({ kind: 'choice-over' })
  const { channel } = kept.input
  const input = {
    ...kept.input,
    channel: {
      ...channel,
      botLacks: caller.botLacks(channel.id) ?? channel.botLacks,
      speaks: caller.speaks(channel.id),
    },
  }
  return subscribeTo(deps, { input, caller, sources: [...kept.found, ...urls] })
}

/** Gives what the caller is told of a placed order, with the next digest as it would look now. */
export async function subscribedOf(
  deps: Deps,
  { subscription, already, beside }: Placed,
  {
    zoneGuessed,
    countryGuessed,
    quietGuessed,
    filters,
    caller,
  }: Pick<Terms, 'zoneGuessed' | 'countryGuessed' | 'quietGuessed' | 'filters'> & {
    caller: Caller
  },
): Promise<Subscribed> {
  const now = deps.clock.now()
  const slot = shownSlot(subscription, now)
  const ageRestricted = caller.ageRestricted(subscription.channelId)
  const at = { slot, now, late: false, ageRestricted }
  const { window, message, selection } = await draftDigest(deps.db, subscription, at)
  const until = now + PAGES.digestWaits
  const own = subscription.filters
  return {
    view: await viewOf(deps.db, subscription),
    already,
    zoneGuessed,
    countryGuessed,
    quietGuessed,
    matches: isOpen(own) ? null : matchesOf(window.articles, { filters: own, now }),
    filtersKept: already && !isOpen(filters) && JSON.stringify(filters) !== JSON.stringify(own),
    preview: message?.payload ?? null,
    reading:
      selection.shown.length > 0 && (await isAwaited(deps.db, selection.shown, { now, until })),
    ...(beside && { beside: await viewOf(deps.db, beside) }),
  }
}

async function store(
  deps: Deps,
  order: { input: SubscribeInput; caller: Caller; terms: Terms; asked: Asked[] },
): Promise<Result<Placed, OwnFull>> {
  const now = deps.clock.now()
  return deps.db.tx(async (tx) => {
    // Another order may have been placed while the feeds of this one were asked.
    const full = await noRoom(tx, order.caller)
    if (full) return fail(full)
    const feedIds: number[] = []
    for (const { url, outcome } of order.asked) {
      const feed = await ensureFeed(tx, url, now)
      await storePoll(tx, { feed, outcome, now, random: deps.random, enriching: enrichingOf(deps) })
      feedIds.push(feed.id)
    }
    return ok(await placeOrder(tx, { ...order, feedIds, now }))
  })
}
