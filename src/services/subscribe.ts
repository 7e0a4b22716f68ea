/**
 * Subscribes a channel to a digest.
 *
 *   check rights, time and zone ─→ find and ask every feed ─→ one transaction: feeds + their articles + the subscription
 *   ─→ preview
 *
 * Nothing is stored unless all of it can be. Where a site has several feeds, the order is kept until some are chosen.
 */
import { matchesOf } from '../digest/matches.ts'
import { nameOf } from '../feed/address.ts'
import { ensureFeed, feedsById } from '../feed/feed-table.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import type { Filters } from '../model/filters.ts'
import type { CardCount, Locale, Subscription } from '../model/subscription.ts'
import type { Tx } from '../storage/db.ts'
import { type Days, EVERY_DAY, parseDays } from '../subscription/days.ts'
import { isOpen, readTyped } from '../subscription/filters.ts'
import { guessCountry } from '../subscription/holidays.ts'
import { type ServerSettings, serverSettings } from '../subscription/server-table.ts'
import { nextSlot, parseTime } from '../subscription/slots.ts'
import {
  addSubscription,
  feedIdsOf,
  type NewSubscription,
  subscriptionsOf,
} from '../subscription/subscription-table.ts'
import { guessZone, zoneOf } from '../subscription/zones.ts'
import { adultProblem } from './adult.ts'
import type { Deps } from './deps.ts'
import { type Asked, discover, type Found, isMeaningful } from './discover.ts'
import { draftDigest } from './draft.ts'
import { keepChoice, keptChoice } from './feed-choice.ts'
import type {
  OrderInput,
  OrderProblem,
  Subscribed,
  SubscribeInput,
  SubscribeProblem,
} from './orders.ts'
import { storePoll } from './poll.ts'
import { localeFor } from './settings.ts'
import { sourcesOf } from './sources.ts'
import { viewOf } from './subscription-view.ts'
import { enrichingOf } from './want.ts'

export const DEFAULT_MINUTE = 7 * 60 + 30
export const DEFAULT_COUNT: CardCount = 5
/** Feeds that one command may name: the answer must come while its token is good. */
const SOURCES = 10

const ALWAYS = { days: EVERY_DAY, holidays: null, guessed: false }

export type Terms = Days & {
  minute: number
  zone: string
  countryGuessed: boolean
  zoneGuessed: boolean
  locale: Locale
  filters: Filters
}

/** Gives the time, zone, language and filters that were meant, or what could not be read. */
function termsOf(
  input: OrderInput,
  caller: Caller,
  server: ServerSettings,
): Result<Terms, OrderProblem> {
  const minute = input.time === null ? DEFAULT_MINUTE : parseTime(input.time)
  if (minute === null) return fail({ kind: 'bad-time', typed: input.time ?? '' })
  const own = server.zone ?? guessZone(caller.guildLocale)
  const zone = input.zone === null ? own : zoneOf(input.zone)
  if (zone === null) return fail({ kind: 'bad-zone', typed: input.zone ?? '' })
  const guess = () => guessCountry(zone, caller.guildLocale)
  const days = input.days == null ? ok(ALWAYS) : parseDays(input.days, guess)
  if (!days.ok) return days
  const filters = readTyped(input.filters ?? {})
  if (!filters.ok) return fail({ kind: 'bad-filter', problem: filters.error })
  return ok({
    minute,
    zone,
    days: days.value.days,
    holidays: days.value.holidays,
    countryGuessed: days.value.guessed,
    zoneGuessed: input.zone === null && server.zone === null,
    locale: localeFor(server, caller),
    filters: filters.value,
  })
}

function rightsProblem(input: OrderInput, caller: Caller): OrderProblem | null {
  const { channel, roleId } = input
  if (caller.guildId === null) return { kind: 'not-in-server' }
  if (channel.botLacks.length > 0) {
    return { kind: 'bot-lacks', channelId: channel.id, rights: channel.botLacks }
  }
  if (!channel.speaks) return { kind: 'caller-cannot-speak', channelId: channel.id }
  if (roleId !== null && !caller.rings(roleId)) return { kind: 'caller-cannot-ring', roleId }
  if (roleId !== null && !caller.botRings(roleId)) return { kind: 'bot-cannot-ring', roleId }
  return null
}

/** Gives the time and zone of an order, or why it cannot be placed. */
export async function checkOrder(
  deps: Deps,
  input: OrderInput,
  caller: Caller,
): Promise<Result<Terms, OrderProblem>> {
  const refused = rightsProblem(input, caller)
  if (refused) return fail(refused)
  return termsOf(input, caller, await serverSettings(deps.db, caller.guildId ?? ''))
}

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
  return ok(await subscribedOf(deps, placed, terms))
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
  { subscription, already }: Placed,
  {
    zoneGuessed,
    countryGuessed,
    filters,
  }: Pick<Terms, 'zoneGuessed' | 'countryGuessed' | 'filters'>,
): Promise<Subscribed> {
  const now = deps.clock.now()
  const slot = subscription.slotAt
  const { window, message } = await draftDigest(deps.db, subscription, { slot, now, late: false })
  const own = subscription.filters
  return {
    view: await viewOf(deps.db, subscription),
    already,
    zoneGuessed,
    countryGuessed,
    matches: isOpen(own) ? null : matchesOf(window.articles, { filters: own, now }),
    filtersKept: already && !isOpen(filters) && JSON.stringify(filters) !== JSON.stringify(own),
    preview: message?.payload ?? null,
  }
}

async function store(
  deps: Deps,
  order: { input: SubscribeInput; caller: Caller; terms: Terms; asked: Asked[] },
): Promise<Placed> {
  const now = deps.clock.now()
  return deps.db.tx(async (tx) => {
    const feedIds: number[] = []
    for (const { url, outcome } of order.asked) {
      const feed = await ensureFeed(tx, url, now)
      await storePoll(tx, { feed, outcome, now, random: deps.random, enriching: enrichingOf(deps) })
      feedIds.push(feed.id)
    }
    return placeOrder(tx, { ...order, feedIds, now })
  })
}

export type Placed = { subscription: Subscription; already: boolean }

/** Adds the subscription with its feeds; the same digest in the same channel is there only once. */
export async function placeOrder(
  tx: Tx,
  {
    input,
    caller,
    terms,
    feedIds,
    title,
    now,
  }: {
    input: OrderInput
    caller: Caller
    terms: Terms
    feedIds: readonly number[]
    /** Its name; without one it is called after its feeds. */
    title?: string
    now: number
  },
): Promise<Placed> {
  const feeds = await feedsById(tx, feedIds)
  const wanted: NewSubscription = {
    guildId: caller.guildId ?? '',
    channelId: input.channel.id,
    name: title ?? feeds.map(nameOf).join(' · '),
    ...orderOf(input, caller, terms, now),
  }
  for (const known of await subscriptionsOf(tx, wanted.guildId)) {
    if (await isSame(tx, known, wanted, feedIds)) return { subscription: known, already: true }
  }
  const subscription = await addSubscription(tx, { subscription: wanted, feedIds, now })
  return { subscription, already: false }
}

const orderOf = (input: OrderInput, caller: Caller, terms: Terms, now: number) => {
  const { minute, days, zone, holidays } = terms
  const schedule = { minute, days, zone, holidays }
  return {
    schedule,
    locale: terms.locale,
    count: input.count ?? DEFAULT_COUNT,
    roleId: input.roleId,
    silent: input.silent,
    filters: terms.filters,
    slotAt: nextSlot(schedule, now),
    setBy: caller.userId,
  }
}

/** Says whether a subscription is the very same digest in the same channel. */
export async function isSame(
  tx: Parameters<typeof feedIdsOf>[0],
  known: Subscription,
  wanted: Pick<NewSubscription, 'channelId' | 'schedule'>,
  feedIds: readonly number[],
): Promise<boolean> {
  return (
    known.channelId === wanted.channelId &&
    known.schedule.minute === wanted.schedule.minute &&
    known.schedule.zone === wanted.schedule.zone &&
    (known.schedule.holidays ?? null) === (wanted.schedule.holidays ?? null) &&
    known.schedule.days.toString() === wanted.schedule.days.toString() &&
    (await feedIdsOf(tx, known.id)).toString() === feedIds.toString()
  )
}
