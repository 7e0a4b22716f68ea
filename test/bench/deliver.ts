/**
 * `npm run -s bench -- deliver [--channels N] [--latency MS] [--commands N] [--mixed] [--no-takeover]`: a digest for each of N
 * channels at one real minute, by the bot as `npm start` runs it, against the sandbox with Discord's limits in another process,
 * while people give N commands a second. Then two workers, of which the one that sends is killed.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { RATE } from '../../config/limits.ts'
import { systemClock } from '../../src/lib/clock.ts'
import type { Db } from '../../src/storage/db.ts'
import { addSubscription } from '../../src/subscription/subscription-table.ts'
import { openStore } from '../../src/wiring/open-store.ts'
import { addFeeds, createArticles, storeOf } from './archive.ts'
import { startBotProcess } from './bot-process.ts'
import type { Built, FanOut, Question, Stood, Wanted } from './deliver-server.ts'
import { diskOf } from './disk.ts'
import type { Print } from './main.ts'

const FEEDS = 50
const ARTICLES = 5
const MINUTE = 60_000
const DAY = 86_400_000
/** Until the minute comes, people give commands and the bot has nothing to send. */
const BEFORE_MS = 8_000
/** Nobody needs a takeover of more. */
const TAKEN_OVER = 200

type Options = Wanted & { commands: number }

/** Nothing is due before it is set. */
async function fill(file: string, places: readonly Stood[]): Promise<void> {
  const now = Date.now()
  const db = await openStore(file, now)
  const articleAt = createArticles()
  await addFeeds(db, FEEDS, now + DAY)
  await db.all('UPDATE feed SET polled_at = $1, succeeded_at = $1', [now])
  const articles = Array.from(
    { length: FEEDS },
    (_, feed) =>
      [
        feed + 1,
        Array.from({ length: ARTICLES }, (_each, n) =>
          articleAt(feed * ARTICLES + n, now - n * MINUTE),
        ),
      ] as const,
  )
  await storeOf(db, { articles: new Map(articles), now })
  await db.tx(async (tx) => {
    for (const [n, place] of places.entries()) {
      const subscription = {
        ...place,
        name: 'news',
        schedule: { minute: 0, days: [1, 2, 3, 4, 5, 6, 7], zone: 'UTC' },
        locale: n % 2 === 0 ? 'ja' : 'en',
        count: 5,
        roleId: null,
        silent: false,
        slotAt: now + DAY,
        setBy: '1',
      } as const
      await addSubscription(tx, { subscription, feedIds: [1 + (n % FEEDS)], now })
    }
  })
  await db.close()
}

/** Sets the slot of all to the next minute that is far enough. */
async function dueAtNextMinute(db: Db): Promise<number> {
  const slot = Math.ceil((Date.now() + BEFORE_MS) / MINUTE) * MINUTE
  const minute = Math.floor((slot % DAY) / MINUTE)
  await db.tx((tx) =>
    tx.all('UPDATE subscription SET minute = $1, slot_at = $2, due_at = $2', [minute, slot]),
  )
  return slot
}

const serverOf = async (wanted: Wanted): Promise<{ server: ChildProcess; built: Built }> => {
  const server = fork(join(import.meta.dirname, 'deliver-server.ts'), [JSON.stringify(wanted)])
  const [built] = (await once(server, 'message')) as [Built]
  return { server, built }
}

const envOf = ({ apiUrl, token }: Built, file: string, role: string) => ({
  DISCORD_TOKEN: token,
  DISCORD_API_URL: apiUrl,
  DATABASE_URL: `sqlite:${file}`,
  LOG_LEVEL: role === 'worker' ? 'info' : 'warn',
  PAGE_FETCH: 'off',
  ROLE: role,
})

async function asked(server: ChildProcess, question: Question): Promise<FanOut> {
  const answered = once(server, 'message')
  server.send(question)
  const [report] = (await answered) as [FanOut]
  return report
}

const rounded = (n: number) => Number(n.toFixed(2))

/** The whole bot, people beside it. */
async function fanOut(folder: string, { commands, ...wanted }: Options, print: Print) {
  const { channels } = wanted
  const { server, built } = await serverOf(wanted)
  const file = join(folder, 'fan-out.db')
  await fill(file, built.places)
  const bot = startBotProcess(folder, envOf(built, file, 'all'))
  await bot.said('Ready as')
  const db = await openStore(file, Date.now())
  const slot = await dueAtNextMinute(db)
  await db.close()
  const load = loadavg()[0] ?? 0
  await systemClock.wait(Math.max(0, slot - 3_000 - Date.now()))
  const cpuBefore = await bot.cpuSeconds()
  const allowed = (1.05 * channels) / RATE.ownPace + 1
  const patienceS = 3 * allowed + 60
  const question = { kind: 'fan-out', slot, commandsASecond: commands, patienceS } as const
  const report = await asked(server, question)
  const perSecond = report.requests / (report.allS - report.firstS)
  print({
    bench: 'deliver',
    ...{ channels, latencyMs: wanted.latencyMs, mixed: wanted.mixed, commandsASecond: commands },
    ...report,
    allowedS: rounded(allowed),
    ofAllowed: rounded(report.lastS / allowed),
    perSecond: rounded(perSecond),
    ofPace: rounded(perSecond / RATE.ownPace),
    ofDiscords: rounded(perSecond / RATE.requestsPerSecond),
    cpuSeconds: rounded((await bot.cpuSeconds()) - cpuBefore),
    peakMb: await bot.peakMb(),
    load: [rounded(load), rounded(loadavg()[0] ?? 0)],
    disk: await diskOf(folder),
  })
  bot.kill('SIGTERM')
  await bot.ended
  server.disconnect()
}

/** Of two workers the one that sends is killed; how long nothing is posted then. */
async function takeOver(folder: string, { latencyMs }: Options, print: Print) {
  const wanted = { channels: TAKEN_OVER, latencyMs, mixed: false }
  const { server, built } = await serverOf(wanted)
  const file = join(folder, 'take-over.db')
  await fill(file, built.places)
  const workers = [0, 1].map(() => startBotProcess(folder, envOf(built, file, 'worker')))
  await Promise.all(workers.map((one) => one.said('Ready as')))
  const db = await openStore(file, Date.now())
  await db.tx((tx) => tx.all('UPDATE subscription SET slot_at = $1, due_at = $1', [Date.now()]))
  const postedBy = (one: (typeof workers)[number]) => one.said('digest posted').then(() => one)
  const sender = await Promise.race(workers.map(postedBy))
  await systemClock.wait(1_500)
  sender.kill('SIGKILL')
  const killed = Date.now()
  const others = workers.filter((one) => one !== sender)
  await Promise.all(others.map(postedBy))
  const recovered = Date.now() - killed
  const report = await asked(server, {
    ...{ kind: 'fan-out', slot: killed, commandsASecond: 1, patienceS: 60 },
  })
  await db.close()
  const { digests, doubled, refused } = report
  print({
    ...{ bench: 'deliver', what: 'kill -9 of the sender', channels: TAKEN_OVER },
    ...{ recoveredMs: recovered, digests, doubled, refused },
    load: rounded(loadavg()[0] ?? 0),
  })
  for (const one of others) one.kill('SIGTERM')
  await Promise.all(workers.map((one) => one.ended))
  server.disconnect()
}

/** Prints a line for the fan-out and one for the take-over. */
export async function deliver(args: string[], print: Print): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      channels: { type: 'string', default: '1000' },
      latency: { type: 'string', default: '100' },
      commands: { type: 'string', default: '10' },
      mixed: { type: 'boolean', default: false },
      'no-takeover': { type: 'boolean', default: false },
    },
  })
  const options = {
    channels: Number(values.channels),
    latencyMs: Number(values.latency),
    commands: Number(values.commands),
    mixed: values.mixed,
  }
  const folder = await mkdtemp(join(tmpdir(), 'bench-deliver-'))
  try {
    await fanOut(folder, options, print)
    if (!values['no-takeover']) await takeOver(folder, options, print)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
