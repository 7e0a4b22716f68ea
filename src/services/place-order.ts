/** Places an order for a digest: its subscription with its feeds, the same one in the same channel only once. */
import { nameOf } from '../feed/address.ts'
import { feedsById } from '../feed/feed-table.ts'
import type { Caller } from '../model/caller.ts'
import { spaceOf } from '../model/space.ts'
import type { CardCount, Subscription } from '../model/subscription.ts'
import type { Tx } from '../storage/db.ts'
import { containerFor } from '../subscription/container.ts'
import { firstLook, isSameSchedule } from '../subscription/instant.ts'
import {
  addSubscription,
  feedIdsOf,
  type NewSubscription,
  subscriptionsOf,
} from '../subscription/subscription-table.ts'
import type { Terms } from './order-terms.ts'
import type { OrderInput } from './orders.ts'

const DEFAULT_COUNT: CardCount = 5

export type Placed = {
  subscription: Subscription
  already: boolean
  /** Another digest of the channel that has these feeds too, at another time. */
  beside?: Subscription
}

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
    guildId: spaceOf(caller),
    channelId: input.channel.id,
    name: title ?? feeds.map(nameOf).join(' · '),
    ...orderOf(input, caller, terms, now),
  }
  let beside: Subscription | undefined
  for (const known of await subscriptionsOf(tx, wanted.guildId)) {
    if (known.channelId !== wanted.channelId) continue
    if (await isSame(tx, known, wanted, feedIds)) return { subscription: known, already: true }
    const has = new Set(await feedIdsOf(tx, known.id))
    if (feedIds.every((id) => has.has(id))) beside ??= known
  }
  const subscription = await addSubscription(tx, { subscription: wanted, feedIds, now })
  return { subscription, already: false, ...(beside && { beside }) }
}

const orderOf = (input: OrderInput, caller: Caller, terms: Terms, now: number) => {
  const { minute, instant, days, zone, holidays } = terms
  const schedule = { minute, instant, days, zone, holidays }
  return {
    schedule,
    locale: terms.locale,
    count: input.count ?? DEFAULT_COUNT,
    roleId: input.roleId,
    silent: input.silent,
    container: containerFor(caller.placeOf(input.channel.id), input.thread ?? false),
    publish: input.publish ?? true,
    filters: terms.filters,
    slotAt: firstLook(schedule, now),
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
    isSameSchedule(known.schedule, wanted.schedule) &&
    (await feedIdsOf(tx, known.id)).toString() === feedIds.toString()
  )
}
