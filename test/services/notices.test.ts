import { describe, expect, it } from 'vitest'
import { deliverDue } from '../../src/services/deliver.ts'
import { tellNotices } from '../../src/services/notices.ts'
import { caller, createWorld, GUILD, order, type TestWorld } from './world.ts'

const HOUR = 3_600_000
const NOTICES = '200000000000000009'
const article = (id: string) => ({ id, title: 'T', text: 'text', date: 0 })
const urls = ['a', 'b', 'c'].map((name) => `https://${name}.example/feed`)

/** A server that reads three feeds; `told` are the notices so far, with the channel that each went to. */
async function createServer({ setBy = '300000000000000001' } = {}) {
  const world = await createWorld()
  for (const url of urls) world.feeds.set(url, [article('1')])
  const done = await world.services.subscribe(order(urls.join(' ')), caller({ userId: setBy }))
  if (!done.ok) throw new Error(JSON.stringify(done.error))
  const opened: string[] = []
  const directs = new Map([[setBy, '400']])
  const hours = async (count: number) => {
    for (let hour = 0; hour < count; hour += 1) {
      world.clock.advance(HOUR)
      await world.work()
      await tellNotices({
        ...world.deps,
        openDirect: async (userId) => {
          opened.push(userId)
          return directs.get(userId) ?? null
        },
      })
      while ((await deliverDue(world.deliver)) > 0);
    }
  }
  const told = () =>
    world.posted
      .filter(({ payload }) => JSON.stringify(payload.components).includes('v1:health:0:n'))
      .map(({ channelId, payload }) => ({ channelId, content: payload.content ?? '' }))
  return { world, hours, told, opened, directs }
}

const settings = (world: TestWorld, notices: string) =>
  world.db.all('INSERT INTO guild (id, settings) VALUES ($1, $2)', [
    GUILD,
    JSON.stringify({ notices }),
  ])

describe('notices', () => {
  it('ring nobody, whatever hour it is where they are read', async () => {
    const { world, hours } = await createServer()
    await settings(world, NOTICES)
    world.broken.add(urls[0] ?? '')
    await hours(30)
    const flags = world.posted.flatMap(({ channelId, payload }) =>
      channelId === NOTICES ? [payload.flags] : [],
    )
    expect(flags).toEqual([1 << 12])
  })

  it('tell of feeds that have failed for a day: once, those of one cause together, with ways out', async () => {
    const { world, hours, told } = await createServer()
    await settings(world, NOTICES)
    world.broken.add(urls[0] ?? '').add(urls[1] ?? '')
    await hours(23)
    expect(told()).toEqual([])
    await hours(49)
    expect(told()).toHaveLength(1)
    const [notice] = told()
    expect(notice?.channelId).toBe(NOTICES)
    expect(notice?.content).toContain('a.example、b.example')
    expect(notice?.content).not.toContain('c.example')
    expect(notice?.content).toContain('サーバーがエラーを返します')
    expect(notice?.content).toContain('/ダイジェスト 状態')
  })

  it('tell that a feed is well again, once', async () => {
    const { world, hours, told } = await createServer()
    await settings(world, NOTICES)
    world.broken.add(urls[0] ?? '')
    await hours(30)
    world.broken.clear()
    await hours(72)
    expect(told().map(({ content }) => content.slice(0, 2))).toEqual(['⚠️', '✅ '])
    expect(told()[1]?.content).toContain('a.example')
  })

  it('come at most once a day', async () => {
    const { world, hours, told } = await createServer()
    await settings(world, NOTICES)
    world.broken.add(urls[0] ?? '')
    await hours(6)
    world.broken.add(urls[1] ?? '')
    await hours(6)
    world.broken.add(urls[2] ?? '')
    await hours(60)
    const rows = await world.db.all(
      `SELECT created_at FROM delivery WHERE kind = 'notice' ORDER BY created_at`,
    )
    const times = rows.map((row) => Number(row['created_at']))
    expect(times).toHaveLength(told().length)
    expect(times).toHaveLength(2)
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(24 * HOUR)
    expect(told()[1]?.content).toContain('b.example、c.example')
  })

  it('go to the direct messages of who subscribed where the server has no channel for them', async () => {
    const { world, hours, told, opened } = await createServer()
    world.broken.add(urls[0] ?? '')
    await hours(30)
    world.broken.clear()
    await hours(30)
    expect(told().map(({ channelId }) => channelId)).toEqual(['400', '400'])
    expect(opened).toEqual(['300000000000000001'])
  })

  it('are kept for later where nobody can be written to', async () => {
    const { world, hours, told, directs } = await createServer()
    directs.clear()
    world.broken.add(urls[0] ?? '')
    await hours(40)
    expect(told()).toEqual([])
    await settings(world, NOTICES)
    await hours(1)
    expect(told()).toHaveLength(1)
  })

  it('blame no feed for a network of our own that is down', async () => {
    const world = await createWorld()
    const many = Array.from({ length: 6 }, (_, n) => `https://n${n}.example/feed`)
    for (const url of many) world.feeds.set(url, [article('1')])
    await world.services.subscribe(order(many.join(' ')), caller())
    await world.db.all(
      `UPDATE feed SET error = 'unreachable', failures = 9, polled_at = $1, failing_since = $2`,
      [world.clock.now(), world.clock.now() - 30 * HOUR],
    )
    const tell = () => tellNotices({ ...world.deps, openDirect: async () => '400' })
    expect(await tell()).toBe(0)
    await world.db.all(`UPDATE feed SET error = NULL, failing_since = NULL WHERE id = 1`)
    expect(await tell()).toBe(1)
  })

  it('show no key of an address', async () => {
    const world = await createWorld()
    const secret = 'https://s.example/feed?token=hunter2'
    world.feeds.set(secret, [article('1')])
    await world.services.subscribe(order(secret), caller())
    await world.db.all('UPDATE feed SET title = NULL, stopped_at = $1', [world.clock.now()])
    await tellNotices({ ...world.deps, openDirect: async () => '400' })
    const [row] = await world.db.all(`SELECT payload FROM delivery WHERE kind = 'notice'`)
    expect(row?.['payload']).toContain('s.example')
    expect(row?.['payload']).not.toContain('hunter2')
  })
})

describe('/digest health', () => {
  it('knows each feed of the server that the caller sees, those in trouble first', async () => {
    const { world, hours } = await createServer()
    world.broken.add(urls[1] ?? '')
    await hours(2)
    const all = await world.services.feedHealth(caller())
    expect(all.map(({ title, health }) => [title, health.kind])).toEqual([
      ['b.example', 'failing'],
      ['a.example', 'well'],
      ['c.example', 'well'],
    ])
    expect(all[0]).toMatchObject({ health: { error: 'http-error', status: 500 }, url: urls[1] })
    expect(await world.services.feedHealth(caller({ sees: () => false }))).toEqual([])
    expect(await world.services.feedHealth(caller({ guildId: '9' }))).toEqual([])
    expect(await world.services.feedHealth(caller({ guildId: null }))).toEqual([])
  })
})
