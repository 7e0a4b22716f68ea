import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepDirectChannel } from '../../src/delivery/notice-table.ts'
import { deliverDue } from '../../src/services/deliver.ts'
import { tellNotices } from '../../src/services/notices.ts'
import { tablesHolding, tablesOf } from './tables.ts'
import { caller, createWorld, order, type TestWorld } from './world.ts'

const FEED = 'https://harbour.example/feed'
const ID = '300000000000000042'
const DIRECT = '400000000000000042'
const mina = caller({ userId: ID })
const other = caller({ userId: '300000000000000043' })

let world: TestWorld
beforeEach(async () => {
  world = await createWorld()
  world.feeds.set(
    FEED,
    [1, 2, 3, 4, 5, 6, 7].map((n) => ({ id: `a${n}`, title: `Ship ${n}`, text: `Cargo ${n}.` })),
  )
})
afterEach(() => world.db.close())

const holding = (text: string) => tablesHolding(world.db, text)

const alone = (me: typeof mina) => ({ ...me, guildId: null })

/** Sets up a digest in somebody's own direct messages, and has it come. */
async function useOwn(me: typeof mina) {
  const { services, db } = world
  const asked = { feed: FEED, time: '7:30', zone: null, count: null }
  const set = await services.subscribeOwn(asked, alone(me))
  if (!set.ok) throw new Error('no digest of their own was set up')
  const { id, guildId } = set.value.view.subscription
  const sent = await services.digestNow({ subscriptionId: id }, alone(me))
  if (!sent.ok) throw new Error('it did not come')
  await world.work()
  await db.all(
    `INSERT INTO notice (guild_id, feed_id, cause, told_at, key) VALUES ($1, 1, 'timeout', 0, 'k')`,
    [guildId],
  )
  await db.all('INSERT INTO notice_owed (guild_id, since) VALUES ($1, 0)', [guildId])
}

/** Leaves a trace of everything that a person can do. */
async function useAll() {
  const { services, db, deps, deliver } = world
  const set = await services.subscribe(order(FEED), mina)
  if (!set.ok) throw new Error('no digest was set up')
  await world.work()
  const ids = (await db.all('SELECT id FROM article ORDER BY id')).map(({ id }) => Number(id))
  await services.save(ids.slice(0, 2), mina)
  await services.save(ids.slice(0, 2), other)
  await services.share(ids[0] ?? 0, mina)
  await services.share(ids[0] ?? 0, { ...other, channelId: '7' })
  while ((await deliverDue(deliver)) > 0);
  await services.share(ids[1] ?? 0, mina)
  expect(await services.search({ query: 'cargo' }, mina)).toMatchObject({
    ok: true,
    value: { total: 7 },
  })
  const { view } = set.value
  await services.setFilters(
    { id: view.subscription.id, version: view.subscription.version, typed: { languages: '???' } },
    mina,
  )
  await db.tx((tx) => keepDirectChannel(tx, { userId: ID, channelId: DIRECT }))
  for (const me of [mina, other]) await useOwn(me)
  await db.all(
    `INSERT INTO delivery (key, kind, guild_id, channel_id, position, payload, state, due_at, created_at)
     VALUES ('n1-2-3', 'notice', 'g', $1, 0, '{}', 'sent', 0, 0)`,
    [DIRECT],
  )
  return deps
}

describe('a person who wants to be forgotten', () => {
  it('is in no table and no cache any more, and others lose nothing', async () => {
    await useAll()
    expect(await holding(ID)).toEqual([
      'delivery',
      'direct_channel',
      'kv',
      'notice',
      'notice_owed',
      'posting',
      'saved',
      'share',
      'subscription',
    ])
    const kept = await holding(other.userId)
    await world.services.forgetMe(mina)
    expect(await holding(ID)).toEqual([])
    expect(await holding(DIRECT)).toEqual([])
    expect(await holding(other.userId)).toEqual(kept)
    expect(await world.services.aboutMe(mina)).toEqual({
      saved: 0,
      shared: 0,
      own: 0,
      digests: 0,
      more: 0,
    })
    expect((await world.services.saved(0, other)).total).toBe(2)
  })

  it('leaves their digests running, and nothing more of theirs goes out', async () => {
    await useAll()
    const before = world.posted.length
    await world.services.forgetMe(mina)
    await world.work()
    expect(world.posted).toHaveLength(before)
    world.clock.advance(90 * 60_000)
    await world.work()
    expect(world.posted).toHaveLength(before + 1)
    expect(await holding(ID)).toEqual([])
  })

  it('is not written to any more: the server is told at a command', async () => {
    await useAll()
    await world.services.forgetMe(mina)
    world.broken.add(FEED)
    for (let hour = 0; hour < 40; hour += 1) {
      world.clock.advance(3_600_000)
      await world.work()
    }
    const opened: string[] = []
    const openDirect = async (userId: string) => {
      opened.push(userId)
      return DIRECT
    }
    await tellNotices({ ...world.deps, openDirect })
    expect(opened).toEqual([])
    const owed = await world.db.all(`SELECT guild_id FROM notice_owed WHERE guild_id NOT LIKE '@%'`)
    expect(owed).toHaveLength(1)
  })
})

describe('all that is kept of a person', () => {
  it('is in their file, by what they may see, and nothing of others', async () => {
    await useAll()
    const { name, text } = await world.services.exportMe(mina)
    expect(name).toMatch(/\.json$/)
    const all = JSON.parse(text)
    expect(all.user).toBe(ID)
    expect(all.saved).toEqual([
      { article: 1, title: 'Ship 7', url: 'https://news.example/a7', savedAt: expect.any(String) },
      { article: 2, title: 'Ship 6', url: 'https://news.example/a6', savedAt: expect.any(String) },
    ])
    expect(all.shared).toHaveLength(2)
    expect(all.digestsSetUp).toMatchObject([{ server: mina.guildId, state: 'active' }])
    expect(all.ownDigests).toMatchObject({
      subscriptions: [{ channel: DIRECT, state: 'active', feeds: [{ url: FEED }] }],
      digests: [{ shown: 5, listed: 2 }],
      deliveries: [{ kind: 'digest', state: 'sent' }],
      notices: [{ feed: 1, cause: 'timeout' }],
    })
    expect(all.directMessages).toBe(DIRECT)
    expect(all.begun.map((one: { in: string }) => one.in)).toEqual([
      'discovery',
      'search',
      'search',
    ])
    expect(text).not.toContain(other.userId)
    const third = caller({ userId: '300000000000000044' })
    await world.services.save([1], third)
    const fromAfar = await world.services.exportMe(alone(third))
    expect(fromAfar.text).not.toContain('Ship')
    expect(JSON.parse(fromAfar.text).saved[0]).toEqual({ article: 1, savedAt: expect.any(String) })
  })

  it('stands in columns that are known: a new one is added to src/services/me.ts, and here', async () => {
    const personal: string[] = []
    for (const table of await tablesOf(world.db)) {
      const columns = await world.db.all(`SELECT name FROM pragma_table_info('${table}')`)
      for (const { name } of columns) {
        if (/(^|_)(user|member|person|caller|editor|by)(_id|s)?$|_by(_|$)/.test(String(name))) {
          personal.push(`${table}.${name}`)
        }
      }
    }
    expect(personal.toSorted()).toEqual([
      'direct_channel.user_id',
      'saved.user_id',
      'share.user_id',
      'subscription.changed_by',
      'subscription.set_by',
    ])
  })
})
