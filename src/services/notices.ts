/**
 * Tells servers of feeds that give nothing, and that they are well again.
 *
 *   who reads feeds in trouble, or was told of one ─→ per server: what is new (pure) ─→ where: its notices channel, else the
 *   direct messages of who subscribed ─→ one transaction: told + a delivery; at most one a day and place
 *                                     └→ nobody can be written to: owed ─→ a manager's next command there
 *
 * Where nobody can be written to, nothing is marked as told until somebody was: `/digest health` says it all the same.
 */
import { addDelivery } from '../delivery/delivery-table.ts'
import { noticeKey } from '../delivery/notice-key.ts'
import { type NoticeContent, noticeMessage } from '../delivery/notice-message.ts'
import {
  forgetTold,
  isOwed,
  lastNoticeAt,
  markTold,
  owe,
  settleOwed,
} from '../delivery/notice-table.ts'
import { quiet } from '../delivery/quiet.ts'
import { nameOf } from '../feed/address.ts'
import { type News, newsOf, SILENT_LEAST, TOLD_WITH_OTHERS_AFTER } from '../feed/health.ts'
import type { Caller } from '../model/caller.ts'
import type { Cause } from '../model/feed.ts'
import type { MessagePayload } from '../model/message.ts'
import { isPersonal, ownerOf } from '../model/space.ts'
import type { Locale } from '../model/subscription.ts'
import {
  healthOfFeeds,
  type KnownFeed,
  looksOffline,
  readersOfTroubled,
} from '../queries/feed-health.ts'
import { visibleFeeds } from '../queries/visible-feeds.ts'
import type { Tx } from '../storage/db.ts'
import { serverSettings } from '../subscription/server-table.ts'
import { NOBODY } from '../subscription/setter-table.ts'
import { channelsOf, subscriptionsOf } from '../subscription/subscription-table.ts'
import type { Deps } from './deps.ts'
import { directTo } from './direct.ts'

export type NoticeDeps = Pick<Deps, 'db' | 'clock' | 'log' | 'openDirect'>

const DAY = 24 * 3_600_000

type Readers = Awaited<ReturnType<typeof readersOfTroubled>>
/** Those of a server who are told together, in one place. */
type Audience = { guildId: string; channelId: string; readers: Readers; locale: Locale }

const groupBy = <T>(all: readonly T[], keyOf: (one: T) => string): T[][] => [
  ...Map.groupBy(all, keyOf).values(),
]

/** Of several who subscribed to a feed, the first is told. */
const firstOfEach = (readers: Readers): Readers =>
  [...new Map(readers.toReversed().map((one) => [one.feedId, one])).values()].toReversed()

/** Gives the direct messages for news of a place: what is somebody's own is told to them alone; of a server, who set it up. Who wants to be forgotten is not written to. */
export async function directFor(
  deps: NoticeDeps,
  { guildId, setBy }: { guildId: string; setBy: string },
): Promise<string | null> {
  const userId = ownerOf(guildId) ?? setBy
  return userId === NOBODY ? null : directTo(deps, userId)
}

const localeIn = (stored: string): Locale => (stored === 'ja' ? 'ja' : 'en')

async function audiencesOf(deps: NoticeDeps, readers: Readers): Promise<Audience[]> {
  const [first] = readers
  if (!first) return []
  const { guildId } = first
  const { notices: channelId, locale: set } = await serverSettings(deps.db, guildId)
  const about = { guildId, locale: set ?? localeIn(first.locale) }
  if (channelId !== null) return [{ ...about, channelId, readers: firstOfEach(readers) }]
  const audiences: Audience[] = []
  for (const own of groupBy(firstOfEach(readers), (one) => one.setBy)) {
    const direct = await directFor(deps, { guildId, setBy: own[0]?.setBy ?? NOBODY })
    if (direct !== null) audiences.push({ ...about, channelId: direct, readers: own })
    else await deps.db.tx((tx) => oweTo(tx, guildId, deps.clock.now()))
  }
  return audiences
}

/** Who reads was asked before: a server that had all of it deleted meanwhile is not noted again. */
const isStillServed = async (tx: Tx, guildId: string) =>
  (await subscriptionsOf(tx, guildId)).length > 0

async function oweTo(tx: Tx, guildId: string, now: number): Promise<void> {
  if (await isStillServed(tx, guildId)) await owe(tx, { guildId, now })
}

type Marking = { guildId: string; news: News; names: Names; key: string; now: number }

/** Marks what is told of in this transaction; gives what nobody else has told meanwhile, in names. */
async function mark(tx: Tx, { guildId, news, names, key, now }: Marking): Promise<NoticeContent> {
  const trouble: { cause: Cause; feeds: string[] }[] = []
  for (const [cause, ids] of news.trouble) {
    const feeds = await namesWhere(ids, names, (feedId) =>
      markTold(tx, { guildId, feedId, cause, key, now }),
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

function newsFor(readers: Readers, known: readonly KnownFeed[], now: number): News {
  const told = new Set(readers.filter((one) => one.told).map((one) => one.feedId))
  return newsOf(
    known.map(({ feed, health }) => ({ id: feed.id, health, told: told.has(feed.id) })),
    now,
  )
}

type Telling = { audience: Audience; known: readonly KnownFeed[]; now: number }

/** Marks what there is to tell of these feeds, and gives it as a message; null where there is nothing new. */
async function tell(
  tx: Tx,
  { audience, known, now }: Telling,
): Promise<{ key: string; payload: MessagePayload } | null> {
  const { guildId, readers, locale } = audience
  if (!(await isStillServed(tx, guildId))) return null
  const names = new Map(known.map(({ feed }) => [feed.id, nameOf(feed)]))
  const news = newsFor(readers, known, now)
  const key = noticeKey(audience, now)
  const content = await mark(tx, { guildId, news, names, key, now })
  if (content.trouble.length + content.well.length === 0) return null
  return { key, payload: noticeMessage(content, { locale, key, own: isPersonal(guildId) }) }
}

async function store(tx: Tx, telling: Telling): Promise<boolean> {
  const { audience, now } = telling
  const { guildId, channelId } = audience
  const last = await lastNoticeAt(tx, audience)
  if (last !== null && now - last < DAY) return false
  const told = await tell(tx, telling)
  if (told === null) return false
  // Whatever hour it is where it is read: nobody is woken by the news that a feed is down.
  const payload = quiet(told.payload)
  const { key } = told
  const message = { key, payload, guildId, channelId, digestId: null, position: 0, postings: [] }
  await addDelivery(tx, { ...message, kind: 'notice' }, now)
  return true
}

const troubledBefore = (now: number) => ({
  failingBefore: now - TOLD_WITH_OTHERS_AFTER,
  newestBefore: now - SILENT_LEAST,
})

/** Puts into the ledger what there is to tell; gives how many messages. */
export async function tellNotices(deps: NoticeDeps): Promise<number> {
  if (await looksOffline(deps.db)) {
    deps.log.warn('no feed can be reached: the network of this machine seems to be down')
    return 0
  }
  const now = deps.clock.now()
  const readers = await readersOfTroubled(deps.db, troubledBefore(now))
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

/**
 * Gives what a server is still to be told because nobody could be written to, for a manager who has just given a command
 * there; it counts as told then. Null where nothing is owed. Of feeds in channels that the caller does not see nothing is said.
 */
export async function owedNotice(
  deps: Pick<Deps, 'db' | 'clock'>,
  caller: Caller,
): Promise<MessagePayload | null> {
  const { guildId, channelId, locale } = caller
  if (guildId === null || !caller.manages || !(await isOwed(deps.db, guildId))) return null
  const now = deps.clock.now()
  const channelIds = (await channelsOf(deps.db, guildId)).filter(caller.sees)
  const seen = new Set(await visibleFeeds(deps.db, { guildId, channelIds }))
  const all = await readersOfTroubled(deps.db, troubledBefore(now))
  const readers = firstOfEach(all.filter((one) => one.guildId === guildId && seen.has(one.feedId)))
  const ids = readers.map((one) => one.feedId)
  const known = await healthOfFeeds(deps.db, ids, now)
  const audience = { guildId, channelId, readers, locale }
  const told = await deps.db.tx(async (tx) => {
    const owed = await tell(tx, { audience, known, now })
    if (owed !== null) await settleOwed(tx, guildId)
    return owed
  })
  return told?.payload ?? null
}
