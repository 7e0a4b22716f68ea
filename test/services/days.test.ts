/** Digests that do not come every day, over real tables and a moved clock. */
import { expect, it } from 'vitest'
import { migrate } from '../../src/storage/migrate.ts'
import { migrations } from '../../src/storage/migrations.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import { findSubscription } from '../../src/subscription/subscription-table.ts'
import { caller, createWorld, GUILD, order, START } from './world.ts'

const FEED = 'https://news.example/feed'
const DAY = 86_400_000
const article = (n: number) => ({
  id: `a${n}`,
  title: `第${n}号の記事`,
  text: `港の第${n}号の記事。潮の高さを伝える。`,
})

/** Lives through days; each has an article of its own. Gives the dates of what was posted. */
async function weeksOf(days: string, { from, count }: { from: string; count: number }) {
  const world = await createWorld()
  world.clock.moveTo(Date.parse(from))
  world.feeds.set(FEED, [article(0)])
  const done = await world.services.subscribe(order(FEED, { days }), caller())
  if (!done.ok) throw new Error(done.error.kind)
  const posted: string[] = []
  for (let n = 0; n < count; n += 1) {
    const before = world.posted.length
    world.clock.moveTo(Date.parse(from) + n * DAY + 5_400_000)
    await world.work()
    if (world.posted.length > before)
      posted.push(new Date(world.clock.now() + 9 * 3_600_000).toISOString().slice(5, 10))
    world.feeds.set(FEED, [...(world.feeds.get(FEED) ?? []), article(n + 1)])
    await world.db.all('UPDATE feed SET due_at = 0')
    await world.work()
  }
  return { world, posted }
}

it('comes on working days only, and the first one after free days says that it covers them', async () => {
  // From Thursday 30 April 2026 over Golden Week; 06:00 in Tokyo.
  const { world, posted } = await weeksOf('平日（祝日を除く）', {
    from: '2026-04-30T06:00:00+09:00',
    count: 9,
  })
  expect(posted).toEqual(['04-30', '05-01', '05-07', '05-08'])
  expect(world.posted[2]?.payload.content).toContain('6日分')
})

it('comes once a week where one day was chosen', async () => {
  const { posted } = await weeksOf('月曜', { from: '2026-01-18T06:00:00+09:00', count: 16 })
  expect(posted).toEqual(['01-19', '01-26', '02-02'])
})

it('says that a country was guessed, and only then', async () => {
  const world = await createWorld()
  world.feeds.set(FEED, [article(1)])
  const ordered = async (days: string, zone: string | null = null) => {
    const done = await world.services.subscribe(order(FEED, { days, zone }), caller())
    return done.ok && [done.value.view.subscription.schedule.holidays, done.value.countryGuessed]
  }
  expect(await ordered('平日（祝日を除く）')).toEqual(['JP', true])
  expect(await ordered('平日（祝日を除く）', 'America/New_York')).toEqual(['US', true])
  expect(await ordered('weekdays except holidays in Germany')).toEqual(['DE', false])
  expect(await ordered('平日')).toEqual([null, false])
})

it('is another digest where it comes on other days, and the same one where it does not', async () => {
  const world = await createWorld()
  world.feeds.set(FEED, [article(1)])
  const already = async (days: string | null) => {
    const done = await world.services.subscribe(order(FEED, { days }), caller())
    return done.ok && done.value.already
  }
  expect([await already(null), await already('毎日'), await already('平日')]).toEqual([
    false,
    true,
    false,
  ])
  expect([await already('平日（祝日を除く）'), await already('mon-fri')]).toEqual([false, true])
})

it.each([
  [{ days: '毎月' }, 'bad-days'],
  [{ days: 'weekdays but holidays', zone: 'UTC' }, 'no-country'],
])('stores nothing of an order with %j', async (typed, kind) => {
  const world = await createWorld()
  world.feeds.set(FEED, [article(1)])
  const done = await world.services.subscribe(order(FEED, typed), caller({ guildLocale: null }))
  expect(done).toMatchObject({ ok: false, error: { kind } })
  expect(await world.db.all('SELECT id FROM subscription')).toEqual([])
  expect(await world.db.all('SELECT id FROM feed')).toEqual([])
})

it('keeps the days of digests from before there were holidays', async () => {
  const db = await openSqlite(':memory:')
  await migrate(
    db,
    migrations.filter(({ id }) => id < 10),
    START,
  )
  await db.all(
    `INSERT INTO subscription (guild_id, channel_id, name, minute, days, zone, locale, count, seen_seq, slot_at, due_at, set_by, set_at, state)
     VALUES ($1, '2', 'x', 450, '[1,3]', 'Asia/Tokyo', 'ja', 5, 0, 0, 0, '3', 0, 'active')`,
    [GUILD],
  )
  await migrate(db, migrations, START)
  const kept = await findSubscription(db, { id: 1, guildId: GUILD })
  expect(kept?.schedule).toEqual({
    minute: 450,
    days: [1, 3],
    zone: 'Asia/Tokyo',
    holidays: null,
    instant: null,
  })
})
