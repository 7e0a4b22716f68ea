/** Makes of a world and its store what the services need. */
import { randomBytes } from 'node:crypto'
import { PAGES } from '../../config/page-limits.ts'
import type { KeptAnswer } from '../llm/card-writer.ts'
import type { Deps, OpenDirect, PageDeps } from '../services/deps.ts'
import type { Db } from '../storage/db.ts'
import { createCache } from '../storage/keyv.ts'
import { ensureSetting } from '../storage/setting.ts'
import { createHolidays } from '../worker/holidays.ts'
import type { Searcher } from '../worker/searcher.ts'
import type { Threads } from '../worker/threads.ts'
import type { World } from './world.ts'

const SEARCH_SESSION_MS = 15 * 60_000

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

/** Gives the services' needs; the bot's instance is named at the first start and keeps its name. */
export async function createDeps(
  world: World,
  {
    db,
    threads,
    openDirect,
    searcher = null,
  }: { db: Db; threads: Threads; openDirect: OpenDirect; searcher?: Searcher | null },
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
    prepareHolidays: createHolidays(),
    searches,
    ...(searcher === null ? {} : { searchArchive: searcher.search }),
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
