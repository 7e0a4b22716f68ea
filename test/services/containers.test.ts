/** Posts of forums in the store: who sees them, where they go when their digest moves, and who is told of trouble. */
import { describe, expect, it } from 'vitest'
import type { Place } from '../../src/model/place.ts'
import { followUpDue } from '../../src/services/follow-up.ts'
import { owedPlaces, tellPlaces } from '../../src/services/place-notices.ts'
import { resumeAllowed } from '../../src/services/resume.ts'
import { inSight } from '../../src/services/sight.ts'
import { CHANNEL, caller, createWorld, order, START, type TestWorld } from './world.ts'

const MINUTE = 60_000
const SLOT = START + 90 * MINUTE
const FORUM = '200000000000000009'
const DIRECT = '500000000000000001'
const FEED = 'https://f.example/feed'

const place = (kind: Place['kind'], more: Partial<Place> = {}): Place => ({
  kind,
  parentId: null,
  startsThreads: true,
  tags: [],
  requiresTag: false,
  ...more,
})
const placeOf = (id: string) => place(id === FORUM ? 'forum' : 'text')
const channel = (id: string) => ({ id, type: null, botLacks: [], speaks: true })

async function subscribed(id: string, more: { thread?: boolean } = {}): Promise<TestWorld> {
  const world = await createWorld()
  world.feeds.set(FEED, [
    { id: 'n1', title: '第1号の記事', text: '市は橋の工事を始めると発表した。' },
  ])
  const wanted = order(FEED, { channel: channel(id), ...more })
  const done = await world.services.subscribe(wanted, caller({ placeOf }))
  if (!done.ok) throw new Error(done.error.kind)
  return world
}

async function due(world: TestWorld): Promise<void> {
  world.clock.moveTo(SLOT)
  await world.work()
}

const telling = (world: TestWorld) => ({ ...world.deps, openDirect: async () => DIRECT })
const notices = (world: TestWorld) =>
  world.db.all(`SELECT channel_id, payload FROM delivery WHERE kind = 'notice' ORDER BY id`)

describe('a post that no cache knows', () => {
  it('is seen by who sees its forum, and by nobody else', async () => {
    const world = await subscribed(FORUM)
    await due(world)
    const rows = await world.db.all('SELECT channel_id, parent_id, message_id FROM posting')
    expect(rows).toEqual([{ channel_id: '1', parent_id: FORUM, message_id: '1' }])
    await world.db.all(`UPDATE subscription SET state = 'ended'`)
    const articles = [{ id: 1, feedId: 1 }]
    const seeing = (seen: string) => caller({ manages: false, sees: (id) => id === seen })
    expect(await inSight(world.deps, articles, seeing(FORUM))).toEqual(articles)
    expect(await inSight(world.deps, articles, seeing(CHANNEL))).toEqual([])
    expect(await inSight(world.deps, articles, seeing('1'))).toEqual([])
  })
})

describe('a digest that moves with a message that is not posted yet', () => {
  it.each([
    [CHANNEL, FORUM, 'post'],
    [FORUM, CHANNEL, null],
  ] as const)(
    'from %s to %s takes it along in the form that it has there',
    async (from, to, container) => {
      const world = await subscribed(from)
      const refused = { kind: 'permanent', reason: 'no-permission', code: 50013 } as const
      world.answers.push(refused)
      await due(world)
      const [{ id = 0, version = 0 } = {}] = await world.db.all(
        'SELECT id, version FROM subscription',
      )
      const change = { id: Number(id), version: Number(version), channel: channel(to) }
      const moved = await world.services.move(change, caller({ placeOf }))
      expect(moved.ok).toBe(true)
      await world.work()
      const rows = await world.db.all('SELECT channel_id, container, state FROM delivery')
      expect(rows).toEqual([{ channel_id: to, container, state: 'sent' }])
    },
  )
})

describe('a thread that may not be started', () => {
  const refused = { kind: 'permanent', reason: 'no-permission', code: 50013 } as const

  it('is told once, in the language of the server, and the digest stays', async () => {
    const world = await subscribed(CHANNEL, { thread: true })
    await due(world)
    const steps = { ...world.followUp, crosspost: async () => refused }
    await followUpDue({ ...steps, startThread: async () => refused })
    expect(await tellPlaces(telling(world))).toBe(1)
    expect(await tellPlaces(telling(world))).toBe(0)
    const [notice] = await notices(world)
    expect(notice?.['channel_id']).toBe(DIRECT)
    expect(String(notice?.['payload'])).toContain('「公開スレッドの作成」を許可')
    expect(await world.db.all(`SELECT state FROM delivery WHERE kind = 'digest'`)).toEqual([
      { state: 'sent' },
    ])
  })

  it('is told again a day later where the notice reached nobody', async () => {
    const world = await subscribed(CHANNEL, { thread: true })
    await due(world)
    const steps = { ...world.followUp, crosspost: async () => refused }
    await followUpDue({ ...steps, startThread: async () => refused })
    await tellPlaces(telling(world))
    world.answers.push({ kind: 'permanent', reason: 'no-access', code: 50007 })
    await world.work()
    expect(await tellPlaces(telling(world))).toBe(0)
    world.clock.advance(25 * 60 * MINUTE)
    expect(await tellPlaces(telling(world))).toBe(1)
  })
})

describe('a place whose trouble nobody can be told of', () => {
  const stopped = async () => {
    const world = await subscribed(FORUM)
    world.answers.push({ kind: 'permanent', reason: 'needs-tag', code: 40067 })
    await due(world)
    return world
  }
  const told = (world: TestWorld, part = {}) => owedPlaces(world.deps, caller(part))

  it('is told at the next command of a manager who sees it, once, in their language', async () => {
    const world = await stopped()
    expect(await told(world)).toBeNull()
    expect(await tellPlaces({ ...world.deps, openDirect: async () => null })).toBe(0)
    expect(await told(world, { manages: false })).toBeNull()
    expect(await told(world, { guildId: '9' })).toBeNull()
    expect(await told(world, { sees: (id: string) => id !== FORUM })).toBeNull()
    const notice = await told(world, { locale: 'en' })
    expect(notice?.content).toContain(`<#${FORUM}>: the forum requires a tag on every post`)
    expect(JSON.stringify(notice?.components)).toContain('v1:panel:n')
    expect(await told(world)).toBeNull()
    expect(await tellPlaces(telling(world))).toBe(0)
    expect(await notices(world)).toEqual([])
  })

  it('is told so too where the notice itself reached nobody', async () => {
    const world = await stopped()
    expect(await tellPlaces(telling(world))).toBe(1)
    world.answers.push({ kind: 'permanent', reason: 'direct-closed', code: 50007 })
    await world.work()
    expect((await told(world))?.content).toContain('タグ')
    world.clock.advance(25 * 60 * MINUTE)
    expect(await tellPlaces(telling(world))).toBe(0)
    expect(await told(world)).toBeNull()
  })
})

describe('a forum that wants a tag and has none for us', () => {
  it('stops its digest, is told, and the digest comes once there is a tag', async () => {
    const world = await subscribed(FORUM)
    world.answers.push({ kind: 'permanent', reason: 'needs-tag', code: 40067 })
    await due(world)
    expect(await world.db.all('SELECT state, paused_for FROM subscription')).toEqual([
      { state: 'paused', paused_for: 'needs-tag' },
    ])
    expect(await tellPlaces(telling(world))).toBe(1)
    expect(String((await notices(world))[0]?.['payload'])).toContain('タグ')
    const shut = place('forum', { requiresTag: true })
    const open = { ...shut, tags: [{ id: '1', name: 'news', moderated: false }] }
    expect(
      await resumeAllowed(
        world.deps,
        () => [],
        () => shut,
      ),
    ).toBe(0)
    expect(
      await resumeAllowed(
        world.deps,
        () => [],
        () => open,
      ),
    ).toBe(1)
    await world.work()
    expect(await world.db.all(`SELECT state FROM delivery WHERE kind = 'digest'`)).toEqual([
      { state: 'sent' },
    ])
    expect(await world.db.all('SELECT cause FROM place_trouble')).toEqual([])
  })
})

describe('handing on to followers', () => {
  it('waits while a digest is to be sent; a thread does not', async () => {
    const world = await subscribed(CHANNEL, { thread: true })
    world.deliver.placeOf = () => place('announcement')
    await due(world)
    await world.db.all(`UPDATE delivery SET state = 'pending', due_at = 0`)
    const asked: string[] = []
    const done = (what: string) => async () => {
      asked.push(what)
      return { kind: 'done' as const }
    }
    const steps = {
      ...world.followUp,
      startThread: done('thread'),
      crosspost: done('crosspost'),
    }
    while ((await followUpDue(steps)) > 0);
    expect(asked).toEqual(['thread'])
    await world.db.all(`UPDATE delivery SET state = 'sent'`)
    while ((await followUpDue(steps)) > 0);
    expect(asked).toEqual(['thread', 'crosspost'])
  })
})
