/** A process that works without a gateway: it polls, composes and sends, and answers nobody. */
import { RATE } from '../../config/limits.ts'
import { connectRest } from '../discord/connect-rest.ts'
import { everyMinute } from '../schedule/minute.ts'
import { learnAfterCopy } from '../services/after-copy.ts'
import { prepareKeptHolidays } from '../services/holidays.ts'
import type { Db } from '../storage/db.ts'
import { createThreads } from '../worker/threads.ts'
import { createDeps } from './create-deps.ts'
import { keepHouse } from './minutes.ts'
import { openStore } from './open-store.ts'
import { createPace } from './pace.ts'
import { startWork } from './work.ts'
import type { World } from './world.ts'

export type Worker = {
  db: Db
  /** The bot's own name in Discord. */
  name: string
  idle(): Promise<void>
  /** Takes no new work, ends what is under way (within 8 s; a message within 2), closes everything. */
  stop(): Promise<void>
}

/** Starts a worker; resolves when Discord has taken its token and its loops run. */
export async function startWorker(world: World): Promise<Worker> {
  const { clock, log } = world
  const db = await openStore(world.databaseFile, clock.now())
  const threads = createThreads()
  try {
    const pace = createPace(RATE.ownPace)
    const discord = await connectRest({
      token: world.token,
      apiUrl: world.discordApiUrl,
      sendTimeoutMs: world.sendTimeoutMs,
      pace,
      log,
    })
    const deps = await createDeps(world, { db, threads, openDirect: discord.openDirect })
    await prepareKeptHolidays(deps)
    await learnAfterCopy({ ...deps, readOwn: discord.readOwn }, world.fileChangedAt)
    const work = startWork(world, { deps, sending: discord, pace })
    const stopMinutes = (world.everyMinute ?? everyMinute)(async () => {
      work.wake()
      if (await keepHouse(deps)) work.wake()
    }, log)
    return {
      db,
      name: discord.name,
      idle: work.idle,
      stop: async () => {
        await stopMinutes()
        await work.end()
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
