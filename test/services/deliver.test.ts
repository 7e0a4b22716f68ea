import { describe, expect, it } from 'vitest'
import { deliverDue } from '../../src/services/deliver.ts'
import { composeDue } from '../../src/services/digest.ts'
import { DeadToken } from '../../src/services/send-turn.ts'
import { CHANNEL, caller, createWorld, order, START, type TestWorld } from './world.ts'

const MINUTE = 60_000
const SLOT = START + 90 * MINUTE
const ROLE = '400000000000000001'
const OTHER = '200000000000000002'

async function subscribed(...channels: string[]): Promise<TestWorld> {
  const world = await createWorld()
  for (const [n, id] of channels.entries()) {
    const feed = `https://f${n}.example/feed`
    world.feeds.set(feed, [
      { id: `n${n + 1}`, title: `第${n}号の記事`, text: '市は橋の工事を始めると発表した。' },
    ])
    const channel = { id, type: 0, botLacks: [], speaks: true }
    const done = await world.services.subscribe(order(feed, { channel, roleId: ROLE }), caller())
    if (!done.ok) throw new Error(done.error.kind)
  }
  return world
}

async function due(world: TestWorld, at = SLOT): Promise<void> {
  world.clock.moveTo(at)
  while ((await composeDue(world.deps)) > 0);
}

const rows = (world: TestWorld) =>
  world.db.all('SELECT channel_id, state, tries, first_try_at, error FROM delivery ORDER BY id')

describe('a delivery', () => {
  it('whose answer was lost is looked for before it is sent again, even if Discord refused a try between', async () => {
    const world = await subscribed(CHANNEL)
    world.answers.push('lost-answer', {
      kind: 'temporary',
      reason: '429',
      retryAfterMs: 5 * MINUTE,
      refused: true,
    })
    await due(world)
    await world.work()
    world.clock.advance(10_000)
    await world.work()
    world.clock.advance(6 * MINUTE)
    await world.work()
    expect(world.tries).toHaveLength(2)
    expect(world.posted).toHaveLength(1)
    expect(await rows(world)).toMatchObject([{ state: 'sent' }])
  })

  it('that Discord surely refused is sent without looking for it', async () => {
    const world = await subscribed(CHANNEL)
    const refused = { kind: 'temporary', reason: '429', retryAfterMs: 5 * MINUTE, refused: true }
    world.answers.push(refused as never)
    await due(world)
    await world.work()
    world.deliver.readBack = async () => ({ kind: 'unreadable', reason: 'not asked' })
    world.clock.advance(6 * MINUTE)
    await world.work()
    expect(await rows(world)).toMatchObject([{ state: 'sent', tries: 2 }])
  })

  it('whose outcome cannot be found out is not sent again', async () => {
    const world = await subscribed(CHANNEL)
    world.answers.push('lost-answer')
    await due(world)
    await world.work()
    world.deliver.readBack = async () => ({ kind: 'unreadable', reason: 'no history' })
    world.clock.advance(10 * MINUTE)
    await world.work()
    world.clock.advance(60 * MINUTE)
    await world.work()
    expect(world.tries).toHaveLength(1)
    expect(await rows(world)).toMatchObject([{ state: 'unsure', error: 'no history' }])
  })

  it('rings nobody when Discord lets it through late', async () => {
    const world = await subscribed(CHANNEL)
    const refused = { kind: 'temporary', reason: '503', retryAfterMs: 20 * MINUTE, refused: true }
    world.answers.push(refused as never)
    await due(world)
    await world.work()
    world.clock.advance(21 * MINUTE)
    await world.work()
    expect(world.posted).toHaveLength(1)
    expect(world.posted[0]?.payload).toMatchObject({ flags: 4096, allowed_mentions: { parse: [] } })
    expect(world.posted[0]?.payload.allowed_mentions).toEqual({ parse: [] })
    expect(world.posted[0]?.payload.content).not.toContain(ROLE)
    expect(world.posted[0]?.payload.content).toContain('第0号の記事')
  })

  it('to a channel that hangs keeps no other channel waiting', async () => {
    const world = await subscribed(CHANNEL, OTHER)
    await due(world)
    const send = world.deliver.send
    const posted = Promise.withResolvers<void>()
    const hanging = Promise.withResolvers<void>()
    world.deliver.send = async (message) => {
      if (message.channelId === CHANNEL) {
        await hanging.promise
        return { kind: 'unknown', reason: 'timeout' }
      }
      const sent = await send(message)
      posted.resolve()
      return sent
    }
    const working = deliverDue(world.deliver)
    await posted.promise
    hanging.resolve()
    await working
    expect(world.posted.map(({ channelId }) => channelId)).toEqual([OTHER])
  })

  it('that has not begun when the bot stops is given back untried', async () => {
    const world = await subscribed(CHANNEL)
    await due(world)
    const stopping = new AbortController()
    world.deliver.pace = async () => stopping.abort()
    await deliverDue(world.deliver, stopping.signal)
    expect(world.tries).toEqual([])
    expect(await rows(world)).toMatchObject([{ state: 'pending', tries: 0, first_try_at: null }])
    world.deliver.pace = async () => {}
    await world.work()
    expect(world.posted).toHaveLength(1)
  })

  it('that another process has taken is left to it', async () => {
    const world = await subscribed(CHANNEL)
    await due(world)
    world.deliver.pace = async () => {
      await world.db.all('UPDATE delivery SET attempt = attempt + 1')
    }
    await deliverDue(world.deliver)
    expect(world.tries).toEqual([])
    expect(await rows(world)).toMatchObject([{ state: 'pending', tries: 0, first_try_at: null }])
  })

  it('has its first try in the store before Discord hears of it', async () => {
    const world = await subscribed(CHANNEL)
    await due(world)
    let before: unknown
    world.deliver.send = async () => {
      before = await rows(world)
      return { kind: 'unknown', reason: 'dropped' }
    }
    await deliverDue(world.deliver)
    expect(before).toMatchObject([{ tries: 1, first_try_at: SLOT }])
  })

  it('stays in the ledger when the token is dead, and the bot stops sending', async () => {
    const world = await subscribed(CHANNEL)
    await due(world)
    world.answers.push({ kind: 'unauthorized' })
    await expect(deliverDue(world.deliver)).rejects.toThrow(DeadToken)
    expect(await rows(world)).toMatchObject([{ state: 'pending', error: 'unauthorized' }])
  })

  it('waits for the earlier one of its channel', async () => {
    const world = await subscribed(CHANNEL, CHANNEL)
    await due(world)
    expect(await rows(world)).toHaveLength(2)
    world.answers.push({ kind: 'temporary', reason: '503', retryAfterMs: MINUTE, refused: false })
    await world.work()
    expect(world.tries).toHaveLength(1)
    world.clock.advance(2 * MINUTE)
    await world.work()
    const [first, second] = world.posted.map(({ payload }) => payload.content)
    expect(first).toContain('第0号')
    expect(second).toContain('第1号')
  })
})
