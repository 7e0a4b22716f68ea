/** Killed while it corrects what it has posted, the bot has every card corrected in the end, once, and no message more. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storeArticles } from '../../src/archive/article-table.ts'
import { ensureFeed } from '../../src/feed/feed-table.ts'
import { MovedClock } from '../../src/lib/clock.ts'
import type { NewArticle } from '../../src/model/article.ts'
import { type Message, type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { storeRead } from '../../src/services/store-read.ts'
import { addSubscription } from '../../src/subscription/subscription-table.ts'
import { openStore } from '../../src/wiring/open-store.ts'
import { article } from '../digest/articles.ts'
import type { SenderOrder } from './sender.ts'

const SENDER = join(import.meta.dirname, 'sender.ts')
const EDIT = 'PATCH /channels/:channel/messages/:message'
const SLOT = Date.parse('2026-01-18T07:30:00+09:00')
const FEED = 'https://news.example/feed'
const CHANNELS = 12
/** A dead process's leases are over by then. */
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

const news = (dead: number): NewArticle[] => [
  article({
    id: 1,
    title: `地震、死者${dead}人に`,
    lead: `死者は${dead}人になった。`,
    publishedAt: SLOT,
  }),
  article({ id: 2, title: '橋が開通', lead: '新しい橋が開通した。', publishedAt: SLOT - 1 }),
]

/** A store with a subscription for each channel, all due at the slot. */
async function prepare(
  file: string,
  channelIds: readonly string[],
  guildId: string,
): Promise<void> {
  const now = clock.now()
  const db = await openStore(file, now)
  await db.tx(async (tx) => {
    const feed = await ensureFeed(tx, FEED, now)
    for (const channelId of channelIds) {
      const subscription = {
        guildId,
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
    await storeArticles(tx, { feedId: feed.id, articles: news(12), now })
  })
  await db.close()
}

/** A poll reads what the source says by now. */
async function read(file: string, articles: readonly NewArticle[]): Promise<void> {
  const now = clock.now()
  const db = await openStore(file, now)
  await db.tx(async (tx) => {
    const { id: feedId } = await ensureFeed(tx, FEED, now)
    await storeRead(tx, { feedId, articles, now, enriching: { pages: false, cards: false } })
  })
  await db.close()
}

function start(file: string): { child: ChildProcess; ended: Promise<number | null> } {
  const { apiUrl, token, botId } = discord
  const order: SenderOrder = {
    ...{ file, apiUrl, token, botId },
    at: clock.now(),
    instance: 'test',
    timeoutMs: 2_000,
    failsOneIn: 0,
  }
  const child = spawn(process.execPath, [SENDER, JSON.stringify(order)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return { child, ended: new Promise((resolve) => child.on('close', (code) => resolve(code))) }
}

/** Resolves with the n-th edit from now on that Discord has stored, or when the process ends. */
const edited = (count: number, ended: Promise<unknown>) =>
  Promise.race([
    ended,
    new Promise<void>((resolve) => {
      let left = count
      const stop = discord.onMessage(({ kind }) => {
        if (kind === 'edited') left -= 1
        if (left > 0) return
        stop()
        resolve()
      })
    }),
  ])

/** Several processes start here: on a busy machine that takes its time. */
const PATIENCE = { timeout: 120_000 }

describe('a bot that is killed while it corrects', PATIENCE, () => {
  it('has corrected every card in the end, and nothing else', async () => {
    const { id: guildId } = discord.addGuild({ name: 'Garden' })
    const ids = Array.from(
      { length: CHANNELS },
      (_, n) => discord.addChannel(guildId, { name: `n-${n}` }).id,
    )
    const file = join(folder, 'corrections.db')
    await prepare(file, ids, guildId)
    clock.moveTo(SLOT)
    expect(await start(file).ended).toBe(0)
    const before = ids.map((id) => structuredClone(discord.messages(id)[0]))
    clock.advance(3_600_000)
    await read(file, news(21))
    for (const count of [2, 5]) {
      // Stored by Discord, and its answer never read.
      discord.faults.add({ route: EDIT, times: 2, effect: { kind: 'hang', stored: true } })
      const { child, ended } = start(file)
      await edited(count, ended)
      child.kill('SIGKILL')
      await ended
      discord.faults.clear()
      clock.advance(REST_MS)
    }
    expect(await start(file).ended).toBe(0)
    for (const [n, id] of ids.entries()) {
      const messages = discord.messages(id)
      expect(messages).toHaveLength(1)
      const [was, is] = [before[n]?.embeds ?? [], messages[0]?.embeds ?? []]
      expect(marked(messages[0])).toEqual([1])
      expect(JSON.stringify(is[0])).toContain('21人')
      expect(JSON.stringify(is[1])).toBe(JSON.stringify(was[1]))
    }
    expect(discord.violations).toEqual([])
    const db = await openStore(file, clock.now())
    const rows = await db.all(
      `SELECT DISTINCT p.corrections, p.version, f.state FROM posting p JOIN follow_up f ON f.message_id = p.message_id
        WHERE p.wanted IS NOT NULL OR p.corrections > 0`,
    )
    expect(rows).toEqual([{ corrections: 1, version: 2, state: 'done' }])
    await db.close()
  })
})

/** The numbers (from 1) of the cards that say that they were corrected. */
const marked = (message: Message | undefined): number[] =>
  (message?.embeds ?? []).flatMap((embed, n) =>
    JSON.stringify(embed['footer']).includes('訂正') ? [n + 1] : [],
  )
