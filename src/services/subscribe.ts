/**
 * Subscribes a channel to a digest.
 *
 *   check rights, time and zone ─→ ask every feed ─→ one transaction: feeds + their articles + the subscription ─→ preview
 *
 * Nothing is stored unless all of it can be.
 */
import { feedAddress, nameOf } from '../feed/address.ts'
import { ensureFeed, feedsById, findFeed } from '../feed/feed-table.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import type { CardCount, Locale, Subscription } from '../model/subscription.ts'
import { nextSlot, parseTime } from '../subscription/slots.ts'
import {
  addSubscription,
  feedIdsOf,
  type NewSubscription,
  subscriptionsOf,
} from '../subscription/subscription-table.ts'
import { guessZone, zoneOf } from '../subscription/zones.ts'
import type { Deps } from './deps.ts'
import { draftDigest } from './digest.ts'
import { askFeed, type FeedAnswer, type PollFailure, storePoll } from './poll.ts'
import type { Subscribed, SubscribeInput, SubscribeProblem } from './services.ts'
import { viewOf } from './subscription-view.ts'

export const DEFAULT_MINUTE = 7 * 60 + 30
export const DEFAULT_COUNT: CardCount = 5
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const
/** Feeds that one command may name: the answer must come while its token is good. */
const ADDRESSES = 10

type Asked = { url: string; outcome: Result<FeedAnswer, PollFailure> & { ok: true } }

type Terms = { minute: number; zone: string; zoneGuessed: boolean }

/** Gives the time and zone that were meant, or what could not be read. */
function termsOf(input: SubscribeInput, caller: Caller): Result<Terms, SubscribeProblem> {
  const minute = input.time === null ? DEFAULT_MINUTE : parseTime(input.time)
  if (minute === null) return fail({ kind: 'bad-time', typed: input.time ?? '' })
  const zone = input.zone === null ? guessZone(caller.guildLocale) : zoneOf(input.zone)
  if (zone === null) return fail({ kind: 'bad-zone', typed: input.zone ?? '' })
  return ok({ minute, zone, zoneGuessed: input.zone === null })
}

function rightsProblem(input: SubscribeInput, caller: Caller): SubscribeProblem | null {
  const { channel, roleId } = input
  if (caller.guildId === null) return { kind: 'not-in-server' }
  if (channel.botLacks.length > 0) {
    return { kind: 'bot-lacks', channelId: channel.id, rights: channel.botLacks }
  }
  if (!channel.speaks) return { kind: 'caller-cannot-speak', channelId: channel.id }
  if (roleId !== null && !caller.rings(roleId)) return { kind: 'caller-cannot-ring', roleId }
  return null
}

/** Gives the addresses in what was typed, each once, or the part that is none. */
function addressesOf(typed: string): Result<string[], SubscribeProblem> {
  const parts = typed.split(/[\s,、，]+/).filter((part) => part !== '')
  const addresses: string[] = []
  for (const part of parts) {
    const address = feedAddress(part)
    if (address === null) return fail({ kind: 'no-address', typed: part })
    if (!addresses.includes(address)) addresses.push(address)
  }
  if (addresses.length === 0) return fail({ kind: 'no-address', typed })
  return ok(addresses.slice(0, ADDRESSES))
}

async function askAll(
  deps: Deps,
  addresses: readonly string[],
): Promise<Result<Asked[], SubscribeProblem>> {
  const asked = await Promise.all(
    addresses.map(async (url) => ({
      url,
      outcome: await askFeed(deps, url, await findFeed(deps.db, url)),
    })),
  )
  const good: Asked[] = []
  for (const { url, outcome } of asked) {
    if (!outcome.ok) return fail({ kind: 'feed', address: url, error: outcome.error })
    good.push({ url, outcome })
  }
  return ok(good)
}

/** Subscribes; the same digest in the same channel is there only once. */
export async function subscribe(
  deps: Deps,
  input: SubscribeInput,
  caller: Caller,
): Promise<Result<Subscribed, SubscribeProblem>> {
  const refused = rightsProblem(input, caller)
  if (refused) return fail(refused)
  const terms = termsOf(input, caller)
  if (!terms.ok) return terms
  const addresses = addressesOf(input.feed)
  if (!addresses.ok) return addresses
  const asked = await askAll(deps, addresses.value)
  if (!asked.ok) return asked
  const { subscription, already } = await store(deps, {
    input,
    caller,
    terms: terms.value,
    asked: asked.value,
  })
  const draft = await draftDigest(deps.db, subscription, {
    slot: subscription.slotAt,
    now: deps.clock.now(),
    late: false,
  })
  return ok({
    view: await viewOf(deps.db, subscription),
    already,
    zoneGuessed: terms.value.zoneGuessed,
    preview: draft.message?.payload ?? null,
  })
}

async function store(
  deps: Deps,
  {
    input,
    caller,
    terms,
    asked,
  }: { input: SubscribeInput; caller: Caller; terms: Terms; asked: Asked[] },
): Promise<{ subscription: Subscription; already: boolean }> {
  const now = deps.clock.now()
  return deps.db.tx(async (tx) => {
    const feedIds: number[] = []
    for (const { url, outcome } of asked) {
      const feed = await ensureFeed(tx, url, now)
      await storePoll(tx, { feed, outcome, now, random: deps.random })
      feedIds.push(feed.id)
    }
    const feeds = await feedsById(tx, feedIds)
    const wanted: NewSubscription = {
      guildId: caller.guildId ?? '',
      channelId: input.channel.id,
      name: feeds.map(nameOf).join(' · '),
      ...orderOf(input, caller, terms, now),
    }
    for (const known of await subscriptionsOf(tx, wanted.guildId)) {
      if (await isSame(tx, known, wanted, feedIds)) return { subscription: known, already: true }
    }
    const subscription = await addSubscription(tx, { subscription: wanted, feedIds, now })
    return { subscription, already: false }
  })
}

const orderOf = (input: SubscribeInput, caller: Caller, terms: Terms, now: number) => {
  const schedule = { minute: terms.minute, days: EVERY_DAY, zone: terms.zone }
  return {
    schedule,
    locale: localeOfServer(caller),
    count: input.count ?? DEFAULT_COUNT,
    roleId: input.roleId,
    silent: input.silent,
    slotAt: nextSlot(schedule, now),
    setBy: caller.userId,
  }
}

/** A digest speaks the server's language; Discord's default for servers is English, so a Japanese caller decides there. */
const localeOfServer = (caller: Caller): Locale =>
  caller.guildLocale?.startsWith('ja') ? 'ja' : caller.locale

async function isSame(
  tx: Parameters<typeof feedIdsOf>[0],
  known: Subscription,
  wanted: NewSubscription,
  feedIds: readonly number[],
): Promise<boolean> {
  return (
    known.channelId === wanted.channelId &&
    known.schedule.minute === wanted.schedule.minute &&
    known.schedule.zone === wanted.schedule.zone &&
    (await feedIdsOf(tx, known.id)).toString() === feedIds.toString()
  )
}
