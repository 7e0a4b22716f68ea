/** An order for a digest: who may give it, what it means, and how it is placed. */
import { feedsById } from '../feed/feed-table.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import type { CardCount, Locale, Subscription } from '../model/subscription.ts'
import type { Tx } from '../storage/db.ts'
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
import type { OrderProblem, Subscribed, SubscribeInput } from './services.ts'
import { viewOf } from './subscription-view.ts'

const DEFAULT_MINUTE = 7 * 60 + 30
const DEFAULT_COUNT: CardCount = 5
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const

export type OrderInput = Omit<SubscribeInput, 'feed'>

export type Terms = { minute: number; zone: string; zoneGuessed: boolean }

/** Gives the time and zone that were meant, or what could not be read. */
function termsOf(input: OrderInput, caller: Caller): Result<Terms, OrderProblem> {
  const minute = input.time === null ? DEFAULT_MINUTE : parseTime(input.time)
  if (minute === null) return fail({ kind: 'bad-time', typed: input.time ?? '' })
  const zone = input.zone === null ? guessZone(caller.guildLocale) : zoneOf(input.zone)
  if (zone === null) return fail({ kind: 'bad-zone', typed: input.zone ?? '' })
  return ok({ minute, zone, zoneGuessed: input.zone === null })
}

function rightsProblem(input: OrderInput, caller: Caller): OrderProblem | null {
  const { channel, roleId } = input
  if (caller.guildId === null) return { kind: 'not-in-server' }
  if (channel.botLacks.length > 0) {
    return { kind: 'bot-lacks', channelId: channel.id, rights: channel.botLacks }
  }
  if (!channel.speaks) return { kind: 'caller-cannot-speak', channelId: channel.id }
  if (roleId !== null && !caller.rings(roleId)) return { kind: 'caller-cannot-ring', roleId }
  return null
}

/** Gives the time and zone of an order, or why it cannot be placed. */
export function checkOrder(input: OrderInput, caller: Caller): Result<Terms, OrderProblem> {
  const refused = rightsProblem(input, caller)
  return refused ? fail(refused) : termsOf(input, caller)
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
  const wanted: NewSubscription = {
    guildId: caller.guildId ?? '',
    channelId: input.channel.id,
    name: title ?? (await nameOf(tx, feedIds)),
    ...orderOf(input, caller, terms, now),
  }
  for (const known of await subscriptionsOf(tx, wanted.guildId)) {
    if (await isSame(tx, known, wanted, feedIds)) return { subscription: known, already: true }
  }
  const subscription = await addSubscription(tx, { subscription: wanted, feedIds, now })
  return { subscription, already: false }
}

const nameOf = async (tx: Tx, feedIds: readonly number[]): Promise<string> =>
  (await feedsById(tx, feedIds)).map((feed) => feed.title ?? feed.url).join(' · ')

/** Gives what the caller is told of a placed order, with the next digest as it would look now. */
export async function subscribedOf(
  deps: Deps,
  { subscription, already }: Placed,
  { zoneGuessed }: Terms,
): Promise<Subscribed> {
  const draft = await draftDigest(deps.db, subscription, {
    slot: subscription.slotAt,
    now: deps.clock.now(),
    late: false,
  })
  const preview = draft.message?.payload ?? null
  return { view: await viewOf(deps.db, subscription), already, zoneGuessed, preview }
}

const orderOf = (input: OrderInput, caller: Caller, terms: Terms, now: number) => {
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
