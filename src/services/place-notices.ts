/**
 * Tells servers of places that do not take their digests as they should: once for each trouble, until it is well again.
 *
 *   what nobody was told of ─→ where: the server's notices channel, else the direct messages of who subscribed ─→ one
 *   transaction: told + a delivery; at most one notice a day and place
 *                            └→ nobody can be written to: owed ─→ a manager's next command there
 */
import { addDelivery } from '../delivery/delivery-table.ts'
import { noticeKey } from '../delivery/notice-key.ts'
import { isOwed, lastNoticeAt, owe, settleOwed } from '../delivery/notice-table.ts'
import { placeNotice } from '../delivery/place-notice.ts'
import {
  markTroubleTold,
  type PlaceTrouble,
  untoldTroubles,
} from '../delivery/place-trouble-table.ts'
import { quiet } from '../delivery/quiet.ts'
import type { Caller } from '../model/caller.ts'
import type { MessagePayload } from '../model/message.ts'
import { isPersonal } from '../model/space.ts'
import type { Locale, Subscription } from '../model/subscription.ts'
import type { Tx } from '../storage/db.ts'
import { serverSettings } from '../subscription/server-table.ts'
import { findSubscription } from '../subscription/subscription-table.ts'
import { directFor, type NoticeDeps } from './notices.ts'

const DAY_MS = 24 * 3_600_000

type Trouble = PlaceTrouble & { subscription: Subscription }
type Audience = { guildId: string; channelId: string; locale: Locale; troubles: Trouble[] }

/** Of digests that have ended nobody needs to hear. */
async function openTroubles({ db }: Pick<NoticeDeps, 'db'>): Promise<Trouble[]> {
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
    if (channelId === null) {
      await deps.db.tx((tx) => owe(tx, { guildId, now: deps.clock.now() }))
      continue
    }
    const at = `${guildId} ${channelId}`
    const known = audiences.get(at)
    const fresh = { guildId, channelId, locale: locale ?? subscription.locale, troubles: [] }
    const audience = known ?? fresh
    audiences.set(at, { ...audience, troubles: [...audience.troubles, trouble] })
  }
  return [...audiences.values()]
}

/** Marks what nobody else has told meanwhile, and gives it as a message; null where there is nothing. */
async function tell(
  tx: Tx,
  { troubles, ...audience }: Audience,
  now: number,
): Promise<{ key: string; payload: MessagePayload } | null> {
  const key = noticeKey(audience, now)
  const news = []
  for (const { subscriptionId, cause, subscription } of troubles) {
    const ours = await markTroubleTold(tx, { subscriptionId, cause, key })
    if (ours) news.push({ channelId: subscription.channelId, cause })
  }
  if (news.length === 0) return null
  const { guildId, locale } = audience
  return { key, payload: placeNotice(news, { locale, key, own: isPersonal(guildId) }) }
}

async function store(tx: Tx, audience: Audience, now: number): Promise<boolean> {
  const last = await lastNoticeAt(tx, audience)
  if (last !== null && now - last < DAY_MS) return false
  const told = await tell(tx, audience, now)
  if (told === null) return false
  const { guildId, channelId } = audience
  const place = { guildId, channelId, digestId: null, position: 0, postings: [] }
  const payload = quiet(told.payload)
  await addDelivery(tx, { ...told, ...place, kind: 'notice', payload }, now)
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

/**
 * Gives what a server is still to be told of its places because nobody could be written to, for a manager who has just given
 * a command there; it counts as told then. Null where nothing is owed. Of channels that the caller does not see nothing is said.
 */
export async function owedPlaces(
  deps: Pick<NoticeDeps, 'db' | 'clock'>,
  { guildId, channelId, locale, manages, sees }: Caller,
): Promise<MessagePayload | null> {
  if (guildId === null || !manages || !(await isOwed(deps.db, guildId))) return null
  const troubles = (await openTroubles(deps)).filter(
    (one) => one.guildId === guildId && sees(one.subscription.channelId),
  )
  const told = await deps.db.tx(async (tx) => {
    const owed = await tell(tx, { guildId, channelId, locale, troubles }, deps.clock.now())
    if (owed !== null) await settleOwed(tx, guildId)
    return owed
  })
  return told?.payload ?? null
}
