/**
 * `npm run -s bench -- due [SUBSCRIPTIONS] [FEEDS]`: how many subscriptions that are due in one minute are composed a second,
 * how many of their deliveries are claimed, and how long the event loop stands still meanwhile. The store is a file with
 * synchronous=FULL.
 */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Breaker } from '../../src/delivery/breaker.ts'
import { MovedClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { ok } from '../../src/lib/result.ts'
import { nextTurn } from '../../src/lib/turn.ts'
import type { NewArticle } from '../../src/model/article.ts'
import { deliverDue } from '../../src/services/deliver.ts'
import type { DeliverDeps, Deps } from '../../src/services/deps.ts'
import { composeDue } from '../../src/services/digest.ts'
import { prepareKeptHolidays } from '../../src/services/holidays.ts'
import { newestSeq } from '../../src/storage/counter.ts'
import type { Db } from '../../src/storage/db.ts'
import { createCache } from '../../src/storage/keyv.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { migrations } from '../../src/storage/migrations.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import { createHolidays } from '../../src/worker/holidays.ts'
import { readFeed } from '../../src/worker/read-feed.ts'
import { addFeeds, createArticles, storeOf } from './archive.ts'
import { diskOf } from './disk.ts'
import type { Print } from './main.ts'
import { stallsOf } from './stalls.ts'

const SLOT = Date.parse('2026-01-19T07:30:00+09:00')
const DAY_MS = 86_400_000
/** Articles of each feed that all its readers have had. */
const OLD = 6
/** Of ten feeds, so many bring something; of ten subscriptions, so many read the others only. */
const ACTIVE_OF_TEN = 6
/** How many deliveries are sent, to nobody, while all of them are pending. */
const SENT = 1_000

const isActive = (feed: number) => feed % 10 < ACTIVE_OF_TEN
/** One to four new ones: a digest of three feeds has about five. */
const newOf = (feed: number) => (isActive(feed) ? 1 + (feed % 4) : 0)

/** Gives the number of the last article that all have had. */
async function fillArticles(db: Db, feeds: number): Promise<number> {
  const articleAt = createArticles()
  await addFeeds(db, feeds, SLOT + DAY_MS)
  const store = async (at: number, first: number, countOf: (feed: number) => number) => {
    const ids = Array.from({ length: feeds }, (_, index) => index + 1)
    const articles = ids.map((feed): [number, NewArticle[]] => [
      feed,
      Array.from({ length: countOf(feed) }, (_, n) =>
        articleAt(feed * 100 + first + n, at - n * 60_000),
      ),
    ])
    await storeOf(db, { articles: new Map(articles), now: at })
  }
  await store(SLOT - 2 * DAY_MS, 0, () => OLD)
  const seen = await newestSeq(db)
  await store(SLOT - 3_600_000, OLD, newOf)
  return seen
}

/** Morning in Tokyo is evening in New York: the same moment for all. Every tenth leaves out words, every fiftieth holidays. */
async function fillSubscriptions(
  db: Db,
  { subscriptions, feeds, seen }: { subscriptions: number; feeds: number; seen: number },
): Promise<void> {
  const numbers = 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)'
  await db.tx(async (tx) => {
    await tx.all(
      `${numbers} INSERT INTO subscription (id, guild_id, channel_id, name, minute, days, zone, locale, count, seen_seq, first_done,
         slot_at, due_at, set_by, set_at, state, filters, holidays)
       SELECT i, 900000000000000000 + i / 4, 800000000000000000 + i, 'Digest ' || i,
              CASE i % 3 WHEN 0 THEN 450 WHEN 1 THEN 1050 ELSE 1350 END, '[1,2,3,4,5,6,7]',
              CASE i % 3 WHEN 0 THEN 'Asia/Tokyo' WHEN 1 THEN 'America/New_York' ELSE 'Europe/London' END,
              CASE i % 3 WHEN 0 THEN 'ja' ELSE 'en' END, 5, $2, 1, $3, $3, '1', $3, 'active',
              CASE WHEN i % 10 = 0 THEN '{"wordsOut":["制裁","tariff"]}' END, CASE WHEN i % 150 = 0 THEN 'JP' END FROM n`,
      [subscriptions, seen, SLOT],
    )
    // One to five feeds; those whose number ends in 6 to 9 bring nothing, and four of ten subscriptions read only such.
    await tx.all(
      `${numbers} INSERT OR IGNORE INTO subscription_feed (subscription_id, feed_id, from_seq, position)
       SELECT i, 1 + ((i * 7919 + k.value * 104729) % ($2 / 10)) * 10
                   + CASE WHEN i % 10 < ${ACTIVE_OF_TEN} THEN (i + k.value) % 9 ELSE 5 + (i + k.value) % 4 END, 0, k.value
         FROM n JOIN json_each('[0,1,2,3,4]') AS k ON k.value <= i % 5`,
      [subscriptions, feeds],
    )
  })
}

function depsOf(db: Db, clock: MovedClock): Deps {
  return {
    db,
    clock,
    random: Math.random,
    fetch: async (url) => ok({ status: 304, headers: new Headers(), body: new Uint8Array(), url }),
    readFeed,
    prepareHolidays: createHolidays(),
    log: createLogger('silent'),
    owner: 'bench',
    instance: 'bench',
    openDirect: async () => null,
    searches: createCache({ db, clock, namespace: 'search' }),
    discoveries: createCache({ db, clock, namespace: 'discovery' }),
  }
}

/** As the loop does: a turn for everybody else after each batch. */
async function composeAll(deps: Deps): Promise<number> {
  let claimed = 0
  for (;;) {
    const batch = await composeDue(deps)
    if (batch === 0) return claimed
    claimed += batch
    await nextTurn()
  }
}

async function sendSome(deps: DeliverDeps): Promise<number> {
  let sent = 0
  while (sent < SENT) {
    const batch = await deliverDue(deps)
    if (batch === 0) return sent
    sent += batch
    await nextTurn()
  }
  return sent
}

const perSecond = (count: number, ms: number) => Math.round((count / ms) * 1_000)

async function measured<T>(work: () => Promise<T>) {
  const cpu = process.cpuUsage()
  const began = performance.now()
  const { result, stalls } = await stallsOf(work)
  const ms = performance.now() - began
  const { user, system } = process.cpuUsage(cpu)
  return { result, stalls, ms, cpuSeconds: Number(((user + system) / 1e6).toFixed(1)) }
}

const peakMb = () => Math.round(process.resourceUsage().maxRSS / 1_024)

/** Prints two lines: composing all, and sending some while all are pending. */
export async function due([subscriptions = '100000', feeds = '2000']: string[], print: Print) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-due-'))
  const clock = new MovedClock(SLOT)
  const db = await openSqlite(join(folder, 'digest.db'))
  try {
    await migrate(db, migrations, SLOT)
    const seen = await fillArticles(db, Number(feeds))
    await fillSubscriptions(db, {
      subscriptions: Number(subscriptions),
      feeds: Number(feeds),
      seen,
    })
    const deps = depsOf(db, clock)
    // As at the bot's start.
    await prepareKeptHolidays(deps)
    const filledMb = peakMb()
    const composed = await measured(() => composeAll(deps))
    const [stored] = await db.all(
      `SELECT COUNT(*) AS digests, (SELECT COUNT(*) FROM digest_article) AS articles FROM digest`,
    )
    const digests = Number(stored?.['digests'])
    print({
      bench: 'due',
      subscriptions: composed.result,
      digests,
      articlesADigest: Number((Number(stored?.['articles']) / digests).toFixed(1)),
      seconds: Number((composed.ms / 1_000).toFixed(1)),
      cpuSeconds: composed.cpuSeconds,
      subscriptionsPerSecond: perSecond(composed.result, composed.ms),
      digestsPerSecond: perSecond(digests, composed.ms),
      ...composed.stalls,
      disk: await diskOf(folder),
      filledMb,
      peakMb: peakMb(),
    })
    const sent = await measured(() =>
      sendSome({
        ...deps,
        send: async ({ nonce }) => {
          await nextTurn()
          return { kind: 'sent', messageId: nonce }
        },
        breaker: new Breaker(),
        readBack: async () => ({ kind: 'absent' }),
        openPost: async () => ({ kind: 'permanent', reason: 'wrong-channel', code: 0 }),
        findPost: async () => ({ kind: 'absent' }),
        placeOf: () => null,
        pace: async () => {},
      }),
    )
    print({
      bench: 'due',
      pending: digests,
      sent: sent.result,
      sentPerSecond: perSecond(sent.result, sent.ms),
      ...sent.stalls,
      peakMb: peakMb(),
    })
  } finally {
    await db.close()
    await rm(folder, { recursive: true, force: true })
  }
}
