/**
 * Puts the bot together: store, services, Discord and loops. main.ts gives it the real world, demo.ts and the tests one
 * on loopback.
 */
import { randomBytes } from 'node:crypto'
import { commands, controls } from '../../commands/index.ts'
import { RATE } from '../../config/limits.ts'
import { connectDiscord, type DiscordConnection } from '../discord/connect.ts'
import type { Fetch } from '../fetch/fetch.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import { type Loops, startLoops } from '../schedule/loops.ts'
import { everyMinute } from '../schedule/minute.ts'
import { createServices } from '../services/create-services.ts'
import { DeadToken, deliverDue } from '../services/deliver.ts'
import type { DeliverDeps, Deps } from '../services/deps.ts'
import { composeDue } from '../services/digest.ts'
import { tellNotices } from '../services/notices.ts'
import { createPoller, type Poller } from '../services/poll.ts'
import type { Db } from '../storage/db.ts'
import { createCache, sweep } from '../storage/keyv.ts'
import { migrate } from '../storage/migrate.ts'
import { migrations } from '../storage/migrations.ts'
import { ensureSetting } from '../storage/setting.ts'
import { openSqlite } from '../storage/sqlite.ts'
import { tick } from '../storage/tick.ts'
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
}

export type Bot = {
  discord: DiscordConnection
  db: Db
  wake(): void
  /** Takes no new work, ends what is under way, closes everything. */
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

/** Opens the store of a file, with all its tables. */
export async function openStore(file: string, now: number): Promise<Db> {
  const db = await openSqlite(file)
  try {
    await migrate(db, migrations, now)
    return db
  } catch (error) {
    await db.close()
    throw error
  }
}

async function depsOf(world: World, db: Db): Promise<Deps> {
  const { clock, random, fetch, log } = world
  const instance = await db.tx((tx) =>
    ensureSetting(tx, 'instance', randomBytes(12).toString('base64url')),
  )
  const searches = createCache({ db, clock, namespace: 'search', ttl: SEARCH_SESSION_MS })
  return {
    db,
    clock,
    random,
    fetch,
    log,
    instance,
    searches,
    owner: randomBytes(6).toString('hex'),
  }
}

type Work = { deps: Deps; deliver: DeliverDeps; poller: Poller }

function startJobs(world: World, { deps, deliver, poller }: Work): Loops {
  return startLoops(
    [
      { name: 'poll', run: () => poller.run() },
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

/** Starts the bot; resolves when it is ready in Discord and its loops run. */
export async function startBot(world: World): Promise<Bot> {
  const { clock, log } = world
  const db = await openStore(world.databaseFile, clock.now())
  try {
    const deps = await depsOf(world, db)
    let loops: Loops | null = null
    const wake = () => loops?.wake()
    const discord = await connectDiscord({
      token: world.token,
      apiUrl: world.discordApiUrl,
      services: createServices(deps, wake),
      commands,
      controls,
      allowedGuilds: world.allowedGuilds,
      log,
      clock,
    })
    discord.lost.then((reason) => world.onFatal(new GatewayLost(reason)))
    const pace = createPace(RATE.ownPace)
    const poller = createPoller(deps)
    const deliver = { ...deps, send: discord.send, readBack: discord.readBack, pace }
    loops = startJobs(world, { deps, deliver, poller })
    const stopMinutes = everyMinute(async () => {
      wake()
      const now = clock.now()
      const won = await db.tx((tx) => tick(tx, 'housekeeping', Math.floor(now / 60_000)))
      if (won) await sweep(db, now)
      const isHour = await db.tx((tx) => tick(tx, 'notices', Math.floor(now / 3_600_000)))
      if (isHour) await tellNotices({ ...deps, openDirect: discord.openDirect })
    }, log)
    return {
      discord,
      db,
      wake,
      stop: async () => {
        await stopMinutes()
        await Promise.all([loops?.stop(), poller.stop()])
        // A claim that was under way when everything stopped.
        await poller.stop()
        await discord.close()
        await db.close()
      },
    }
  } catch (error) {
    await db.close()
    throw error
  }
}
