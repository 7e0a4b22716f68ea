import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { claimFeeds, holdHost, readersOf } from '../../src/feed/claim-feeds.ts'
import { ensureFeed, findFeed, moveFeed, pullForward } from '../../src/feed/feed-table.ts'
import type { Db } from '../../src/storage/db.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { migrations } from '../../src/storage/migrations.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'

const NOW = 1_000_000

let db: Db
beforeEach(async () => {
  db = await openSqlite(':memory:')
  await migrate(db, migrations, NOW)
  await db.all(
    `INSERT INTO subscription (id, guild_id, channel_id, name, minute, days, zone, locale, count, seen_seq, slot_at, due_at, set_by, set_at, state)
     VALUES (1, '1', '1', 'x', 0, '[1]', 'Asia/Tokyo', 'ja', 5, 0, $1, $1, '1', 0, 'active')`,
    [NOW + 60_000],
  )
})
afterEach(() => db.close())

async function feeds(host: string, count: number, dueAt = NOW) {
  await db.tx(async (tx) => {
    for (let n = 0; n < count; n += 1) {
      const { id } = await ensureFeed(tx, `https://${host}/${n}`, dueAt)
      await tx.all(
        'INSERT INTO subscription_feed (subscription_id, feed_id, from_seq, position) VALUES (1, $1, 0, 0)',
        [id],
      )
    }
  })
}
const claimAt = (now: number, limit = 64) =>
  db.tx((tx) => claimFeeds(tx, { now, leaseUntil: now + 3_600_000, owner: 'x', limit }))
const paths = async (now: number, limit?: number) =>
  (await claimAt(now, limit)).map(({ url }) => url.slice('https://'.length))

describe('a claim of feeds', () => {
  it('takes one of each host, those due longest first', async () => {
    await feeds('a.example', 3)
    await feeds('b.example', 2, NOW - 5)
    expect(await paths(NOW)).toEqual(['a.example/0', 'b.example/0'])
    expect(await paths(NOW)).toEqual([])
    expect(await paths(NOW + 999)).toEqual([])
    expect(await paths(NOW + 1000)).toEqual(['a.example/1', 'b.example/1'])
    expect(await paths(NOW + 2000)).toEqual(['a.example/2'])
  })

  it('gets round the feeds of a large host in a quarter of an hour', async () => {
    await feeds('large.example', 905)
    const turns: number[] = []
    for (let second = 0; second < 900 && turns.at(-1) !== 0; second += 1) {
      turns.push((await claimAt(NOW + second * 1000)).length)
    }
    expect(turns.reduce((a, b) => a + b)).toBe(905)
    expect(new Set(turns)).toEqual(new Set([2, 1, 0]))
  })

  it('lets nobody wait behind a host that has most of what is due', async () => {
    await feeds('large.example', 1500, NOW - 1000)
    await feeds('small.example', 1)
    const first = await paths(NOW)
    const second = await paths(NOW)
    expect([...first, ...second]).toContain('small.example/0')
  })

  it('takes no feed that nobody reads, none that is gone, and of the rest as many as wanted', async () => {
    await feeds('a.example', 1)
    await feeds('b.example', 1)
    await feeds('c.example', 1)
    await db.tx((tx) => ensureFeed(tx, 'https://unread.example/', NOW))
    await db.all(`UPDATE feed SET stopped_at = 1 WHERE url LIKE '%b.example%'`)
    expect(await paths(NOW, 1)).toEqual(['a.example/0'])
    expect(await paths(NOW)).toEqual(['c.example/0'])
  })

  it('leaves a host alone that sent us away', async () => {
    await feeds('a.example', 1)
    await db.tx((tx) => holdHost(tx, 'a.example', NOW + 60_000))
    expect(await paths(NOW + 59_999)).toEqual([])
    expect(await paths(NOW + 60_000)).toEqual(['a.example/0'])
  })

  it('knows how many read a feed', async () => {
    await feeds('a.example', 1)
    expect(await readersOf(db, [1])).toEqual(new Map([[1, 1]]))
  })
})

describe('a feed before its digest', () => {
  it('is asked, unless its server wants to be left alone', async () => {
    await feeds('a.example', 2, NOW + 600_000)
    await db.all('UPDATE feed SET fresh_until = $1 WHERE id = 2', [NOW + 1])
    await db.tx((tx) => pullForward(tx, { now: NOW, slotBefore: NOW + 180_000, askedBefore: NOW }))
    expect(await paths(NOW)).toEqual(['a.example/0'])
    expect(await paths(NOW + 1000)).toEqual([])
  })
})

describe('a feed that has moved', () => {
  it('has its new address, with its readers and its past', async () => {
    await feeds('old.example', 1)
    const feed = await findFeed(db, 'https://old.example/0')
    if (!feed) throw new Error('no feed')
    await db.tx((tx) => moveFeed(tx, feed, { url: 'https://new.example/f', now: NOW }))
    expect(await db.all('SELECT id, url, host FROM feed')).toEqual([
      { id: 1, url: 'https://new.example/f', host: 'new.example' },
    ])
  })

  it('joins the feed that is there already', async () => {
    await feeds('old.example', 1)
    await db.tx((tx) => ensureFeed(tx, 'https://new.example/f', NOW))
    const feed = await findFeed(db, 'https://old.example/0')
    if (!feed) throw new Error('no feed')
    await db.tx((tx) => moveFeed(tx, feed, { url: 'https://new.example/f', now: NOW }))
    expect(await paths(NOW)).toEqual(['new.example/f'])
    expect(await db.all('SELECT feed_id FROM subscription_feed')).toEqual([{ feed_id: 2 }])
  })
})
