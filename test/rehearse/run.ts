/**
 * A year of servers: everything that happens comes from one seed, and only the moments at which something happens are visited.
 *
 *   next of: what is planned, what the bot's store has due, the hour ─→ people, sites and troubles act ─→ minute tick, loops ─→
 *   the observer looks
 */
import { join } from 'node:path'
import { MovedClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { oneOf, type Random, seeded } from '../seeded.ts'
import { type Bot, startLife } from './bot.ts'
import { planDeed, setNotices, subscribe } from './deeds.ts'
import { createDiscord } from './discord.ts'
import { Press, TOPICS } from './feeds.ts'
import { judge } from './judge.ts'
import { knownOf } from './known.ts'
import { Observer, type Violation } from './observer.ts'
import { ownerOf, readPanel } from './orders.ts'
import { Agenda, plan } from './plan.ts'
import { restOver } from './rest.ts'
import { type PutBack, putBackDone, putBackFile } from './restores.ts'
import { openServer } from './servers.ts'
import { DAY, HOUR, MINUTE, type Stage } from './stage.ts'

export type Rehearsal = {
  seed: number
  days: number
  servers: number
  /** How many times as much goes wrong and is changed as in an ordinary year. */
  trouble?: number
  /** An empty folder for the store. */
  folder: string
  onWeek?: (day: number, violations: number) => void
  /** Is shown all of it at the end: to look into what a seed found. */
  onEnd?: (stage: Stage) => void
}

export type Report = {
  seed: number
  days: number
  servers: number
  digests: number
  news: number
  notices: number
  visits: number
  lives: number
  happened: Record<string, number>
  violations: Violation[]
  /** The same for two runs of a seed. */
  hash: string
}

const BEGIN = Date.parse('2026-01-05T00:00:00Z')
/** Until the next life begins: within and after the nonce's time, after the lease, after hours, after days. */
const PAUSES = [
  2_000,
  4_000,
  4_000,
  15_000,
  100_000,
  150_000,
  400_000,
  HOUR,
  4 * HOUR,
  30 * HOUR,
] as const

/** Feeds that are due within so long are asked at one moment: a year of them is what costs most. */
const FEEDS_TOGETHER = 30 * MINUTE

/** What the store has due after `now`: retries to the moment, digests to the minute, feeds together. */
const DUE = `SELECT MIN(exact) AS exact, MIN(digest) AS digest, MIN(feed) AS feed FROM (
  SELECT MIN(due_at) AS exact, NULL AS digest, NULL AS feed FROM delivery WHERE state = 'pending' AND due_at > $1
  UNION ALL SELECT MIN(due_at), NULL, NULL FROM follow_up WHERE state = 'pending' AND due_at > $1
  UNION ALL SELECT MIN(until), NULL, NULL FROM lease WHERE until > $1 AND owner <> $2
  UNION ALL SELECT NULL, MIN(until), NULL FROM resting_server WHERE until > $1
  UNION ALL SELECT NULL, MIN(due_at), NULL FROM subscription WHERE state = 'active' AND due_at > $1
  UNION ALL SELECT NULL, MIN(slot_at) - 180000, NULL FROM subscription WHERE state = 'active' AND slot_at > $1 + 180000
  UNION ALL SELECT NULL, NULL, MIN(due_at) FROM feed WHERE due_at > $1
  UNION ALL SELECT NULL, NULL, MIN(free_at) FROM host WHERE free_at > $1
    AND EXISTS (SELECT 1 FROM feed WHERE feed.host = host.name AND feed.due_at <= $1))`

async function dueAt({ db, owner }: Bot, now: number): Promise<number> {
  const [row] = await db.all(DUE, [now, owner])
  const at = (name: string, step: number) =>
    row?.[name] == null ? Number.POSITIVE_INFINITY : Math.ceil(Number(row[name]) / step) * step
  return Math.min(at('exact', 1), at('digest', MINUTE), at('feed', FEEDS_TOGETHER))
}

/** Of these the bot does not hear: there is no reason to look what it does. */
const UNHEARD = [
  'news',
  'update',
  'again',
  'down',
  'fault',
  'calm',
  'role',
  'site fails',
  'mended',
  'kill',
  'kill at post',
  'look up!',
  'noticed',
  'copy',
]

class Run {
  readonly stage: Stage
  readonly #agenda = new Agenda()
  readonly #begin: () => Promise<Bot>
  #ticked = 0
  visits = 0
  lives = 0

  constructor(stage: Omit<Stage, 'plan'>, begin: () => Promise<Bot>) {
    this.stage = { ...stage, plan: (event) => this.#agenda.add(event) }
    this.#begin = begin
  }

  /** Starts the bot, maybe over a copy; who waited for it reads the panels. */
  async start(): Promise<void> {
    const { stage } = this
    const putBack = await putBackFile(stage)
    const bot = await this.#begin()
    this.lives += 1
    stage.bot = bot
    const down = stage.downs.at(-1)
    if (down) down.to = stage.clock.now()
    if (putBack !== null && !(await this.#learn(bot, putBack))) return
    for (const house of stage.houses) await readPanel(stage, bot, house)
  }

  /** Gives false where the bot dies in the middle of it: then it begins anew. */
  async #learn(bot: Bot, putBack: PutBack): Promise<boolean> {
    const { stage } = this
    if (stage.random(3) === 0) bot.fate.dieAfter(stage.random(60))
    putBack.read.clear()
    await this.#live(() => bot.learn(putBack.at + stage.skew.ms, putBack.read))
    if (stage.bot === null) return false
    bot.fate.dieAfter(Number.POSITIVE_INFINITY)
    putBackDone(stage, putBack)
    return true
  }

  /** Lets the living bot do something; one that dies of it starts again later. */
  async #live(act: (bot: Bot) => Promise<unknown>): Promise<void> {
    const { stage } = this
    const { bot, clock, random } = stage
    if (bot === null) return
    const ended = bot.fate.isDead
      ? 'died'
      : await Promise.race([act(bot).then(() => 'done'), bot.fate.died])
    if (ended !== 'died') return
    await bot.bury()
    stage.bot = null
    stage.downs.push({ from: clock.now(), to: null })
    const at = clock.now() + oneOf(PAUSES, random)
    stage.plan({ at, name: 'life', run: () => this.start() })
  }

  async #turn(bot: Bot): Promise<void> {
    const minute = Math.floor(this.stage.clock.now() / MINUTE)
    if (minute > this.#ticked) await bot.tick()
    this.#ticked = minute
    await bot.work()
    await this.#open(bot)
  }

  /** Somebody presses the button under each new digest. */
  async #open(bot: Bot): Promise<void> {
    const { stage } = this
    const { unopened } = stage.observer
    while (unopened.length > 0) {
      const [post] = unopened
      if (post === undefined) return
      const reader = { ...ownerOf(stage, post.order.house, post.channelId), sees: () => true }
      const rest = await bot.services.rest(post.key, reader)
      if (rest === null) stage.observer.blame('button', `${post.key} opens nothing`)
      post.listed = rest?.articles.map(({ url }) => url ?? '') ?? []
      stage.observer.note(`${post.key} ${post.listed.join(' ')}`)
      unopened.shift()
    }
  }

  async #nextAt(): Promise<number> {
    const { bot, clock, skew } = this.stage
    const now = clock.now()
    const hour = (Math.floor(now / HOUR) + 1) * HOUR
    const due = bot === null ? hour : (await dueAt(bot, now + skew.ms)) - skew.ms
    return Math.max(now + 1, Math.min(hour, due, this.#agenda.nextAt))
  }

  async #visit(at: number): Promise<void> {
    const { stage } = this
    stage.clock.moveTo(Math.max(at, stage.clock.now()))
    let isHeard = this.#agenda.nextAt > at
    for (let event = this.#agenda.take(at); event; event = this.#agenda.take(at)) {
      const { counts, observer } = stage
      counts[event.name] = (counts[event.name] ?? 0) + 1
      observer.note(`${event.at} ${event.name}`)
      await event.run(stage)
      isHeard ||= !UNHEARD.includes(event.name)
    }
    if (!isHeard) return
    await this.#live((bot) => this.#turn(bot))
    this.visits += 1
  }

  async until(end: number, onWeek: (day: number) => void): Promise<void> {
    let week = 0
    while (this.stage.clock.now() < end) {
      await this.#visit(await this.#nextAt())
      const days = Math.floor((this.stage.clock.now() - BEGIN) / DAY)
      if (Math.floor(days / 7) > week) onWeek(days)
      week = Math.floor(days / 7)
    }
  }
}

/** Plays it and gives what was counted and what was wrong. */
export async function rehearse({
  trouble = 1,
  seed,
  days,
  servers,
  folder,
  onWeek,
  onEnd,
}: Rehearsal): Promise<Report> {
  const random: Random = seeded(seed)
  const clock = new MovedClock(BEGIN)
  const now = () => clock.now()
  const discord = await createDiscord(now)
  const press = new Press(now, seeded(seed + 1_000_003))
  for (let site = 0; site < 4 + Math.ceil(servers / 8); site += 1) press.open()
  const skew = { ms: 0 }
  const botRandom = seeded(seed + 2_000_003)
  const known = knownOf(discord.world)
  const around = {
    clock: {
      now: () => clock.now() + skew.ms,
      wait: (ms: number, signal?: AbortSignal) => clock.wait(ms, signal),
    },
    random: () => botRandom(2 ** 31) / 2 ** 31,
    fetch: press.fetch,
    log: createLogger('silent'),
    file: join(folder, 'rehearsal.db'),
    botId: discord.world.bot.id,
    known,
    rest: (crossing: Parameters<typeof restOver>[1]) =>
      restOver(discord, crossing, (ms) => clock.advance(ms)),
  }
  const houses = Array.from({ length: servers }, (_, n) => openServer(discord.world, n, random))
  const observer = new Observer()
  const end = BEGIN + days * DAY
  const run = new Run(
    {
      ...{ clock, skew, discord, press, known, random, houses, observer, end, topics: TOPICS },
      ...{ orders: new Map(), bot: null, downs: [], counts: {} },
      ...{ file: around.file, copy: null, putBack: null },
    },
    () => startLife(around),
  )
  const { stage } = run
  observer.watch(stage)
  await run.start()
  for (const site of press.sites) for (let n = 0; n < 3; n += 1) press.publish([site])
  for (const house of houses) {
    planDeed(stage, { at: BEGIN, name: 'notices place', house, deed: setNotices })
    planDeed(stage, { at: BEGIN + MINUTE, name: 'subscribe!', house, deed: subscribe })
  }
  plan(stage, BEGIN + HOUR, trouble)
  await run.until(end, (day) => onWeek?.(day, observer.violations.length))
  judge(stage)
  onEnd?.(stage)
  await stage.bot?.bury()
  for (const wrong of discord.invalid) observer.blame('invalid', wrong)
  return {
    ...{ seed, days, servers, visits: run.visits, lives: run.lives },
    digests: observer.posts.length,
    news: press.sites.reduce((sum, { all }) => sum + all.length, 0),
    notices: stage.counts['notices'] ?? 0,
    happened: stage.counts,
    violations: observer.violations,
    hash: observer.hash,
  }
}
