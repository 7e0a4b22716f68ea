/** What people know of their own orders: from what the bot's panel shows them, whoever changed it and whenever it died meanwhile. */
import type { Subscription } from '../../src/model/subscription.ts'
import type { SubscriptionView } from '../../src/services/orders.ts'
import type { Bot } from './bot.ts'
import { type House, type Order, type Stage, type Terms, termsOf } from './stage.ts'

const shown = ({ channelId, schedule, filters }: Subscription, from: number): Terms => ({
  ...{ from, channelId, minute: schedule.minute, days: schedule.days, zone: schedule.zone },
  instant: schedule.instant ?? null,
  without: filters.without,
})

const isSame = (one: Terms, other: Terms) =>
  JSON.stringify({ ...one, from: 0 }) === JSON.stringify({ ...other, from: 0 })

/** Takes down what a panel shows of an order. */
export function takeDown(
  stage: Stage,
  house: House,
  { subscription, feeds }: SubscriptionView,
): Order {
  const { clock, orders, press } = stage
  const now = clock.now()
  const known = orders.get(subscription.id)
  const terms = shown(subscription, now)
  if (known === undefined) {
    const order: Order = {
      ...{ id: subscription.id, house, since: now, state: subscription.state, endedAt: null },
      sites: feeds.flatMap(({ url }) => press.byUrl.get(url) ?? []),
      ...{ terms: [terms], byHand: new Set(), excuses: [] },
    }
    orders.set(order.id, order)
    return order
  }
  if (!isSame(termsOf(known), terms)) known.terms.push(terms)
  known.state = subscription.state
  known.endedAt = null
  return known
}

export const ownerOf = ({ known }: Stage, house: House, channelId = house.channels[0] ?? '') =>
  known.caller(house.ownerId, { guildId: house.id, channelId })

/** Reads a server's panel; what is not on it any more has ended. */
export async function readPanel(stage: Stage, bot: Bot, house: House): Promise<void> {
  const views = await bot.services.subscriptions(ownerOf(stage, house))
  const there = new Set(views.map((view) => takeDown(stage, house, view)))
  for (const order of stage.orders.values()) {
    if (order.house !== house || there.has(order) || order.state === 'ended') continue
    order.state = 'ended'
    order.endedAt ??= stage.clock.now()
  }
}
