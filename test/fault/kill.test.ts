/** Killed at any moment and started again, the bot neither loses nor doubles a digest. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storeArticles } from '../../src/archive/article-table.ts'
import { ensureFeed } from '../../src/feed/feed-table.ts'
import { MovedClock } from '../../src/lib/clock.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { addSubscription } from '../../src/subscription/subscription-table.ts'
import { openStore } from '../../src/wiring/open-store.ts'
import { article } from '../digest/articles.ts'

const SENDER = join(import.meta.dirname, 'sender.ts')
const SLOT = Date.parse('2026-01-18T07:30:00+09:00')
const CHANNELS = 40
const KILLS = 3
/** A dead process’s leases are over by then, and its nonces forgotten (in the sandbox after three minutes). */
const REST_MS = 200_000

let folder: string
let discord: Sandbox
const clock = new MovedClock(SLOT - 3_600_000)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chrysanthemum-'))
  discord = await startSandbox({ clock })
})
afterAll(async () => {
  await discord.close()
  await rm(folder, { recursive: true })
})

/** A store with a subscription for each channel, all due at the slot; gives the channels. */
async function prepare(file: string): Promise<string[]> {
  const guild = discord.addGuild({ name: 'Garden' })
  const channels = Array.from({ length: CHANNELS }, (_, n) =>
    discord.addChannel(guild.id, { name: `news-${n}` }),
  )
  const now = clock.now()
  const db = await openStore(file, now)
  await db.tx(async (tx) => {
    const feed = await ensureFeed(tx, 'https://news.example/feed', now)
    await storeArticles(tx, { feedId: feed.id, articles: [article({ publishedAt: now })], now })
    for (const { id: channelId } of channels) {
      const subscription = {
        guildId: guild.id,
        channelId,
        name: 'news',
        schedule: { minute: 450, days: [1, 2, 3, 4, 5, 6, 7], zone: 'Asia/Tokyo' },
        locale: 'ja',
        count: 5,
        roleId: null,
        silent: false,
        slotAt: SLOT,
        setBy: '1',
      } as const
      await addSubscription(tx, { subscription, feedIds: [feed.id], now })
    }
  })
  await db.close()
  return channels.map(({ id }) => id)
}

function start(file: string): ChildProcess {
  const world = [file, discord.apiUrl, discord.token, discord.botId, String(clock.now())]
  return spawn(process.execPath, [SENDER, ...world], { stdio: ['ignore', 'pipe', 'inherit'] })
}

const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))

/** Resolves when it has begun to work. */
const working = (child: ChildProcess) =>
  new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()))

/** Resolves with the n-th request to Discord from now on, or when the process ends by itself. */
const request = (count: number, end: Promise<unknown>) => {
  let left = count
  return Promise.race([
    end,
    new Promise<void>((resolve) => {
      const stop = discord.onMessage(() => {
        left -= 1
        if (left > 0) return
        stop()
        resolve()
      })
    }),
  ])
}

/** Several processes start here: on a busy machine that takes its time. */
const PATIENCE = { timeout: 90_000 }

describe('a bot that is killed', PATIENCE, () => {
  it('has posted every digest once when it was started often enough', async () => {
    const file = join(folder, 'kill.db')
    const channels = await prepare(file)
    clock.moveTo(SLOT)
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = start(file)
      const end = ended(child)
      await working(child)
      // Before its first message (while it composes), then ever later among its messages: stored, but not yet answered.
      if (kill > 0) await request(kill * 4, end)
      child.kill('SIGKILL')
      await end
      clock.advance(REST_MS)
    }
    expect(await ended(start(file))).toBe(0)
    expect(channels.map((id) => discord.messages(id).length)).toEqual(channels.map(() => 1))
    expect(discord.violations).toEqual([])
  })
})
