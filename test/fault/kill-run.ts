/**
 * Kills a sending bot at any moment, again and again, while Discord fails in every way that the sandbox knows, and counts what
 * reached the channels.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { MovedClock } from '../../src/lib/clock.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { oneOf, type Random, seeded } from '../seeded.ts'
import { bring, type Counted, count, DAY, FAULTS, FIRST_SLOT, prepare } from './mornings.ts'
import type { SenderOrder } from './sender.ts'

const SENDER = join(import.meta.dirname, 'sender.ts')
const ROUTE = 'POST /channels/:channel/messages'
/** Until the next process starts: at once after the lease, within and after the nonce's time, and long after it. */
const PAUSES = [4_000, 4_000, 4_000, 15_000, 100_000, 150_000, 400_000] as const

export type KillRun = {
  /** An empty folder for the store. */
  folder: string
  seed: number
  kills: number
  channels: number
  /** False: every process makes nonces of its own, which is as good as none. */
  withNonce: boolean
  /** Told what was counted so far, after every morning. */
  onMorning?: (report: KillReport) => void
}

export type KillReport = Counted & { kills: number; faults: Record<string, number> }

type World = Omit<KillRun, 'folder'> & {
  file: string
  clock: MovedClock
  discord: Sandbox
  random: Random
  channelIds: string[]
  sent: Set<number>
  faults: Record<string, number>
}

function sprinkle({ discord, random, faults }: World): void {
  discord.faults.clear()
  for (let left = random(4); left > 0; left -= 1) {
    const [name, effect] = oneOf(FAULTS, random)
    faults[name] = (faults[name] ?? 0) + 1
    discord.faults.add({ route: ROUTE, times: 1 + random(3), effect })
  }
}

type Sender = { child: ChildProcess; ended: Promise<string>; working: Promise<void> }

function start(world: World): Sender {
  const { random, discord, clock, withNonce, seed } = world
  const order: SenderOrder = {
    file: world.file,
    apiUrl: discord.apiUrl,
    token: discord.token,
    botId: discord.botId,
    // A clock that was set right between two starts.
    at: clock.now() + random(20_000) - 10_000,
    instance: withNonce ? `run ${seed}` : `process ${random(1e9)}`,
    timeoutMs: 300,
    failsOneIn: random(3) === 0 ? 12 : 0,
  }
  const child = spawn(process.execPath, [SENDER, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let last = ''
  const working = Promise.withResolvers<void>()
  createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => {
    last = line
    if (line.startsWith('sent ')) world.sent.add(Number(line.slice(5)))
    working.resolve()
  })
  const ended = new Promise<string>((resolve) => child.on('close', () => resolve(last)))
  return { child, ended, working: Promise.race([working.promise, ended.then(() => {})]) }
}

/** Resolves after so many requests of messages, or when the process ends by itself. */
function requests({ discord }: World, count: number, ended: Promise<unknown>): Promise<unknown> {
  if (count === 0) return Promise.resolve()
  const reached = new Promise<void>((resolve) => {
    let left = count
    const stop = discord.onMessage(() => {
      left -= 1
      if (left > 0) return
      stop()
      resolve()
    })
  })
  return Promise.race([ended, reached])
}

/** Lets a process work and kills it at some moment; gives whether it had ended by itself before. */
async function killOne(world: World): Promise<void> {
  const { random, clock } = world
  const { child, ended, working } = start(world)
  await working
  await requests(world, random(30), ended)
  child.kill('SIGKILL')
  await ended
  clock.advance(oneOf(PAUSES, random))
}

/** Lets processes work undisturbed until nothing is owed any more. */
async function finish(world: World): Promise<void> {
  world.discord.faults.clear()
  for (;;) {
    const said = await start(world).ended
    if (said === 'done') return
    const next = Number(said.replace('next ', ''))
    // The clocks of processes differ a little from ours.
    world.clock.moveTo(Math.max(world.clock.now(), next || 0) + 10_000)
  }
}

/** Somebody else writes to the store for so long that a process's patience ends. */
async function whileLocked(world: World): Promise<void> {
  const other = new DatabaseSync(world.file)
  other.exec('BEGIN IMMEDIATE')
  await killOne(world)
  other.exec('ROLLBACK')
  other.close()
}

/** Runs until so many processes were killed, every morning to its end, and counts. */
export async function killRun({ folder, ...run }: KillRun): Promise<KillReport> {
  const clock = new MovedClock(FIRST_SLOT - DAY / 2)
  const discord = await startSandbox({ clock })
  const random = seeded(run.seed)
  const file = join(folder, 'kill.db')
  const world: World = {
    ...run,
    file,
    clock,
    discord,
    random,
    channelIds: [],
    sent: new Set(),
    faults: {},
  }
  try {
    const guild = discord.addGuild({ name: 'Garden' })
    for (let n = 0; n < run.channels; n += 1) {
      world.channelIds.push(discord.addChannel(guild.id, { name: `news-${n}` }).id)
    }
    await prepare(
      world,
      world.channelIds.map((channelId) => ({ guildId: guild.id, channelId })),
    )
    const report = async () => ({ ...(await count(world, days)), kills, faults: world.faults })
    let kills = 0
    let days = 0
    while (kills < run.kills) {
      days += 1
      clock.moveTo(FIRST_SLOT + (days - 1) * DAY - 60_000)
      await bring(world, days)
      clock.advance(60_000 + random(60_000))
      for (let left = 2 + random(24); left > 0 && kills < run.kills; left -= 1) {
        sprinkle(world)
        await (random(100) === 0 ? whileLocked(world) : killOne(world))
        kills += 1
      }
      await finish(world)
      run.onMorning?.(await report())
    }
    return await report()
  } finally {
    await discord.close()
  }
}
