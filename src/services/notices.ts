/**
 * Tells servers of feeds that give nothing, and that they are well again.
 *
 *   who reads feeds in trouble, or was told of one ─→ per server: what is new (pure) ─→ where: its notices channel, else the
 *   direct messages of who subscribed ─→ one transaction: told + a delivery; at most one a day and place
 *
 * Where nobody can be written to, nothing is marked as told: `/digest health` and `/digest list` say it all the same.
 */
import { addDelivery } from '../delivery/delivery-table.ts'
import { type NoticeContent, noticeMessage } from '../delivery/notice-message.ts'
import {
  directChannel,
  forgetTold,
  keepDirectChannel,
  lastNoticeAt,
  markTold,
  noticesChannel,
} from '../delivery/notice-table.ts'
import { nameOf } from '../feed/address.ts'
import { type News, newsOf, SILENT_LEAST, TOLD_WITH_OTHERS_AFTER } from '../feed/health.ts'
import type { Cause } from '../model/feed.ts'
import type { Locale } from '../model/subscription.ts'
import {
  healthOfFeeds,
  type KnownFeed,
  looksOffline,
  readersOfTroubled,
} from '../queries/feed-health.ts'
import type { Tx } from '../storage/db.ts'
import type { Deps } from './deps.ts'

/** Gives the channel of somebody's direct messages; null where they take none or Discord cannot be asked. */
export type OpenDirect = (userId: string) => Promise<string | null>

export type NoticeDeps = Pick<Deps, 'db' | 'clock' | 'log'> & { openDirect: OpenDirect }

const DAY = 24 * 3_600_000

type Readers = Awaited<ReturnType<typeof readersOfTroubled>>
/** Those of a server who are told together, in one place. */
type Audience = { guildId: string; channelId: string; readers: Readers }

const groupBy = <T>(all: readonly T[], keyOf: (one: T) => string): T[][] => [
  ...Map.groupBy(all, keyOf).values(),
]

/** Of several who subscribed to a feed, the first is told. */
const firstOfEach = (readers: Readers): Readers =>
  [...new Map(readers.toReversed().map((one) => [one.feedId, one])).values()].toReversed()

async function directTo(deps: NoticeDeps, userId: string): Promise<string | null> {
  const known = await directChannel(deps.db, userId)
  if (known !== null) return known
  const channelId = await deps.openDirect(userId)
  if (channelId !== null) {
    await deps.db.tx((tx) => keepDirectChannel(tx, { userId, channelId }))
  }
  return channelId
}

async function audiencesOf(deps: NoticeDeps, readers: Readers): Promise<Audience[]> {
  const [first] = readers
  if (!first) return []
  const { guildId } = first
  const channelId = await noticesChannel(deps.db, guildId)
  if (channelId !== null) return [{ guildId, channelId, readers: firstOfEach(readers) }]
  const audiences: Audience[] = []
  for (const own of groupBy(firstOfEach(readers), (one) => one.setBy)) {
    const direct = await directTo(deps, own[0]?.setBy ?? '')
    if (direct !== null) audiences.push({ guildId, channelId: direct, readers: own })
  }
  return audiences
}

/** Names a notice in keys and custom ids: server, place and minute. */
const keyOf = ({ guildId, channelId }: Audience, now: number): string =>
  `n${BigInt(guildId).toString(36)}-${BigInt(channelId).toString(36)}-${Math.floor(now / 60_000).toString(36)}`

/** Marks what is told of in this transaction; gives what nobody else has told meanwhile, in names. */
async function mark(
  tx: Tx,
  { guildId, news, names, now }: { guildId: string; news: News; names: Names; now: number },
): Promise<NoticeContent> {
  const trouble: { cause: Cause; feeds: string[] }[] = []
  for (const [cause, ids] of news.trouble) {
    const feeds = await namesWhere(ids, names, (feedId) =>
      markTold(tx, { guildId, feedId, cause, now }),
    )
    if (feeds.length > 0) trouble.push({ cause, feeds })
  }
  const well = await namesWhere(news.well, names, (feedId) => forgetTold(tx, { guildId, feedId }))
  return { trouble, well }
}

type Names = ReadonlyMap<number, string>

async function namesWhere(
  ids: readonly number[],
  names: Names,
  isOurs: (id: number) => Promise<boolean>,
): Promise<string[]> {
  const ours: string[] = []
  for (const id of ids) if (await isOurs(id)) ours.push(names.get(id) ?? '')
  return ours
}

function newsFor({ readers }: Audience, known: readonly KnownFeed[], now: number): News {
  const told = new Set(readers.filter((one) => one.told).map((one) => one.feedId))
  return newsOf(
    known.map(({ feed, health }) => ({ id: feed.id, health, told: told.has(feed.id) })),
    now,
  )
}

async function store(
  tx: Tx,
  { audience, known, now }: { audience: Audience; known: readonly KnownFeed[]; now: number },
): Promise<boolean> {
  const { guildId, channelId, readers } = audience
  const last = await lastNoticeAt(tx, audience)
  if (last !== null && now - last < DAY) return false
  const names = new Map(known.map(({ feed }) => [feed.id, nameOf(feed)]))
  const news = newsFor(audience, known, now)
  const content = await mark(tx, { guildId, news, names, now })
  if (content.trouble.length + content.well.length === 0) return false
  const key = keyOf(audience, now)
  const locale: Locale = readers[0]?.locale === 'ja' ? 'ja' : 'en'
  const payload = noticeMessage(content, { locale, key })
  const message = { key, guildId, channelId, payload, digestId: null, position: 0, postings: [] }
  await addDelivery(tx, { ...message, kind: 'notice' }, now)
  return true
}

/** Puts into the ledger what there is to tell; gives how many messages. */
export async function tellNotices(deps: NoticeDeps): Promise<number> {
  if (await looksOffline(deps.db)) {
    deps.log.warn('no feed can be reached: the network of this machine seems to be down')
    return 0
  }
  const now = deps.clock.now()
  const readers = await readersOfTroubled(deps.db, {
    failingBefore: now - TOLD_WITH_OTHERS_AFTER,
    newestBefore: now - SILENT_LEAST,
  })
  let told = 0
  for (const ofServer of groupBy(readers, (one) => one.guildId)) {
    for (const audience of await audiencesOf(deps, ofServer)) {
      const ids = audience.readers.map((one) => one.feedId)
      const known = await healthOfFeeds(deps.db, ids, now)
      if (await deps.db.tx((tx) => store(tx, { audience, known, now }))) told += 1
    }
  }
  if (told > 0) deps.log.info({ told }, 'servers are told of their feeds')
  return told
}
