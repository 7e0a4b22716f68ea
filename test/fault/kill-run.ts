/**
 * Kills a sending bot at any moment, again and again, while Discord fails in every way that the sandbox knows, and counts what
 * reached the channels.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { storeArticles } from '../../src/archive/article-table.ts'
import { parseDigestKey } from '../../src/delivery/nonce.ts'
import { ensureFeed } from '../../src/feed/feed-table.ts'
import { MovedClock } from '../../src/lib/clock.ts'
import { parseCustomId } from '../../src/model/command.ts'
import type { FaultEffect } from '../../src/sandbox/faults.ts'
import { type Message, type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { addSubscription } from '../../src/subscription/subscription-table.ts'
import { openStore } from '../../src/wiring/open-store.ts'
import { article } from '../digest/articles.ts'
import { oneOf, type Random, seeded } from '../seeded.ts'
import type { SenderOrder } from './sender.ts'

const SENDER = join(import.meta.dirname, 'sender.ts')
const ROUTE = 'POST /channels/:channel/messages'
const FIRST_SLOT = Date.parse('2026-01-18T07:30:00+09:00')
const DAY = 86_400_000
const FEED = 'https://news.example/feed'
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

export type KillReport = {
  kills: number
  digests: number
  lost: number
  doubled: number
  outOfOrder: number
  /** Deliveries that a process said were stored and that the store does not know as sent. */
  forgotten: number
  unsure: number
  integrity: string
  faults: Record<string, number>
}

type World = Omit<KillRun, 'folder'> & {
  file: string
  clock: MovedClock
  discord: Sandbox
  random: Random
  channelIds: string[]
  sent: Set<number>
  faults: Record<string, number>
}

const limited = (scope: string, more: object = {}): FaultEffect => ({
  kind: 'answer',
  status: 429,
  body: {
    message: 'You are being rate limited.',
    retry_after: 0.3,
    global: scope === 'global',
    ...more,
  },
  headers: { 'retry-after': '1', 'x-ratelimit-scope': scope, 'x-ratelimit-reset-after': '0.3' },
})

const FAULTS: readonly [string, FaultEffect][] = [
  ['hang, stored', { kind: 'hang', stored: true }],
  ['hang', { kind: 'hang', stored: false }],
  ['drop, stored', { kind: 'drop', stored: true }],
  ['drop', { kind: 'drop', stored: false }],
  [
    '500',
    { kind: 'answer', status: 500, body: { code: 0, message: '500: Internal Server Error' } },
  ],
  ['502', { kind: 'answer', status: 502, body: '<html>Bad Gateway</html>' }],
  ['429 user', limited('user')],
  ['429 shared', limited('shared')],
  ['429 global', limited('global')],
]

async function prepare(world: World): Promise<void> {
  const { discord, clock, file, channels, channelIds } = world
  const guild = discord.addGuild({ name: 'Garden' })
  const now = clock.now()
  const db = await openStore(file, now)
  await db.tx(async (tx) => {
    const feed = await ensureFeed(tx, FEED, now)
    for (let n = 0; n < channels; n += 1) {
      const { id: channelId } = discord.addChannel(guild.id, { name: `news-${n}` })
      channelIds.push(channelId)
      const subscription = {
        guildId: guild.id,
        channelId,
        name: 'news',
        schedule: { minute: 450, days: [1, 2, 3, 4, 5, 6, 7], zone: 'Asia/Tokyo' },
        locale: 'ja',
        count: 5,
        roleId: null,
        silent: false,
        slotAt: FIRST_SLOT,
        setBy: '1',
      } as const
      await addSubscription(tx, { subscription, feedIds: [feed.id], now })
    }
  })
  await db.close()
}

const PLACES = [
  '函館',
  '弘前',
  '秋田',
  '米沢',
  '会津',
  '銚子',
  '甲府',
  '敦賀',
  '尾道',
  '宇和島',
  '柳川',
  '都城',
  '石垣',
] as const
const DEEDS = [
  '市立病院が改築を終えた',
  '祭りに十万人が訪れた',
  '市長選に三人が名乗りを上げた',
  '水族館でペンギンがかえった',
  '高校が全国大会で勝った',
  '新しい航路が開かれた',
  '古い橋が取り壊された',
] as const

const titleOf = (day: number) => `第${day}朝、${newsOf(day)}`

/** No two mornings tell the same story. */
const newsOf = (day: number) => `${PLACES[day % PLACES.length]}で${DEEDS[day % DEEDS.length]}。`

/** A morning's news: every channel owes it once. */
async function bring(world: World, day: number): Promise<void> {
  const now = world.clock.now()
  const db = await openStore(world.file, now)
  await db.tx(async (tx) => {
    const feed = await ensureFeed(tx, FEED, now)
    const news = article({
      identity: `n${day}`,
      title: titleOf(day),
      lead: newsOf(day),
      url: `https://news.example/${day}`,
      publishedAt: now,
    })
    await storeArticles(tx, { feedId: feed.id, articles: [news], now })
  })
  await db.close()
}

function sprinkle({ discord, random, faults }: World): void {
  discord.faults.clear()
  for (let left = random(4); left > 0; left -= 1) {
    const [name, effect] = oneOf(FAULTS as readonly [(typeof FAULTS)[number]], random)
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

const slotIn = (message: Message): number => {
  const controls = message.components.flatMap(
    (row) => row['components'] as { custom_id?: string }[],
  )
  const args = controls.flatMap(({ custom_id = '' }) => parseCustomId(custom_id)?.args ?? [])
  return args.map((arg) => parseDigestKey(arg)?.slotMinute).find((slot) => slot !== undefined) ?? 0
}

async function count(world: World, days: number, kills: number): Promise<KillReport> {
  const { channelIds, discord, sent, faults } = world
  const titles = Array.from({ length: days }, (_, day) => titleOf(day + 1))
  const report = { lost: 0, doubled: 0, outOfOrder: 0 }
  for (const id of channelIds) {
    const messages = discord.messages(id)
    const slots = messages.map(slotIn)
    report.outOfOrder += slots.filter((slot, n) => n > 0 && slot < (slots[n - 1] ?? 0)).length
    for (const title of titles) {
      const times = messages.filter((one) => JSON.stringify(one.embeds).includes(title)).length
      if (times === 0) report.lost += 1
      if (times > 1) report.doubled += times - 1
    }
  }
  const db = await openStore(world.file, world.clock.now())
  const stored = new Set(
    (await db.all(`SELECT id FROM delivery WHERE state = 'sent'`)).map((row) => Number(row['id'])),
  )
  const [unsure] = await db.all(`SELECT COUNT(*) AS n FROM delivery WHERE state = 'unsure'`)
  const [integrity] = await db.all('PRAGMA integrity_check')
  await db.close()
  return {
    kills,
    digests: channelIds.length * days,
    ...report,
    forgotten: [...sent].filter((id) => !stored.has(id)).length,
    unsure: Number(unsure?.['n']),
    integrity: String(integrity?.['integrity_check']),
    faults,
  }
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
    await prepare(world)
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
      run.onMorning?.(await count(world, days, kills))
    }
    return await count(world, days, kills)
  } finally {
    await discord.close()
  }
}
