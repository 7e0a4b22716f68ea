/**
 * All that is kept of a server: shown to its managers, and deleted when they want it.
 *
 *   question (what goes, stamped) ─→ yes ─→ one transaction: still the same? ─→ no row of the server is left
 *
 * A message that is being sent meanwhile still comes; its outcome finds no row, and is dropped.
 */
import { INTERACTION } from '../../config/limits.ts'
import { SERVER_DATA } from '../../config/server-limits.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import { type DeliveryRecord, serverCounts } from '../queries/server-record.ts'
import type { Tx } from '../storage/db.ts'
import { serverSettings } from '../subscription/server-table.ts'
import type { Deps } from './deps.ts'
import { forgetServer } from './leave.ts'
import type {
  AboutServer,
  ExportedServer,
  ForgetProblem,
  ServerQuestion,
} from './server-services.ts'
import {
  dated,
  deliveryLine,
  digestLine,
  noticeLinesOf,
  ordersOf,
  recordOf,
} from './space-record.ts'

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

/** Gives it as a file, as far as the caller sees the channels; null where nothing is kept. */
export async function exportServer(
  deps: Pick<Deps, 'db' | 'clock'>,
  caller: Caller,
): Promise<ExportedServer | null> {
  const { guildId } = caller
  const about = await aboutServer(deps, caller)
  if (guildId === null || about === null) return null
  const { newest: _newest, stamp: _stamp, ...counts } = about
  const { orders, hidden } = await ordersOf(deps.db, guildId, { sees: caller.tends })
  const since = deps.clock.now() - SERVER_DATA.recordDays * DAY_MS
  const { digests, deliveries, cut } = await recordOf(deps.db, { guildId, since })
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
    notices: (await noticeLinesOf(deps.db, guildId)).filter(({ feed }) => feeds.has(feed)),
  }
  const text = `${JSON.stringify(all, null, 1)}\n`
  return { name: 'chrysanthemum-server.json', text, hidden, cut }
}

/** Deletes all of it at once, if it is still what the question named. */
export async function forgetAsked(
  deps: Pick<Deps, 'db' | 'clock' | 'log'>,
  { stamp, askedAt }: ServerQuestion,
  { guildId, manages }: Caller,
): Promise<Result<null, ForgetProblem>> {
  if (guildId === null) return fail({ kind: 'not-in-server' })
  if (!manages) return fail({ kind: 'not-yours' })
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
