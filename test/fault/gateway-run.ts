/**
 * Kills the whole bot at any moment, its gateway with it, again and again through several mornings, while Discord fails on both of
 * its ways, and counts what reached the channels, what became of members' commands, and how often a session was asked for.
 *
 * The machine's time passes as it does; the sandbox's day and the bot's are moved together.
 */
import { join } from 'node:path'
import { ShiftedClock, systemClock } from '../../src/lib/clock.ts'
import type { FaultEffect } from '../../src/sandbox/faults.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { keepSetting } from '../../src/storage/setting.ts'
import { openStore } from '../../src/wiring/open-store.ts'
import { oneOf, type Random, seeded } from '../seeded.ts'
import { DEATHS, isMessage, MOMENTS, type MomentName, nth, TROUBLES } from './gateway-troubles.ts'
import { Identifies, type Sessions } from './identifies.ts'
import { Life } from './life.ts'
import { bring, type Counted, count, DAY, FAULTS, FIRST_SLOT, prepare } from './mornings.ts'
import { type Answers, People } from './people.ts'

/** Until the next process starts: mostly at once, within the nonce's time, and after it. */
const PAUSES = [4_000, 4_000, 4_000, 15_000, 100_000, 150_000, 400_000] as const
/** Discord's five seconds between two sessions, and a little. */
const WINDOW_MS = 5_500
/** Whoever waits longer for a moment, in real time, waits for one that does not come; a start alone takes a busy machine 15 s. */
const PATIENCE_MS = 60_000
/** A moment that has nothing to do with messages comes within this, when the rest is done. */
const STILL_COMES_MS = 3_000
const ANSWERED_WITHIN_MS = 20_000
const HEARTBEAT_MS = 3_000
const HOUR = 3_600_000

export type GatewayRun = {
  /** An empty folder for the store. */
  folder: string
  seed: number
  kills: number
  channels: number
  servers?: number
  /** At most so many in one morning, and half of them at least. */
  killsAMorning?: number
  /** False: every process makes nonces of its own, which is as good as none. */
  withNonce: boolean
  /** The moments of death in turn; at random if not given. */
  deaths?: readonly MomentName[]
  /** Until the next process starts, ms; one of these at random. */
  pauses?: readonly [number, ...number[]]
  /** One start in so many comes at once, within Discord's five seconds, and waits for its session; 0: none. */
  restartsAtOnce?: number
  /** Told what was counted so far, after every morning. */
  onMorning?: (report: GatewayReport) => void
}

type Tally = Record<string, number>

export type GatewayReport = Counted & {
  kills: number
  deaths: Tally
  faults: Tally
  troubles: Tally
  sessions: Sessions
  answers: Answers
  /** Servers out of order that were taken for left. */
  takenForLeft: number
  /** How processes ended by themselves, and what they wrote as errors. */
  gaveUp: Tally
  errors: Tally
  violations: readonly string[]
}

type World = Required<Omit<GatewayRun, 'folder' | 'onMorning' | 'deaths'>> & {
  deaths: readonly MomentName[] | undefined
  file: string
  clock: ShiftedClock
  wire: ShiftedClock
  discord: Sandbox
  random: Random
  guildIds: string[]
  channelIds: string[]
  people: People
  identifies: Identifies
  sent: Set<number>
  tallies: Record<'deaths' | 'faults' | 'troubles' | 'gaveUp' | 'errors', Tally>
  takenForLeft: number
}

const tally = (on: Tally, name: string) => {
  on[name] = (on[name] ?? 0) + 1
}

const MESSAGES = 'POST /channels/:channel/messages'
const STARTS: readonly string[] = ['* /applications/*', 'GET /gateway/bot']
/** What fails beside messages. */
const BESIDE = [
  'GET /channels/:channel/messages',
  'POST /interactions/*',
  'PATCH /webhooks/*',
  ...STARTS,
] as const

function sprinkle({ discord, random, tallies }: World): void {
  discord.faults.clear()
  const add = (route: string) => {
    const [name, effect] = oneOf(FAULTS, random)
    // A start that hangs is killed while it hangs: nothing is learnt of it.
    if (effect.kind === 'hang' && STARTS.includes(route)) return
    tally(tallies.faults, route === MESSAGES ? name : `${name}: ${route}`)
    discord.faults.add({ route, times: 1 + random(3), effect })
  }
  for (let left = random(4); left > 0; left -= 1) add(MESSAGES)
  if (random(3) === 0) add(oneOf(BESIDE, random))
}

/** Another version of the bot registered other commands. */
const forgetCommands = ({ discord }: World) => discord.world.commands.clear()

async function start(world: World): Promise<Life> {
  const { random, discord, clock, wire, file, withNonce, tallies } = world
  if (!withNonce) {
    const db = await openStore(file, clock.now())
    await db.tx((tx) => keepSetting(tx, 'instance', `process ${random(1e9)}`))
    await db.close()
  }
  const atOnce = world.restartsAtOnce > 0 && random(world.restartsAtOnce) === 0
  if (!atOnce) wire.moveTo(wire.now() + WINDOW_MS)
  world.identifies.begin()
  const order = {
    file,
    apiUrl: discord.apiUrl,
    token: discord.token,
    // A clock that was set right between two starts.
    at: clock.now() + random(10_000) - 5_000,
    timeoutMs: 300,
  }
  return new Life(order, (said) => {
    if (said.said === 'sent') world.sent.add(said.delivery)
    if (said.said === 'gave up') tally(tallies.gaveUp, `${said.name}: ${said.message}`)
    if (said.said === 'wrong') tally(tallies.errors, `${said.message}: ${said.cause}`)
  })
}

function move({ clock }: World, life: Life, to: number): void {
  clock.moveTo(to)
  life.tell({ do: 'move', to })
}

function trouble({ discord, random, tallies }: World): void {
  const [name, happen] = oneOf(TROUBLES, random)
  tally(tallies.troubles, name)
  happen(discord)
}

/** What happens to a process until it dies; resolves when there is nothing left for it to do. */
async function live(world: World, life: Life, slot: number): Promise<void> {
  const { clock, discord, random, people } = world
  if ((await life.says('ready')) === null) return
  move(world, life, Math.max(clock.now(), slot))
  people.give()
  if (random(3) === 0) life.tell({ do: 'minute' })
  if (random(2) === 0) {
    void nth(discord.log, isMessage, 1 + random(15)).then(() => {
      if (life.hasEnded) return
      trouble(world)
      people.give()
    })
  }
  life.tell({ do: 'work' })
  await life.says('worked')
}

/** Lets a process work and kills it at some moment. */
async function killOne(world: World, slot: number, number: number): Promise<void> {
  const { random, clock, discord, tallies, people, guildIds } = world
  sprinkle(world)
  const down = random(4) === 0 ? guildIds[random(guildIds.length)] : undefined
  if (down !== undefined) discord.outage(down)
  const moment = world.deaths?.[number % world.deaths.length] ?? oneOf(DEATHS, random)
  const { is, most } = MOMENTS[moment]
  if (moment === 'registering commands' || random(5) === 0) forgetCommands(world)
  const life = await start(world)
  const times = moment === 'sending' ? Math.ceil(world.channels / 2) : most
  const reached = nth(discord.log, is, 1 + random(Math.min(times, most))).then(() => moment)
  const over = new AbortController()
  const lived = live(world, life, slot).then(async () => {
    if (moment === 'resuming') discord.gateway.cut()
    // What has nothing to do with messages comes without them.
    if (moment !== 'sending') await systemClock.wait(STILL_COMES_MS, over.signal)
    return 'with nothing left to do' as const
  })
  const late = systemClock.wait(PATIENCE_MS, over.signal).then(() => 'waiting' as const)
  const death = await Promise.race([
    reached,
    lived,
    life.ended.then(() => 'ended by itself' as const),
    late,
  ])
  await life.kill()
  over.abort()
  tally(tallies.deaths, death)
  people.judge({ killed: true })
  if (down !== undefined) discord.restore(down)
  clock.moveTo(clock.now() + oneOf(world.pauses, random))
}

const dropped = (stored: boolean): FaultEffect => ({ kind: 'drop', stored })
const hung = (stored: boolean): FaultEffect => ({ kind: 'hang', stored })
const failed: FaultEffect = { kind: 'answer', status: 500, body: { code: 0, message: '500' } }
/** What an answer to a person may meet though the bot lives on. */
const ANSWERS_MEET: readonly [[string, FaultEffect], ...[string, FaultEffect][]] = [
  ['POST /interactions/*', dropped(true)],
  ['POST /interactions/*', dropped(false)],
  ['POST /interactions/*', hung(true)],
  ['POST /interactions/*', failed],
  ['PATCH /webhooks/*', dropped(true)],
  ['PATCH /webhooks/*', dropped(false)],
  ['PATCH /webhooks/*', failed],
]

/** Members give commands, and Discord fails while they are answered. */
async function askAll({ discord, people, random, tallies }: World): Promise<void> {
  const [route, effect] = oneOf(ANSWERS_MEET, random)
  const how = 'stored' in effect ? `${effect.kind}${effect.stored ? ', stored' : ''}` : '500'
  tally(tallies.faults, `${how}: ${route}`)
  discord.faults.add({ route, times: 1, effect })
  for (let left = 3; left > 0; left -= 1) people.give()
  const over = new AbortController()
  await people.answered(systemClock.wait(ANSWERED_WITHIN_MS, over.signal))
  over.abort()
  discord.faults.clear()
}

async function leftNow({ file, clock }: World): Promise<number> {
  const db = await openStore(file, clock.now())
  const [row] = await db.all('SELECT COUNT(*) AS n FROM left_server')
  await db.close()
  return Number(row?.['n'])
}

/** The minute in which servers that were left are noted passes while one of them is out of order. */
async function throughOutage(world: World, life: Life, down: string): Promise<void> {
  life.tell({ do: 'work' })
  await life.says('worked')
  life.tell({ do: 'minute' })
  await life.says('minute')
  world.takenForLeft += await leftNow(world)
  world.discord.restore(down)
}

/** Lets a process do undisturbed what is owed, and stops it as its operator would; gives whether it ended well. */
async function finish(world: World): Promise<boolean> {
  const { clock, discord, guildIds, random, people } = world
  discord.faults.clear()
  clock.moveTo(Math.ceil(clock.now() / HOUR) * HOUR)
  const down = guildIds[random(guildIds.length)] ?? ''
  discord.outage(down)
  const life = await start(world)
  if ((await life.says('ready')) !== null) {
    move(world, life, clock.now())
    await throughOutage(world, life, down)
    await askAll(world)
    for (;;) {
      life.tell({ do: 'work' })
      const worked = await life.says('worked')
      if (worked === null || worked.next === null) break
      move(world, life, Math.max(clock.now(), worked.next) + 4_000)
    }
    life.tell({ do: 'stop' })
    await life.says('stopped')
  }
  const code = await life.ended
  people.judge({ killed: false })
  discord.restore(down)
  return code === 0
}

async function build(
  world: Pick<World, 'discord' | 'file' | 'clock' | 'channels' | 'servers' | 'random'>,
) {
  const { discord, servers, channels } = world
  const guilds = Array.from({ length: servers }, (_, n) => {
    const { id: guildId } = discord.addGuild({ name: `Garden ${n}` })
    return { guildId, channelIds: [] as string[] }
  })
  for (let n = 0; n < channels; n += 1) {
    const guild = guilds[n % servers]
    if (guild === undefined) continue
    guild.channelIds.push(discord.addChannel(guild.guildId, { name: `news-${n}` }).id)
  }
  await prepare(
    world,
    guilds.flatMap(({ guildId, channelIds }) =>
      channelIds.map((channelId) => ({ guildId, channelId })),
    ),
  )
  return {
    guildIds: guilds.map(({ guildId }) => guildId),
    channelIds: guilds.flatMap(({ channelIds }) => channelIds),
    people: new People(discord, world.random, guilds),
  }
}

async function report(world: World, days: number, kills: number): Promise<GatewayReport> {
  const { identifies, people, takenForLeft, tallies, discord } = world
  return {
    kills,
    ...(await count(world, days)),
    sessions: identifies.counted,
    answers: people.answers,
    takenForLeft,
    ...tallies,
    violations: discord.violations,
  }
}

/** Runs until so many processes were killed, every morning to its end, and counts. */
export async function gatewayRun({
  folder,
  onMorning,
  ...run
}: GatewayRun): Promise<GatewayReport> {
  const clock = new ShiftedClock(FIRST_SLOT - DAY / 2)
  const wire = new ShiftedClock(Date.now())
  const discord = await startSandbox({ clock, wire, heartbeatEvery: HEARTBEAT_MS })
  try {
    const settings = {
      servers: 5,
      killsAMorning: 16,
      restartsAtOnce: 5,
      deaths: undefined,
      pauses: PAUSES,
      ...run,
    }
    const file = join(folder, 'gateway.db')
    const random = seeded(run.seed)
    const built = await build({ ...settings, discord, file, clock, random })
    const world: World = {
      ...settings,
      ...built,
      ...{ file, clock, wire, discord, random },
      identifies: new Identifies(discord.log),
      sent: new Set(),
      tallies: { deaths: {}, faults: {}, troubles: {}, gaveUp: {}, errors: {} },
      takenForLeft: 0,
    }
    let kills = 0
    let days = 0
    while (kills < run.kills) {
      days += 1
      const slot = FIRST_SLOT + (days - 1) * DAY
      clock.moveTo(slot - 60_000)
      await bring(world, days)
      // On some mornings the bot is there when it is time.
      if (random(2) === 0) clock.moveTo(slot + random(60_000))
      const half = Math.ceil(world.killsAMorning / 2)
      for (let left = half + random(half + 1); left > 0 && kills < run.kills; left -= 1) {
        await killOne(world, slot, kills)
        kills += 1
      }
      while (!(await finish(world))) {
        // It gave up, as a bot does that cannot be let in: whoever runs it starts it again.
      }
      onMorning?.(await report(world, days, kills))
    }
    return await report(world, days, kills)
  } finally {
    await discord.close()
  }
}
