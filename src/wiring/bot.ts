/**
 * Puts the bot together: store, services, Discord and loops. main.ts gives it the real world, demo.ts and the tests one
 * on loopback.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { stoppedNotice } from '../../commands/controls/direct.ts'
import { commands, controls, menus } from '../../commands/index.ts'
import { RATE } from '../../config/limits.ts'
import type { LlmConfig } from '../../config/llm.ts'
import { PAGES } from '../../config/page-limits.ts'
import { connectDiscord, type DiscordConnection } from '../discord/connect.ts'
import type { Fetch } from '../fetch/fetch.ts'
import { type Clock, systemClock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { KeptAnswer } from '../llm/card-writer.ts'
import type { Caller } from '../model/caller.ts'
import { type Loops, startLoops } from '../schedule/loops.ts'
import { everyMinute } from '../schedule/minute.ts'
import { createServices } from '../services/create-services.ts'
import { DeadToken, deliverDue } from '../services/deliver.ts'
import type { DeliverDeps, Deps, OpenDirect, PageDeps } from '../services/deps.ts'
import { composeDue } from '../services/digest.ts'
import { createEnricher, type Enricher } from '../services/enrich.ts'
import { keepOrForget } from '../services/leave.ts'
import { owedNotice, tellNotices } from '../services/notices.ts'
import { createPoller, type Poller } from '../services/poll.ts'
import { resumeAllowed } from '../services/resume.ts'
import type { Services } from '../services/services.ts'
import type { Db } from '../storage/db.ts'
import { createCache, sweep } from '../storage/keyv.ts'
import { migrate } from '../storage/migrate.ts'
import { migrations } from '../storage/migrations.ts'
import { ensureSetting } from '../storage/setting.ts'
import { openSqlite } from '../storage/sqlite.ts'
import { tick } from '../storage/tick.ts'
import { sweepStories } from '../story/story-table.ts'
import { createThreads, type Threads } from '../worker/threads.ts'
import { createPace } from './pace.ts'

export type World = {
  clock: Clock
  log: Logger
  /** In [0, 1). */
  random: () => number
  fetch: Fetch
  /** A file, or `:memory:`. */
  databaseFile: string
  token: string
  discordApiUrl: string
  /** Servers that are served; empty: all. */
  allowedGuilds: readonly string[]
  /** Called once when nothing can go on (a dead token). */
  onFatal: (error: unknown) => void
  /** How long Discord may take for a message; ten seconds where undefined. */
  sendTimeoutMs?: number
  /** Whether articles' own pages are fetched where their feed says too little; not where undefined. */
  pageFetch?: boolean
  /** The model that writes leads and points; none where null or undefined. */
  llm?: LlmConfig | null
  /** What calls the housekeeping; the machine's clock where undefined. */
  everyMinute?: typeof everyMinute
}

export type Bot = {
  discord: DiscordConnection
  db: Db
  wake(): void
  /** Resolves when nothing is due any more: what a clock that was moved waits for. */
  idle(): Promise<void>
  /** Takes no new work, ends what is under way (within 8 s; a message within 2), closes everything. */
  stop(): Promise<void>
}

/** Discord's gateway closed for good. */
export class GatewayLost extends Error {
  constructor(reason: string) {
    super(`Discord's gateway is lost: ${reason}`)
    this.name = 'GatewayLost'
  }
}

const SEARCH_SESSION_MS = 15 * 60_000

/** The data file cannot be opened or brought up to date. */
export class StoreUnusable extends Error {
  constructor(file: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super(`the data file ${file} cannot be used (${reason})`, { cause })
    this.name = 'StoreUnusable'
  }
}

/** Opens the store of a file, with all its tables; its folder is made where it is new. Throws `StoreUnusable`. */
export async function openStore(file: string, now: number): Promise<Db> {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
    return await migrated(await openSqlite(file), now)
  } catch (error) {
    throw new StoreUnusable(file, error)
  }
}

async function migrated(db: Db, now: number): Promise<Db> {
  try {
    await migrate(db, migrations, now)
    return db
  } catch (error) {
    await db.close()
    throw error
  }
}

/** A bot without a model does not even load what asks one. */
async function writeCardOf(
  { llm, clock, random, log }: World,
  db: Db,
): Promise<Pick<Deps, 'writeCard'>> {
  if (!llm) return {}
  const { createCardWriter } = await import('../llm/card-writer.ts')
  const cache = createCache<KeptAnswer>({ db, clock, namespace: 'llm' })
  return { writeCard: createCardWriter(llm, { clock, random, db, log, cache }) }
}

async function depsOf(
  world: World,
  { db, threads, openDirect }: { db: Db; threads: Threads; openDirect: OpenDirect },
): Promise<Deps> {
  const { clock, random, fetch, log } = world
  const instance = await db.tx((tx) =>
    ensureSetting(tx, 'instance', randomBytes(12).toString('base64url')),
  )
  const searches = createCache({ db, clock, namespace: 'search', ttl: SEARCH_SESSION_MS })
  const discoveries = createCache({ db, clock, namespace: 'discovery', ttl: SEARCH_SESSION_MS })
  return {
    db,
    clock,
    random,
    fetch,
    readFeed: threads.readFeed,
    ...(world.pageFetch === true ? { pages: pagesOf(world, db, threads) } : {}),
    log,
    instance,
    openDirect,
    searches,
    discoveries,
    ...(await writeCardOf(world, db)),
    owner: randomBytes(6).toString('hex'),
  }
}

const pagesOf = ({ clock }: World, db: Db, threads: Threads): PageDeps => ({
  answers: createCache({ db, clock, namespace: 'page', ttl: PAGES.cacheTtl }),
  robots: createCache({ db, clock, namespace: 'robots', ttl: PAGES.robotsTtl }),
  readPage: threads.readPage,
  readAllowance: threads.readAllowance,
})

type Work = { deps: Deps; deliver: DeliverDeps; poller: Poller; enricher: Enricher }

function startJobs(world: World, { deps, deliver, poller, enricher }: Work): Loops {
  return startLoops(
    [
      { name: 'poll', run: () => poller.run() },
      { name: 'enrich', run: () => enricher.run() },
      { name: 'digest', run: () => composeDue(deps) },
      { name: 'deliver', run: (signal) => deliverDue(deliver, signal) },
    ],
    {
      clock: world.clock,
      log: world.log,
      isFatal: (error) => error instanceof DeadToken,
      onFatal: world.onFatal,
    },
  )
}

/** Discord takes a message within a second or hangs; what is cut is looked for at the next start. */
const MESSAGES_END_WITHIN_MS = 2_000
/** Answers to people, polls, digests: what has not ended by then is claimed again after its lease. */
const WORK_ENDS_WITHIN_MS = 8_000

/** By the real clock: whoever stops us counts by it too. */
async function endWork({
  loops,
  discord,
  fetchers,
}: {
  loops: Loops | null
  discord: DiscordConnection
  fetchers: readonly (Poller | Enricher)[]
}): Promise<void> {
  const ended = new AbortController()
  const cut = systemClock.wait(MESSAGES_END_WITHIN_MS, ended.signal).then(discord.cutSending)
  const late = systemClock.wait(WORK_ENDS_WITHIN_MS, ended.signal)
  const stopAll = () => Promise.all(fetchers.map((one) => one.stop()))
  // Once more after the loops: a claim may have been under way when the first polls were broken off.
  const fetching = Promise.all([loops?.stop(), stopAll()]).then(stopAll)
  await Promise.race([Promise.all([fetching, discord.drain()]), late])
  ended.abort()
  await cut
}

/** What a caller is told beside the answer to a command. */
const owedBy = (deps: Deps, services: Services) => async (caller: Caller) =>
  (await owedNotice(deps, caller)) ?? (await stoppedNotice(services, caller))

/** Starts the bot; resolves when it is ready in Discord and its loops run. */
export async function startBot(world: World): Promise<Bot> {
  const { clock, log } = world
  const db = await openStore(world.databaseFile, clock.now())
  const threads = createThreads()
  try {
    let connected: DiscordConnection | null = null
    const openDirect: OpenDirect = async (userId) => (await connected?.openDirect(userId)) ?? null
    const deps = await depsOf(world, { db, threads, openDirect })
    let loops: Loops | null = null
    const wake = () => loops?.wake()
    const services = createServices(deps, wake)
    const discord = await connectDiscord({
      token: world.token,
      apiUrl: world.discordApiUrl,
      services,
      commands,
      menus,
      controls,
      allowedGuilds: world.allowedGuilds,
      owed: owedBy(deps, services),
      log,
      clock,
      sendTimeoutMs: world.sendTimeoutMs,
    })
    connected = discord
    discord.lost.then((reason) => world.onFatal(new GatewayLost(reason)))
    const pace = createPace(RATE.ownPace)
    const poller = createPoller(deps)
    const enricher = createEnricher(deps)
    const fetchers = [poller, enricher]
    const deliver = { ...deps, send: discord.send, readBack: discord.readBack, pace }
    loops = startJobs(world, { deps, deliver, poller, enricher })
    const stopMinutes = (world.everyMinute ?? everyMinute)(async () => {
      wake()
      const now = clock.now()
      const won = await db.tx((tx) => tick(tx, 'housekeeping', Math.floor(now / 60_000)))
      if (won) {
        await sweep(db, now)
        await db.tx((tx) => sweepStories(tx, now))
      }
      if ((await resumeAllowed(deps, discord.botLacks)) > 0) wake()
      const isHour = await db.tx((tx) => tick(tx, 'notices', Math.floor(now / 3_600_000)))
      if (isHour) {
        await tellNotices(deps)
        await keepOrForget(deps, discord.isIn)
      }
    }, log)
    return {
      discord,
      db,
      wake,
      idle: async () => {
        await loops?.idle()
        while (fetchers.some((one) => one.isBusy())) {
          await Promise.all(fetchers.map((one) => one.settled()))
          await loops?.idle()
        }
      },
      stop: async () => {
        await stopMinutes()
        await endWork({ loops, discord, fetchers })
        await discord.close()
        await threads.close()
        await db.close()
      },
    }
  } catch (error) {
    await threads.close()
    await db.close()
    throw error
  }
}
