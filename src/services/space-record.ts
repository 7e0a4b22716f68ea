/** What is kept of a server, or of somebody's own space, in the words of a file. */
import { SERVER_DATA } from '../../config/server-limits.ts'
import { nameOf } from '../feed/address.ts'
import { feedsById } from '../feed/feed-table.ts'
import type { Schedule, Subscription } from '../model/subscription.ts'
import {
  type DeliveryRecord,
  type DigestRecord,
  deliveriesSince,
  digestsSince,
  everySubscription,
  noticesOf,
} from '../queries/server-record.ts'
import type { Tx } from '../storage/db.ts'
import { isInstant } from '../subscription/instant.ts'
import { NOBODY } from '../subscription/setter-table.ts'
import { clockText } from '../subscription/slots.ts'
import { feedIdsOf } from '../subscription/subscription-table.ts'

/** Gives a moment (epoch ms) as files have it. */
export const dated = (ms: number): string => new Date(ms).toISOString()

const asTheyComeOf = ({ quiet }: NonNullable<Schedule['instant']>) => ({
  quiet: quiet && { from: clockText(quiet.from), to: clockText(quiet.to) },
})

const orderOf = (s: Subscription) => ({
  id: s.id,
  name: s.name,
  channel: s.channelId,
  state: s.state,
  pausedFor: s.pausedFor,
  schedule: {
    time: isInstant(s.schedule) ? null : clockText(s.schedule.minute),
    asTheyCome: isInstant(s.schedule) ? asTheyComeOf(s.schedule.instant) : null,
    days: s.schedule.days,
    withoutHolidaysOf: s.schedule.holidays ?? null,
    zone: s.schedule.zone,
    next: isInstant(s.schedule) ? null : dated(s.slotAt),
  },
  language: s.locale,
  articles: s.count,
  role: s.roleId,
  silent: s.silent,
  filters: s.filters,
  setBy: s.setBy === NOBODY ? null : s.setBy,
  setAt: dated(s.setAt),
  changed: s.changed && { ...s.changed, at: dated(s.changed.at) },
})

/** Gives the digests of a server or of a personal space, of any state, as far as `sees` lets their channels through. */
export async function ordersOf(
  tx: Tx,
  guildId: string,
  { sees }: { sees: (channelId: string) => boolean },
) {
  const all = await everySubscription(tx, guildId)
  const seen = all.filter(({ subscription }) => sees(subscription.channelId))
  const orders = await Promise.all(
    seen.map(async ({ subscription, formerChannels }) => ({
      ...orderOf(subscription),
      formerChannels: formerChannels.filter(sees),
      feeds: (await feedsById(tx, await feedIdsOf(tx, subscription.id))).map((feed) => ({
        id: feed.id,
        title: nameOf(feed),
        url: feed.url,
      })),
    })),
  )
  return { orders, hidden: all.length - seen.length }
}

export const digestLine = ({ id, subscriptionId, slot, shown, listed, leftOut }: DigestRecord) => ({
  id,
  subscription: subscriptionId,
  at: dated(slot),
  shown,
  listed,
  leftOut,
})

export const deliveryLine = (one: DeliveryRecord) => ({
  kind: one.kind,
  digest: one.digestId,
  channel: one.channelId ?? 'direct',
  state: one.state,
  createdAt: dated(one.createdAt),
  tries: one.tries,
  message: one.messageId,
  error: one.error,
})

/** Gives what came there since a moment (epoch ms): the newest digests and messages, as many as go into a file. */
export async function recordOf(tx: Tx, { guildId, since }: { guildId: string; since: number }) {
  const wanted = { guildId, since, limit: SERVER_DATA.mostRows + 1 }
  const digests = await digestsSince(tx, wanted)
  const deliveries = await deliveriesSince(tx, wanted)
  return {
    digests: digests.slice(0, SERVER_DATA.mostRows),
    deliveries: deliveries.slice(0, SERVER_DATA.mostRows),
    cut: Math.max(digests.length, deliveries.length) > SERVER_DATA.mostRows,
  }
}

/** Gives what was told there of feeds in trouble. */
export const noticeLinesOf = async (tx: Tx, guildId: string) =>
  (await noticesOf(tx, guildId)).map(({ feedId, cause, toldAt }) => ({
    feed: feedId,
    cause,
    toldAt: dated(toldAt),
  }))
