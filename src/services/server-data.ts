/**
 * All that is kept of a server: shown to its managers, and deleted when they want it.
 *
 *   question (what goes, stamped) ─→ yes ─→ one transaction: still the same? ─→ no row of the server is left
 *
 * A message that is being sent meanwhile still comes; its outcome finds no row, and is dropped.
 */
import { INTERACTION } from '../../config/limits.ts'
import { SERVER_DATA } from '../../config/server-limits.ts'
import { nameOf } from '../feed/address.ts'
import { feedsById } from '../feed/feed-table.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import type { Schedule, Subscription } from '../model/subscription.ts'
import {
  type DeliveryRecord,
  type DigestRecord,
  deliveriesSince,
  digestsSince,
  everySubscription,
  noticesOf,
  serverCounts,
} from '../queries/server-record.ts'
import type { Tx } from '../storage/db.ts'
import { isInstant } from '../subscription/instant.ts'
import { serverSettings } from '../subscription/server-table.ts'
import { NOBODY } from '../subscription/setter-table.ts'
import { clockText } from '../subscription/slots.ts'
import { feedIdsOf } from '../subscription/subscription-table.ts'
import type { Deps } from './deps.ts'
import { forgetServer } from './leave.ts'
import type {
  AboutServer,
  ExportedServer,
  ForgetProblem,
  ServerQuestion,
} from './server-services.ts'

const DAY_MS = 24 * 3_600_000

async function aboutIn(tx: Tx, guildId: string): Promise<AboutServer | null> {
  const counts = await serverCounts(tx, guildId)
  const { digests, ended, newest } = counts
  if (Object.values(counts).every((count) => count === 0)) return null
  return { ...counts, stamp: [digests, ended, newest].map((one) => one.toString(36)).join('-') }
}

/** Says how much is kept of the caller's server; null where nothing is. */
export const aboutServer = async (
  { db }: Pick<Deps, 'db'>,
  { guildId }: Caller,
): Promise<AboutServer | null> => (guildId === null ? null : aboutIn(db, guildId))

const dated = (ms: number) => new Date(ms).toISOString()

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

async function subscriptionsFor(tx: Tx, guildId: string, { tends }: Caller) {
  const all = await everySubscription(tx, guildId)
  const seen = all.filter(({ subscription }) => tends(subscription.channelId))
  const orders = await Promise.all(
    seen.map(async ({ subscription, formerChannels }) => ({
      ...orderOf(subscription),
      formerChannels: formerChannels.filter(tends),
      feeds: (await feedsById(tx, await feedIdsOf(tx, subscription.id))).map((feed) => ({
        id: feed.id,
        title: nameOf(feed),
        url: feed.url,
      })),
    })),
  )
  return { orders, hidden: all.length - seen.length }
}

const digestLine = ({ id, subscriptionId, slot, shown, listed, leftOut }: DigestRecord) => ({
  id,
  subscription: subscriptionId,
  at: dated(slot),
  shown,
  listed,
  leftOut,
})

const deliveryLine = (one: DeliveryRecord) => ({
  kind: one.kind,
  digest: one.digestId,
  channel: one.channelId ?? 'direct',
  state: one.state,
  createdAt: dated(one.createdAt),
  tries: one.tries,
  message: one.messageId,
  error: one.error,
})

async function recordFor(deps: Pick<Deps, 'db' | 'clock'>, guildId: string) {
  const since = deps.clock.now() - SERVER_DATA.recordDays * DAY_MS
  const wanted = { guildId, since, limit: SERVER_DATA.mostRows + 1 }
  const digests = await digestsSince(deps.db, wanted)
  const deliveries = await deliveriesSince(deps.db, wanted)
  return {
    since,
    digests: digests.slice(0, SERVER_DATA.mostRows),
    deliveries: deliveries.slice(0, SERVER_DATA.mostRows),
    cut: Math.max(digests.length, deliveries.length) > SERVER_DATA.mostRows,
  }
}

/** Gives it as a file, as far as the caller sees the channels; null where nothing is kept. */
export async function exportServer(
  deps: Pick<Deps, 'db' | 'clock'>,
  caller: Caller,
): Promise<ExportedServer | null> {
  const { guildId } = caller
  const about = await aboutServer(deps, caller)
  if (guildId === null || about === null) return null
  const { newest: _newest, stamp: _stamp, ...counts } = about
  const { orders, hidden } = await subscriptionsFor(deps.db, guildId, caller)
  const { since, digests, deliveries, cut } = await recordFor(deps, guildId)
  const ids = new Set(orders.map(({ id }) => id))
  const feeds = new Set(orders.flatMap((order) => order.feeds.map(({ id }) => id)))
  const isSeen = ({ channelId }: DeliveryRecord) => channelId === null || caller.tends(channelId)
  const all = {
    server: guildId,
    exportedAt: dated(deps.clock.now()),
    counts: { ...counts, inChannelsThatYouDoNotSee: hidden },
    settings: await serverSettings(deps.db, guildId),
    subscriptions: orders,
    recordSince: dated(since),
    digests: digests.filter((one) => ids.has(one.subscriptionId)).map(digestLine),
    deliveries: deliveries.filter(isSeen).map(deliveryLine),
    notices: (await noticesOf(deps.db, guildId))
      .filter(({ feedId }) => feeds.has(feedId))
      .map(({ feedId, cause, toldAt }) => ({ feed: feedId, cause, toldAt: dated(toldAt) })),
  }
  const text = `${JSON.stringify(all, null, 1)}\n`
  return { name: 'chrysanthemum-server.json', text, hidden, cut }
}

/** Deletes all of it at once, if it is still what the question named. */
export async function forgetAsked(
  deps: Pick<Deps, 'db' | 'clock' | 'log'>,
  { stamp, askedAt }: ServerQuestion,
  { guildId }: Caller,
): Promise<Result<null, ForgetProblem>> {
  if (guildId === null) return fail({ kind: 'not-in-server' })
  const age = deps.clock.now() - askedAt
  const isFresh = age >= 0 && age <= INTERACTION.token
  const done = await deps.db.tx(async (tx): Promise<Result<null, ForgetProblem>> => {
    const about = await aboutIn(tx, guildId)
    if (about === null) return fail({ kind: 'nothing' })
    if (!isFresh || about.stamp !== stamp) return fail({ kind: 'ask-again', about })
    await forgetServer(tx, guildId)
    return ok(null)
  })
  if (done.ok) deps.log.info({ guild: guildId }, 'a manager had all of this server deleted')
  return done
}
