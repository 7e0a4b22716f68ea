/** What follows each digest is changed where it stands: its threads, its way to the followers of its channel. */
import { describe, expect, it } from 'vitest'
import type { Caller } from '../../src/model/caller.ts'
import type { Place } from '../../src/model/place.ts'
import { caller, createWorld, order, START, type TestWorld } from './world.ts'

const FEED = 'https://news.example/feed'
const SLOT = START + 90 * 60_000

const place = (kind: Place['kind'], startsThreads = true) => ({
  placeOf: (): Place => ({ kind, parentId: null, startsThreads, tags: [], requiresTag: false }),
})
const by = (part: Partial<Caller> = {}) => caller({ ...place('announcement'), ...part })

async function subscribed(typed: object = {}): Promise<TestWorld> {
  const world = await createWorld()
  world.feeds.set(FEED, [{ id: 'n1', title: '港の記事', text: '港の記事。潮の高さを伝える。' }])
  const done = await world.services.subscribe(order(FEED, typed), by())
  if (!done.ok) throw new Error(done.error.kind)
  return world
}

const rowOf = async (world: TestWorld) =>
  (await world.db.all('SELECT container, publish, version FROM subscription'))[0]

describe('what follows each digest', () => {
  it('is changed from the next one on, and who did it is known', async () => {
    const world = await subscribed()
    const set = world.services.setFollowUps
    const on = await set({ id: 1, version: 1, thread: true }, by({ userId: '8' }))
    expect(on.ok && on.value.subscription).toMatchObject({
      container: 'thread',
      publish: true,
      version: 2,
      changed: { by: '8', at: START, how: 'edit' },
    })
    await set({ id: 1, version: 2, publish: false }, by())
    world.clock.moveTo(SLOT)
    await world.work()
    expect(world.posted).toHaveLength(1)
    const steps = await world.db.all('SELECT kind FROM follow_up')
    expect(steps).toEqual([{ kind: 'thread' }])
    await set({ id: 1, version: 3, thread: false }, by())
    expect(await rowOf(world)).toEqual({ container: null, publish: 0, version: 4 })
  })

  it('pressed twice is changed once, and a second editor overwrites nothing', async () => {
    const world = await subscribed()
    const press = () => world.services.setFollowUps({ id: 1, version: 1, thread: true }, by())
    expect((await Promise.all([press(), press()])).filter(({ ok }) => ok).length).toBeGreaterThan(0)
    expect(await press()).toMatchObject({ ok: true })
    expect(await rowOf(world)).toMatchObject({ container: 'thread', version: 2 })
    const late = await world.services.setFollowUps({ id: 1, version: 1, publish: false }, by())
    expect(late).toEqual({ ok: false, error: { kind: 'faster' } })
    expect(await rowOf(world)).toMatchObject({ publish: 1, version: 2 })
  })

  it.each([
    ['the bot may start no threads', place('text', false), { kind: 'bot-lacks' }],
    ['it is a thread itself', place('thread'), { kind: 'thread-in-thread' }],
    ['the caller may not speak', { speaks: () => false }, { kind: 'caller-cannot-speak' }],
    ['the caller does not look after it', { tends: () => false }, { kind: 'gone' }],
    ['the caller stands in direct messages', { guildId: null }, { kind: 'not-in-server' }],
  ])('stays as it is where %s', async (_why, part, problem) => {
    const world = await subscribed()
    const done = await world.services.setFollowUps({ id: 1, version: 1, thread: true }, by(part))
    expect(done).toMatchObject({ ok: false, error: problem })
    expect(await rowOf(world)).toEqual({ container: null, publish: 1, version: 1 })
  })

  it('is turned off also where the bot has no right to it any more, and its trouble is over', async () => {
    const world = await subscribed({ thread: true })
    await world.db.all(
      `INSERT INTO place_trouble (subscription_id, cause, guild_id, since) VALUES (1, 'no-thread', 'g', 0)`,
    )
    const off = { id: 1, version: 1, thread: false }
    const done = await world.services.setFollowUps(off, by(place('text', false)))
    expect(done).toMatchObject({ ok: true })
    expect(await world.db.all('SELECT cause FROM place_trouble')).toEqual([])
  })
})
