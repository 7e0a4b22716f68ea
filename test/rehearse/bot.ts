/**
 * One life of the bot: the real services, loops' jobs and minute tick over a file of data, until it is killed. What it asked of
 * the world when it died is done or not; it hears of nothing any more.
 */
import type { REST } from 'discord.js'
import { Breaker } from '../../src/delivery/breaker.ts'
import type { ReadOwn } from '../../src/delivery/send-message.ts'
import { sendingBy } from '../../src/discord/sending.ts'
import type { Fetch } from '../../src/fetch/fetch.ts'
import type { Clock } from '../../src/lib/clock.ts'
import type { Logger } from '../../src/lib/logger.ts'
import { fail } from '../../src/lib/result.ts'
import { learnAfterCopy } from '../../src/services/after-copy.ts'
import { createServices } from '../../src/services/create-services.ts'
import { deliverDue } from '../../src/services/deliver.ts'
import { composeDue } from '../../src/services/digest.ts'
import { followUpDue } from '../../src/services/follow-up.ts'
import { createPoller } from '../../src/services/poll.ts'
import type { Services } from '../../src/services/services.ts'
import type { Db } from '../../src/storage/db.ts'
import { createDeps } from '../../src/wiring/create-deps.ts'
import { keepHouse, keepPlaces } from '../../src/wiring/minutes.ts'
import { openStore } from '../../src/wiring/open-store.ts'
import { readFeed } from '../../src/worker/read-feed.ts'
import type { Known } from './known.ts'
import type { Crossing } from './rest.ts'

export type Surroundings = {
  clock: Clock
  random: () => number
  fetch: Fetch
  log: Logger
  file: string
  botId: string
  known: Known
  rest: (crossing: Crossing) => REST
}

/** When a life ends: after so many crossings between the bot and what is outside of it. */
export class Fate {
  #left = Number.POSITIVE_INFINITY
  #posts = Number.POSITIVE_INFINITY
  #isDead = false
  readonly #died = Promise.withResolvers<'died'>()

  /** Ends it at the crossing with this number from now. */
  dieAfter(crossings: number): void {
    this.#left = crossings
  }

  /** Ends it when this message, counted from now, stands in Discord and nobody has said so yet. */
  dieAtPost(post: number): void {
    this.#posts = post
  }

  die(): void {
    this.#isDead = true
    this.#died.resolve('died')
  }

  get isDead(): boolean {
    return this.#isDead
  }

  get died(): Promise<'died'> {
    return this.#died.promise
  }

  /** What is dead waits for ever. */
  async #step(): Promise<void> {
    this.#left -= 1
    if (this.#left < 0) this.die()
    if (this.#isDead) await new Promise(() => {})
  }

  readonly crossing: Crossing = async (cross, isPost = false) => {
    await this.#step()
    const crossed = await cross()
    if (isPost) this.#posts -= 1
    if (this.#posts < 0) this.die()
    await this.#step()
    return crossed
  }
}

/** A store whose every transaction may be the last thing that a bot does. */
const mortal = (db: Db, { crossing }: Fate): Db => ({
  engine: db.engine,
  all: (...of) => crossing(() => db.all(...of)) as never,
  exec: (script) => crossing(() => db.exec(script)),
  tx: (fn) => crossing(() => db.tx(fn)),
  close: () => db.close(),
})

export type Bot = {
  /** Its name in leases. */
  owner: string
  fate: Fate
  services: Services
  /** Looks at the store from outside of the bot. */
  db: Db
  /** The minute tick, as it stands in src/wiring. */
  tick(): Promise<void>
  /** The loops' jobs, until none finds anything due. */
  work(): Promise<void>
  /** Learns what a store that was put back lacks, as a start does; notes whose channels it could read. */
  learn(fileChangedAt: number, read: Set<string>): Promise<unknown>
  /** Closes the file that a life was about. */
  bury(): Promise<void>
}

const refused = async () => fail({ kind: 'not-a-feed' as const, message: 'nothing is read here' })

/** Which jobs would find something: to ask the others costs time in which nothing happens. */
const DUE = `SELECT
  EXISTS (SELECT 1 FROM feed WHERE due_at <= $1)
    OR EXISTS (SELECT 1 FROM subscription WHERE state = 'active' AND slot_at > $1 AND slot_at <= $1 + 180000) AS feeds,
  EXISTS (SELECT 1 FROM subscription WHERE state = 'active' AND due_at <= $1) AS subscriptions,
  EXISTS (SELECT 1 FROM delivery WHERE state = 'pending' AND (due_at <= $1 OR owner IS NOT NULL)) AS deliveries,
  EXISTS (SELECT 1 FROM follow_up WHERE state = 'pending' AND due_at <= $1) AS follow_ups`

/** Starts the bot over its file. */
export async function startLife(around: Surroundings): Promise<Bot> {
  const { clock, log, known, file, random, fetch } = around
  const fate = new Fate()
  const raw = await openStore(file, clock.now())
  // No life here ends with the machine: what was committed stays, without waiting for a disk.
  await raw.exec('PRAGMA synchronous = OFF')
  const db = mortal(raw, fate)
  const world = {
    ...{ clock, log, random, fetch: ((...of) => fate.crossing(() => fetch(...of))) as Fetch },
    ...{ databaseFile: file, token: '', discordApiUrl: '', allowedGuilds: [] },
    onFatal: (error: unknown) => {
      throw error
    },
  }
  const threads = {
    readFeed,
    parseFeed: refused,
    readPage: refused,
    readAllowance: refused,
    close: async () => {},
  }
  const sending = sendingBy(around.rest(fate.crossing), {
    known: { ...known, selfId: () => around.botId },
    ...{ timeoutMs: undefined, isHeld: () => false, pace: async () => {}, log },
  })
  const { openDirect } = sending
  // Holidays are counted in their place: a thread would end at another moment each time.
  const { prepareHolidays: _thread, ...deps } = await createDeps(world, { db, threads, openDirect })
  const posting = { ...deps, ...sending, breaker: new Breaker(), pace: async () => {} }
  const poller = createPoller(deps)
  const poll = async () => {
    const polled = await poller.run()
    await poller.settled()
    return polled
  }
  const round = async () => {
    const [due] = await raw.all(DUE, [clock.now()])
    let done = due?.['feeds'] ? await poll() : 0
    if (due?.['subscriptions']) done += await composeDue(deps)
    if (due?.['deliveries'] || done > 0) done += await deliverDue(posting)
    if (due?.['follow_ups'] || done > 0) done += await followUpDue(posting)
    return done
  }
  return {
    fate,
    owner: deps.owner,
    services: createServices(deps, () => {}),
    db: raw,
    tick: async () => {
      await keepHouse(deps)
      await keepPlaces(deps, known)
    },
    work: async () => {
      while ((await round()) > 0);
    },
    learn: (fileChangedAt, read) => {
      const readOwn: ReadOwn = async (wanted) => {
        const seen = await sending.readOwn(wanted)
        if (seen.kind === 'read') read.add(wanted.channelId)
        return seen
      }
      return learnAfterCopy({ ...deps, readOwn }, fileChangedAt)
    },
    bury: () => raw.close(),
  }
}
