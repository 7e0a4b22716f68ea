/**
 * Puts the bot together: store, services, Discord and loops. main.ts gives it the real world, demo.ts and the tests one
 * on loopback.
 */
import { stoppedNotice } from '../../commands/controls/direct.ts'
import { commands, controls, menus } from '../../commands/index.ts'
import { RATE } from '../../config/limits.ts'
import { connectDiscord, type DiscordConnection } from '../discord/connect.ts'
import type { Caller } from '../model/caller.ts'
import { everyMinute } from '../schedule/minute.ts'
import { learnAfterCopy } from '../services/after-copy.ts'
import { createServices } from '../services/create-services.ts'
import type { Deps, OpenDirect } from '../services/deps.ts'
import { prepareKeptHolidays } from '../services/holidays.ts'
import { owedNotice } from '../services/notices.ts'
import { owedPlaces } from '../services/place-notices.ts'
import type { Services } from '../services/services.ts'
import type { Db } from '../storage/db.ts'
import { serverSettings } from '../subscription/server-table.ts'
import { createSearcher } from '../worker/searcher.ts'
import { createThreads } from '../worker/threads.ts'
import { createDeps } from './create-deps.ts'
import { keepHouse, keepPlaces } from './minutes.ts'
import { openStore } from './open-store.ts'
import { createPace, type Pace } from './pace.ts'
import { startWork, type Work } from './work.ts'
import type { World } from './world.ts'

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

/** What a caller is told beside the answer to a command. */
const owedBy = (deps: Deps, services: Services) => async (caller: Caller) =>
  (await owedNotice(deps, caller)) ??
  (await owedPlaces(deps, caller)) ??
  (await stoppedNotice(services, caller))

function connect(
  world: World,
  deps: Deps,
  { wake, pace }: { wake: () => void; pace: Pace },
): Promise<DiscordConnection> {
  const services = createServices(deps, wake)
  return connectDiscord({
    token: world.token,
    apiUrl: world.discordApiUrl,
    services,
    commands,
    menus,
    controls,
    allowedGuilds: world.allowedGuilds,
    managersRole: async (guildId) => (await serverSettings(deps.db, guildId)).managers,
    owed: owedBy(deps, services),
    log: world.log,
    clock: world.clock,
    sendTimeoutMs: world.sendTimeoutMs,
    pace,
  })
}

/** A process for the gateway alone leaves feeds, digests and messages to its workers. */
const NO_WORK: Work = {
  wake: () => {},
  idle: async () => {},
  end: async (others) => {
    await others
  },
}

/** Starts the bot; resolves when it is ready in Discord and, unless it is for the gateway alone, its loops run. */
export async function startBot(world: World): Promise<Bot> {
  const { clock, log } = world
  const db = await openStore(world.databaseFile, clock.now())
  const threads = createThreads()
  // In memory the store has one connection.
  const searcher = world.databaseFile === ':memory:' ? null : createSearcher(world.databaseFile)
  try {
    let connected: DiscordConnection | null = null
    const openDirect: OpenDirect = async (userId) => (await connected?.openDirect(userId)) ?? null
    const deps = await createDeps(world, { db, threads, openDirect, searcher })
    await prepareKeptHolidays(deps)
    const pace = createPace(RATE.ownPace)
    let work: Work | null = null
    const wake = () => work?.wake()
    const discord = await connect(world, deps, { wake, pace })
    connected = discord
    discord.lost.then((reason) => world.onFatal(new GatewayLost(reason)))
    if (world.role !== 'gateway') {
      await learnAfterCopy({ ...deps, readOwn: discord.readOwn }, world.fileChangedAt)
    }
    const works =
      world.role === 'gateway' ? NO_WORK : startWork(world, { deps, sending: discord, pace })
    work = works
    const stopMinutes = (world.everyMinute ?? everyMinute)(async () => {
      wake()
      if (world.role !== 'gateway' && (await keepHouse(deps))) wake()
      if (await keepPlaces(deps, discord)) wake()
    }, log)
    return {
      discord,
      db,
      wake,
      idle: () => works.idle(),
      stop: async () => {
        await stopMinutes()
        await works.end(discord.drain())
        await discord.close()
        await searcher?.close()
        await threads.close()
        await db.close()
      },
    }
  } catch (error) {
    await searcher?.close()
    await threads.close()
    await db.close()
    throw error
  }
}
