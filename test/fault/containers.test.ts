/** Killed between a digest's post, its thread and its way to followers, the bot makes each of them once. */
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
import type { SenderOrder } from './sender.ts'

const SENDER = join(import.meta.dirname, 'sender.ts')
const SLOT = Date.parse('2026-01-18T07:30:00+09:00')
/** Forums, and announcement channels whose digests get a thread and go on to a follower. */
const FORUMS = 12
const ANNOUNCEMENTS = 8
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

type Stood = {
  guildId: string
  channelId: string
  container?: 'post' | 'thread'
  publish?: boolean
}

const many = <T>(length: number, make: (n: number) => T): T[] =>
  Array.from({ length }, (_, n) => make(n))

/** A store with a subscription for each place, all due at the slot. */
async function prepare(file: string, places: readonly Stood[]): Promise<void> {
  const now = clock.now()
  const db = await openStore(file, now)
  await db.tx(async (tx) => {
    const feed = await ensureFeed(tx, 'https://news.example/feed', now)
    await storeArticles(tx, { feedId: feed.id, articles: [article({ publishedAt: now })], now })
    for (const place of places) {
      const subscription = {
        ...place,
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
}

function start(file: string): ChildProcess {
  const { apiUrl, token, botId } = discord
  const order: SenderOrder = {
    ...{ file, apiUrl, token, botId },
    at: clock.now(),
    instance: 'test',
    timeoutMs: 10_000,
    failsOneIn: 0,
  }
  return spawn(process.execPath, [SENDER, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
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
  it('has made every post and thread once, and every follower has each announcement once', async () => {
    const { id: guildId } = discord.addGuild({ name: 'Forums' })
    const forums = many(FORUMS, (n) => discord.addForum(guildId, { name: `forum-${n}` }).id)
    const followed = many(ANNOUNCEMENTS, (n) => {
      const { id } = discord.addChannel(guildId, { name: `open-${n}`, type: 5 })
      const copies = discord.addChannel(guildId, { name: `copies-${n}` }).id
      discord.world.followers.set(id, [{ channelId: copies, webhookId: discord.world.id() }])
      return { id, copies }
    })
    const file = join(folder, 'containers.db')
    await prepare(file, [
      ...forums.map((channelId) => ({ guildId, channelId, container: 'post' as const })),
      ...followed.map(({ id: channelId }) => {
        return { guildId, channelId, container: 'thread' as const, publish: true }
      }),
    ])
    await killedOften(file)
    const threadsIn = (id: string) =>
      [...discord.world.channels.values()].filter(({ thread }) => thread?.parentId === id).length
    expect(forums.map(threadsIn)).toEqual(forums.map(() => 1))
    for (const { id, copies } of followed) {
      const counted = [discord.messages(id).length, threadsIn(id), discord.messages(copies).length]
      expect(counted).toEqual([1, 1, 1])
    }
    expect(discord.violations).toEqual([])
  })
})

/** Starts a bot over a store and kills it, again and again; the last may end its work. */
async function killedOften(file: string): Promise<void> {
  clock.moveTo(Math.max(SLOT, clock.now()))
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
}
