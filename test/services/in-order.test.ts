/** Messages of one channel go out one after the other; what waits behind another one keeps nobody else waiting. */
import { describe, expect, it } from 'vitest'
import type { SendResult } from '../../src/delivery/send-message.ts'
import type { Place } from '../../src/model/place.ts'
import { deliverDue } from '../../src/services/deliver.ts'
import { CHANNEL, caller, createWorld, order, START, type TestWorld } from './world.ts'

const MINUTE = 60_000
const SLOT = START + 90 * MINUTE
const OPEN = '200000000000000002'
const NEWS = ['橋の工事が終わった', '港に珍しい船が着いた', '山の小屋が冬に閉まる']
const REFUSED: SendResult = {
  kind: 'temporary',
  reason: '503',
  retryAfterMs: 20 * MINUTE,
  refused: true,
}

const announcements: Place = {
  ...{ kind: 'announcement', parentId: null, startsThreads: true, tags: [], requiresTag: false },
}

/** Two digests of one channel and one of another, all at the same time; Discord refuses the first for a while. */
async function oneInBackOff(): Promise<TestWorld> {
  const world = await createWorld()
  world.deliver.placeOf = () => announcements
  for (const [n, title] of NEWS.entries()) {
    const feed = `https://f${n}.example/feed`
    world.feeds.set(feed, [{ id: `n${n}`, title, text: `${title}。市が伝えた。` }])
    const channel = { id: n < 2 ? CHANNEL : OPEN, type: 0, botLacks: [], speaks: true }
    const by = caller({ placeOf: () => announcements })
    const done = await world.services.subscribe(order(feed, { channel }), by)
    if (!done.ok) throw new Error(done.error.kind)
  }
  world.answers.push(REFUSED)
  world.clock.moveTo(SLOT)
  await world.work()
  return world
}

const told = (world: TestWorld, channelId: string) =>
  world.posted
    .filter((one) => one.channelId === channelId)
    .map(({ payload }) => NEWS.findIndex((title) => payload.content?.includes(title)))

describe('while the first of two messages of a channel is in back-off', () => {
  it('the second waits for it, and a channel without trouble has its own', async () => {
    const world = await oneInBackOff()
    expect(told(world, CHANNEL)).toEqual([])
    expect(told(world, OPEN)).toEqual([2])
    world.clock.advance(21 * MINUTE)
    await world.work()
    expect(told(world, CHANNEL)).toEqual([0, 1])
  })

  it('the bot writes nothing', async () => {
    const world = await oneInBackOff()
    await world.db.all('DELETE FROM lease')
    world.clock.advance(MINUTE)
    expect(await deliverDue(world.deliver)).toBe(0)
    expect(await world.db.all('SELECT * FROM lease')).toEqual([])
  })

  it('a digest that stands elsewhere is handed on to its followers', async () => {
    const world = await oneInBackOff()
    const handedOn: string[] = []
    world.followUp.crosspost = async ({ channelId }) => {
      handedOn.push(channelId)
      return { kind: 'done' }
    }
    await world.follow()
    expect(handedOn).toEqual([OPEN])
  })
})
