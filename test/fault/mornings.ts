/** What the fault runs share: mornings of news for many channels, the ways in which Discord fails, and what is counted at the end. */
import { storeArticles } from '../../src/archive/article-table.ts'
import { parseDigestKey } from '../../src/delivery/nonce.ts'
import { ensureFeed } from '../../src/feed/feed-table.ts'
import type { Clock } from '../../src/lib/clock.ts'
import { parseCustomId } from '../../src/model/command.ts'
import type { FaultEffect } from '../../src/sandbox/faults.ts'
import type { Message, Sandbox } from '../../src/sandbox/sandbox.ts'
import { addSubscription } from '../../src/subscription/subscription-table.ts'
import { openStore } from '../../src/wiring/open-store.ts'
import { article } from '../digest/articles.ts'

export const FIRST_SLOT = Date.parse('2026-01-18T07:30:00+09:00')
export const DAY = 86_400_000
const FEED = 'https://news.example/feed'

export type Counted = {
  digests: number
  lost: number
  doubled: number
  outOfOrder: number
  /** Deliveries that a process said were stored and that the store does not know as sent. */
  forgotten: number
  unsure: number
  integrity: string
}

type Store = { file: string; clock: Clock }

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

export const FAULTS: readonly [[string, FaultEffect], ...[string, FaultEffect][]] = [
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

/** Makes a store with a subscription for each channel, due every morning. */
export async function prepare(
  { file, clock }: Store,
  places: readonly { guildId: string; channelId: string }[],
): Promise<void> {
  const now = clock.now()
  const db = await openStore(file, now)
  await db.tx(async (tx) => {
    const feed = await ensureFeed(tx, FEED, now)
    for (const place of places) {
      const subscription = {
        ...place,
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
export async function bring({ file, clock }: Store, day: number): Promise<void> {
  const now = clock.now()
  const db = await openStore(file, now)
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

const slotIn = (message: Message): number => {
  const controls = message.components.flatMap(
    (row) => row['components'] as { custom_id?: string }[],
  )
  const args = controls.flatMap(({ custom_id = '' }) => parseCustomId(custom_id)?.args ?? [])
  return args.map((arg) => parseDigestKey(arg)?.slotMinute).find((slot) => slot !== undefined) ?? 0
}

/** Counts what reached the channels in so many mornings, and what the store knows of it. */
export async function count(
  {
    channelIds,
    discord,
    sent,
    file,
    clock,
  }: Store & { channelIds: readonly string[]; discord: Sandbox; sent: ReadonlySet<number> },
  days: number,
): Promise<Counted> {
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
  const db = await openStore(file, clock.now())
  const stored = new Set(
    (await db.all(`SELECT id FROM delivery WHERE state = 'sent'`)).map((row) => Number(row['id'])),
  )
  const [unsure] = await db.all(`SELECT COUNT(*) AS n FROM delivery WHERE state = 'unsure'`)
  const [integrity] = await db.all('PRAGMA integrity_check')
  await db.close()
  return {
    digests: channelIds.length * days,
    ...report,
    forgotten: [...sent].filter((id) => !stored.has(id)).length,
    unsure: Number(unsure?.['n']),
    integrity: String(integrity?.['integrity_check']),
  }
}
