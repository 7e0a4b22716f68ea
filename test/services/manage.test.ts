import { describe, expect, it } from 'vitest'
import { composeDue } from '../../src/services/digest.ts'
import { resumeAllowed } from '../../src/services/resume.ts'
import { CHANNEL, caller, createWorld, order, START, type TestWorld } from './world.ts'

const FEED = 'https://a.example/feed'
const HOUR = 3_600_000
const SLOT = START + 1.5 * HOUR
const article = (n: number, date?: number) => ({
  id: `n${n}`,
  title: `第${n}号の記事`,
  text: `市は橋${n}号の工事を始めると発表した。`,
  ...(date === undefined ? {} : { date }),
})

async function subscribed(): Promise<{ world: TestWorld; id: number }> {
  const world = await createWorld()
  world.feeds.set(FEED, [article(1)])
  const done = await world.services.subscribe(order(FEED), caller())
  if (!done.ok) throw new Error(done.error.kind)
  return { world, id: done.value.view.subscription.id }
}

const stateOf = async (world: TestWorld) =>
  (await world.db.all('SELECT state FROM subscription'))[0]?.['state']
const refusal = { kind: 'permanent', reason: 'no-permission', code: 50013 } as const

describe('buttons that two people press', () => {
  it('leave a digest ended whose pause was pressed at the same moment', async () => {
    const { world, id } = await subscribed()
    await Promise.all([
      world.services.unsubscribe(id, caller()),
      world.services.setPaused(id, true, caller()),
    ])
    expect(await stateOf(world)).toBe('ended')
  })

  it('do the same once', async () => {
    const { world, id } = await subscribed()
    const both = await Promise.all([
      world.services.digestNow({ subscriptionId: id }, caller()),
      world.services.digestNow({ subscriptionId: id }, caller({ userId: '8' })),
    ])
    await world.work()
    expect(both.map((one) => one.ok).toSorted()).toEqual([false, true])
    expect(world.posted).toHaveLength(1)
    const paused = await Promise.all([
      world.services.setPaused(id, true, caller()),
      world.services.setPaused(id, true, caller()),
    ])
    expect(paused.map((one) => one.ok && one.value.subscription.state)).toEqual([
      'paused',
      'paused',
    ])
  })

  it('do not post twice what the clock posts at the same moment', async () => {
    const { world, id } = await subscribed()
    world.clock.moveTo(SLOT + HOUR)
    await Promise.all([
      composeDue(world.deps),
      world.services.digestNow({ subscriptionId: id }, caller()),
    ])
    await world.work()
    expect(world.posted).toHaveLength(1)
    expect(await world.db.all('SELECT COUNT(*) AS n FROM digest_article')).toEqual([{ n: 1 }])
  })

  it('do not wake a digest that was paused since by an old “take back”', async () => {
    const { world, id } = await subscribed()
    await world.services.unsubscribe(id, caller())
    await world.services.restore(id, caller())
    await world.services.setPaused(id, true, caller())
    await world.services.restore(id, caller())
    expect(await stateOf(world)).toBe('paused')
  })

  it('take back an unsubscribe of a paused digest as it was: paused', async () => {
    const { world, id } = await subscribed()
    await world.services.setPaused(id, true, caller())
    await world.services.unsubscribe(id, caller())
    const back = await world.services.restore(id, caller())
    expect(back.ok && back.value.subscription.state).toBe('paused')
    world.clock.moveTo(SLOT)
    await world.work()
    expect(world.posted).toEqual([])
  })
})

describe('a paused digest', () => {
  it('is not posted by hand either, and the answer says why', async () => {
    const { world, id } = await subscribed()
    await world.services.setPaused(id, true, caller())
    for (const target of [{ channelId: CHANNEL }, { subscriptionId: id }]) {
      const now = await world.services.digestNow(target, caller())
      expect(now).toMatchObject({ ok: false, error: { kind: 'paused' } })
    }
  })

  it('that slept over no slot leaves nothing out, whatever its date says', async () => {
    const { world, id } = await subscribed()
    world.clock.moveTo(SLOT)
    await world.work()
    await world.services.setPaused(id, true, caller())
    world.clock.advance(60_000)
    await world.services.setPaused(id, false, caller())
    world.feeds.set(FEED, [article(1), article(2, SLOT - 100 * HOUR)])
    world.clock.moveTo(SLOT + 24 * HOUR)
    await world.work()
    expect(world.posted.at(-1)?.payload.embeds?.map(({ title }) => title)).toEqual(['第2号の記事'])
  })

  it('says after a long sleep what it covers: a day, not the sleep', async () => {
    const { world, id } = await subscribed()
    world.clock.moveTo(SLOT)
    await world.work()
    await world.services.setPaused(id, true, caller())
    world.clock.moveTo(SLOT + 240 * HOUR)
    await world.services.setPaused(id, false, caller())
    world.feeds.set(FEED, [article(1), article(2)])
    world.clock.moveTo(SLOT + 264 * HOUR)
    await world.work()
    expect(world.posted.at(-1)?.payload.content).toContain('第2号')
    expect(world.posted.at(-1)?.payload.content).not.toContain('日分')
  })
})

describe('a digest that Discord refuses for good', () => {
  it('is paused with the reason, and resumed with what it missed once the rights are back', async () => {
    const { world } = await subscribed()
    world.answers.push(refusal)
    world.clock.moveTo(SLOT)
    await world.work()
    expect(await world.db.all('SELECT state, paused_for FROM subscription')).toEqual([
      { state: 'paused', paused_for: 'no-permission' },
    ])
    expect(await resumeAllowed(world.deps, () => ['SendMessages'])).toBe(0)
    expect(await resumeAllowed(world.deps, () => null)).toBe(0)
    world.clock.advance(HOUR)
    expect(await resumeAllowed(world.deps, () => [])).toBe(1)
    await world.work()
    expect(world.posted).toHaveLength(1)
    expect(world.posted[0]?.payload.flags).toBe(4096)
    expect(await world.db.all('SELECT state, paused_for FROM subscription')).toEqual([
      { state: 'active', paused_for: null },
    ])
    world.feeds.set(FEED, [article(1), article(2)])
    world.clock.moveTo(SLOT + 24 * HOUR)
    await world.work()
    expect(world.posted).toHaveLength(2)
  })

  it('goes on when a moderator says so, and a moderator’s own pause does not end by itself', async () => {
    const { world, id } = await subscribed()
    world.answers.push(refusal)
    world.clock.moveTo(SLOT)
    await world.work()
    await world.services.setPaused(id, false, caller())
    await world.work()
    expect(world.posted).toHaveLength(1)
    await world.services.setPaused(id, true, caller())
    expect(await resumeAllowed(world.deps, () => [])).toBe(0)
  })

  it('is not paused for a message that was wrong: the next one may be right', async () => {
    const { world } = await subscribed()
    world.answers.push({ kind: 'permanent', reason: 'invalid', code: 50035 })
    world.clock.moveTo(SLOT)
    await world.work()
    expect(await stateOf(world)).toBe('active')
  })
})

describe('a digest in a channel that is not known', () => {
  const manager = caller({ sees: () => false, tends: () => true })

  it('is listed for a manager, who can change, pause and end it', async () => {
    const { world, id } = await subscribed()
    const [listed] = await world.services.subscriptions(manager)
    expect(listed?.subscription.id).toBe(id)
    const change = { id, version: 1, typed: { count: '3' } }
    const changed = await world.services.setTerms(change, manager)
    expect(changed.ok && changed.value.view.subscription.count).toBe(3)
    expect(changed.ok && changed.value.preview).toBeNull()
    expect((await world.services.setPaused(id, true, manager)).ok).toBe(true)
    expect((await world.services.unsubscribe(id, manager)).ok).toBe(true)
  })

  it('shows nothing of its articles, and says why', async () => {
    const { world, id } = await subscribed()
    const unseen = { ok: false, error: { kind: 'unseen', channelId: CHANNEL } }
    expect(await world.services.preview(id, manager)).toEqual(unseen)
    const asked = { id, digestId: null, page: 0 }
    expect(await world.services.why(asked, manager)).toEqual(unseen)
    world.clock.moveTo(SLOT)
    await world.work()
    expect(world.posted).toHaveLength(1)
    expect(await world.services.why(asked, manager)).toEqual(unseen)
    expect(await world.services.search({ query: '記事' }, manager)).toMatchObject({ ok: false })
    expect(await world.services.latest(null, manager)).toEqual([])
  })
})
