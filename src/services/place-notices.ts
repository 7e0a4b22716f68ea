/**
 * Tells servers of places that do not take their digests as they should: once for each trouble, until it is well again.
 *
 *   what nobody was told of ─→ where: the server's notices channel, else the direct messages of who subscribed ─→ one
 *   transaction: told + a delivery; at most one notice a day and place
 *
 * Where nobody can be written to it stays untold; the panel shows it all the same.
 */
import { addDelivery } from '../delivery/delivery-table.ts'
import { noticeKey } from '../delivery/notice-key.ts'
import { lastNoticeAt } from '../delivery/notice-table.ts'
import { placeNotice } from '../delivery/place-notice.ts'
import {
  markTroubleTold,
  type PlaceTrouble,
  untoldTroubles,
} from '../delivery/place-trouble-table.ts'
import { quiet } from '../delivery/quiet.ts'
import type { Locale, Subscription } from '../model/subscription.ts'
import type { Tx } from '../storage/db.ts'
import { serverSettings } from '../subscription/server-table.ts'
import { findSubscription } from '../subscription/subscription-table.ts'
import { directFor, type NoticeDeps } from './notices.ts'

const DAY_MS = 24 * 3_600_000

type Trouble = PlaceTrouble & { subscription: Subscription }
type Audience = { guildId: string; channelId: string; locale: Locale; troubles: Trouble[] }

/** Of digests that have ended nobody needs to hear. */
async function openTroubles({ db }: NoticeDeps): Promise<Trouble[]> {
  const open: Trouble[] = []
  for (const trouble of await untoldTroubles(db)) {
    const { subscriptionId: id, guildId } = trouble
    const subscription = await findSubscription(db, { id, guildId })
    if (subscription && subscription.state !== 'ended') open.push({ ...trouble, subscription })
  }
  return open
}

async function audiencesOf(deps: NoticeDeps, troubles: readonly Trouble[]): Promise<Audience[]> {
  const audiences = new Map<string, Audience>()
  for (const trouble of troubles) {
    const { guildId, subscription } = trouble
    const { notices, locale } = await serverSettings(deps.db, guildId)
    const channelId = notices ?? (await directFor(deps, subscription))
    if (channelId === null) continue
    const at = `${guildId} ${channelId}`
    const known = audiences.get(at)
    const fresh = { guildId, channelId, locale: locale ?? subscription.locale, troubles: [] }
    const audience = known ?? fresh
    audiences.set(at, { ...audience, troubles: [...audience.troubles, trouble] })
  }
  return [...audiences.values()]
}

async function store(tx: Tx, { troubles, ...audience }: Audience, now: number): Promise<boolean> {
  const last = await lastNoticeAt(tx, audience)
  if (last !== null && now - last < DAY_MS) return false
  const key = noticeKey(audience, now)
  const news = []
  for (const { subscriptionId, cause, subscription } of troubles) {
    const ours = await markTroubleTold(tx, { subscriptionId, cause, key })
    if (ours) news.push({ channelId: subscription.channelId, cause })
  }
  if (news.length === 0) return false
  const { guildId, channelId, locale } = audience
  const payload = quiet(placeNotice(news, { locale, key }))
  const place = { key, guildId, channelId, digestId: null, position: 0, postings: [] }
  await addDelivery(tx, { ...place, kind: 'notice', payload }, now)
  return true
}

/** Puts into the ledger what there is to tell; gives how many messages. */
export async function tellPlaces(deps: NoticeDeps): Promise<number> {
  const now = deps.clock.now()
  let told = 0
  for (const audience of await audiencesOf(deps, await openTroubles(deps))) {
    if (await deps.db.tx((tx) => store(tx, audience, now))) told += 1
  }
  if (told > 0) deps.log.info({ told }, 'servers are told of places of their digests')
  return told
}
