/**
 * `npm run -s bench -- poll [FEEDS] [HOSTS]`: all feeds are due at once on a moved clock; the servers are on loopback in
 * a process of their own, so that the figures are the bot's alone. The store is a file with synchronous=FULL.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { hostOf } from '../../src/feed/address.ts'
import { createFetch, type Fetch } from '../../src/fetch/fetch.ts'
import { MovedClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import type { Deps } from '../../src/services/deps.ts'
import { createPoller } from '../../src/services/poll.ts'
import type { Db } from '../../src/storage/db.ts'
import { createCache } from '../../src/storage/keyv.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { migrations } from '../../src/storage/migrations.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import { createThreads } from '../../src/worker/threads.ts'
import type { Print } from './main.ts'
import type { Told } from './poll-server.ts'

const START = Date.parse('2026-01-18T06:00:00+09:00')
const INTERVAL_S = 900
/** Feeds of the host that has most of them: more than one a second must be asked. */
const LARGEST = 1_200
const LARGE = 'large.example'
const PER_SUBSCRIPTION = 5
/** Real ms that a second of the moved clock takes at least: no lease is over while its request is under way. */
const SECOND_MS = 20
/** The longest request, ms. */
const TOTAL_MS = 2_000

/** Feeds as they are after their first poll, each read by one subscription. By SQL alone, so that it leaves no garbage. */
async function fill(
  db: Db,
  { feeds, hosts, port }: { feeds: number; hosts: number; port: number },
) {
  const numbers =
    'WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $1)'
  const host = `CASE WHEN i < ${LARGEST} THEN '${LARGE}' ELSE 'h' || (i % ${hosts - 1}) || '.example' END`
  await db.tx(async (tx) => {
    await tx.all(
      `${numbers} INSERT INTO feed (id, url, host, title, etag, body_hash, polled_at, succeeded_at, due_at)
       SELECT i + 1, 'http://' || ${host} || ':' || $2 || '/' || i, ${host}, 'Feed ' || i, '"1"', 'x', $3, $3, $4 FROM n`,
      [feeds, port, START - 1_800_000, START],
    )
    await tx.all(
      `${numbers} INSERT INTO subscription (id, guild_id, channel_id, name, minute, days, zone, locale, count, seen_seq, slot_at, due_at, set_by, set_at, state)
       SELECT i + 1, '1', i, 'x', 0, '[1]', 'Asia/Tokyo', 'ja', 5, 0, $2, $2, '1', $3, 'active' FROM n`,
      [Math.ceil(feeds / PER_SUBSCRIPTION), START + 86_400_000, START],
    )
    await tx.all(
      `${numbers} INSERT INTO subscription_feed (subscription_id, feed_id, from_seq, position)
       SELECT i / ${PER_SUBSCRIPTION} + 1, i + 1, 0, 0 FROM n`,
      [feeds],
    )
  })
}

/** Counts, at the moment of each request, those that came sooner after the last one of their host than is polite. */
function watched(fetch: Fetch, clock: MovedClock) {
  const last = new Map<string, number[]>()
  const count = { broke: 0 }
  const allowed = (host: string) => (host === LARGE ? Math.ceil(LARGEST / INTERVAL_S) : 1)
  const watching: Fetch = (url, options) => {
    const host = hostOf(url)
    const now = clock.now()
    const lately = (last.get(host) ?? []).filter((at) => now - at < 1_000)
    if (lately.length >= allowed(host)) count.broke += 1
    last.set(host, [...lately, now])
    return fetch(url, options)
  }
  return { fetch: watching, count }
}

async function startServer(): Promise<{ server: ChildProcess; port: number }> {
  const server = fork(join(import.meta.dirname, 'poll-server.ts'), { execArgv: [] })
  const [port] = await once(server, 'message')
  return { server, port: Number(port) }
}

/** Lets the moved clock run until every feed was asked; gives how many seconds of it that took. */
async function pollAll(deps: Deps & { clock: MovedClock }, asked: () => number, feeds: number) {
  const poller = createPoller(deps)
  while (asked() < feeds && deps.clock.now() < START + 2 * INTERVAL_S * 1_000) {
    if ((await poller.run()) > 0) continue
    await wait(SECOND_MS)
    deps.clock.advance(1_000)
  }
  await poller.settled()
  return (deps.clock.now() - START) / 1_000
}

async function measure(
  file: string,
  { feeds, hosts, port }: { feeds: number; hosts: number; port: number },
) {
  const clock = new MovedClock(START)
  const db = await openSqlite(file)
  await migrate(db, migrations, START)
  await fill(db, { feeds, hosts, port })
  const real = createFetch({
    allowHosts: ['127.0.0.0/8'],
    userAgent: 'ChrysanthemumDigest/bench',
    resolve: async () => ['127.0.0.1'],
    total: TOTAL_MS,
  })
  let asked = 0
  const { fetch, count } = watched(real, clock)
  const threads = createThreads()
  const deps = {
    db,
    clock,
    random: Math.random,
    log: createLogger('silent'),
    owner: 'bench',
    openDirect: async () => null,
    instance: 'bench',
    searches: createCache({ db, clock, namespace: 'search' }),
    discoveries: createCache({ db, clock, namespace: 'discovery' }),
    readFeed: threads.readFeed,
    fetch: ((url, options) => {
      asked += 1
      return fetch(url, options)
    }) as Fetch,
  }
  const cpu = process.cpuUsage()
  const began = performance.now()
  const virtualSeconds = await pollAll(deps, () => asked, feeds)
  const seconds = (performance.now() - began) / 1_000
  const { user, system } = process.cpuUsage(cpu)
  const cpuSeconds = (user + system) / 1e6
  const [stored] = await db.all('SELECT COUNT(*) AS articles FROM article')
  await threads.close()
  await db.close()
  return {
    feeds,
    hosts,
    asked,
    virtualSeconds,
    seconds: Number(seconds.toFixed(1)),
    feedsPerSecond: Math.round(asked / seconds),
    cpuSeconds: Number(cpuSeconds.toFixed(1)),
    coreShare: Number((cpuSeconds / INTERVAL_S).toFixed(4)),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    impolite: count.broke,
    articles: Number(stored?.['articles']),
  }
}

/** As `npm start` sets them: V8 would rather let garbage lie than be thrifty on a large machine. */
const THRIFTY = ['--max-semi-space-size=8', '--heap-growing-percent=50']
/** Where `npm start` keeps what it has compiled. */
const COMPILED = join(import.meta.dirname, '../../node_modules/.cache/compiled')

/** Measures in a process that runs as the bot does. */
export async function poll(args: string[], print: Print) {
  if (THRIFTY.every((flag) => process.execArgv.includes(flag))) return measured(args, print)
  const entry = process.argv[1] ?? ''
  const run = fork(entry, ['poll', ...args], {
    execArgv: [...process.execArgv, ...THRIFTY],
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
  })
  const [code] = await once(run, 'exit')
  process.exitCode = Number(code)
}

async function measured([feeds = '10000', hosts = '3000']: string[], print: Print) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-poll-'))
  const { server, port } = await startServer()
  try {
    const figures = await measure(join(folder, 'digest.db'), {
      feeds: Number(feeds),
      hosts: Number(hosts),
      port,
    })
    server.send('tell')
    const [told] = (await once(server, 'message')) as [Told]
    print({ bench: 'poll', ...figures, server: told })
  } finally {
    server.disconnect()
    await rm(folder, { recursive: true, force: true })
  }
}
