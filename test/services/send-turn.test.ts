import { describe, expect, it } from 'vitest'
import { BREAKER, Breaker } from '../../src/delivery/breaker.ts'
import type { SendResult } from '../../src/delivery/send-message.ts'
import { SENDER_LEASE_MS } from '../../src/delivery/sender-lease.ts'
import { MovedClock } from '../../src/lib/clock.ts'
import { deliverDue } from '../../src/services/deliver.ts'
import { composeDue } from '../../src/services/digest.ts'
import { endTurn } from '../../src/services/send-turn.ts'
import { CHANNEL, caller, createWorld, order, START, type TestWorld } from './world.ts'

const SLOT = START + 90 * 60_000
const GONE: SendResult = { kind: 'permanent', reason: 'channel-gone', code: 10_003 }

/** Digests for so many channels of one server, composed and due. */
async function due(count: number): Promise<TestWorld> {
  const world = await createWorld()
  world.feeds.set('https://f.example/feed', [
    { id: 'n1', title: '橋の工事', text: '市は橋の工事を始めると発表した。' },
  ])
  for (let n = 0; n < count; n += 1) {
    const channel = { id: `${CHANNEL.slice(0, -2)}${10 + n}`, type: 0, botLacks: [], speaks: true }
    await world.services.subscribe(order('https://f.example/feed', { channel }), caller())
  }
  world.clock.moveTo(SLOT)
  while ((await composeDue(world.deps)) > 0);
  return world
}

/** Another process on the same store: by its clock nothing moves until a test does. */
const another = (world: TestWorld, owner: string) => ({
  ...world.deliver,
  owner,
  clock: new MovedClock(world.clock.now()),
})

/** A send that never comes back, and a promise of its begin. */
function hangs() {
  const begun = Promise.withResolvers<void>()
  const send = () => {
    begun.resolve()
    return Promise.withResolvers<SendResult>().promise
  }
  return { send, begun: begun.promise }
}

describe('of two processes', () => {
  it('one sends, and the other finds nothing to do meanwhile', async () => {
    const world = await due(1)
    const { send, begun } = hangs()
    void deliverDue({ ...another(world, 'first'), send })
    await begun
    expect(await deliverDue(another(world, 'second'))).toBe(0)
  })

  it('the other takes over at once what a dead one had in hand, when its lease is over', async () => {
    const world = await due(3)
    const { send, begun } = hangs()
    void deliverDue({ ...another(world, 'dead'), send })
    await begun
    const second = another(world, 'second')
    second.clock.advance(SENDER_LEASE_MS)
    expect(await deliverDue(second)).toBe(3)
    expect(world.posted).toHaveLength(3)
  })

  it('one that lives keeps its turn by its heartbeat, however long a message takes', async () => {
    const world = await due(1)
    const { send, begun } = hangs()
    const first = another(world, 'first')
    void deliverDue({ ...first, send })
    await begun
    const second = another(world, 'second')
    for (let beat = 0; beat < 8; beat += 1) {
      first.clock.advance(1_000)
      second.clock.advance(1_000)
      // The heartbeat stands in the store's queue before the other one asks.
      await new Promise(setImmediate)
      expect(await deliverDue(second)).toBe(0)
    }
  })

  it('what a dead one still writes after it was taken over is dropped', async () => {
    const world = await due(1)
    const answer = Promise.withResolvers<SendResult>()
    const begun = Promise.withResolvers<void>()
    const dead = {
      ...another(world, 'dead'),
      send: () => {
        begun.resolve()
        return answer.promise
      },
    }
    const late = deliverDue(dead)
    await begun.promise
    const second = another(world, 'second')
    second.clock.advance(SENDER_LEASE_MS)
    await deliverDue(second)
    answer.resolve(GONE)
    await late
    expect(await world.db.all('SELECT state, error FROM delivery')).toEqual([
      { state: 'sent', error: null },
    ])
  })

  it('one that ends leaves its turn to the other', async () => {
    const world = await due(1)
    const first = another(world, 'first')
    await deliverDue({
      ...first,
      send: async () => ({ kind: 'temporary', reason: '503', refused: true }),
    })
    await endTurn(first)
    const second = another(world, 'second')
    second.clock.advance(3_000)
    expect(await deliverDue(second)).toBe(1)
  })

  it('an idle one writes nothing', async () => {
    const world = await createWorld()
    expect(await deliverDue(another(world, 'first'))).toBe(0)
    expect(await world.db.all('SELECT * FROM lease')).toEqual([])
  })
})

describe('a server that refuses three messages in a row', () => {
  it('gets nothing for an hour, and then what was due', async () => {
    const world = await due(43)
    world.answers.push(...Array<SendResult>(40).fill(GONE))
    // At the pace it is known what the first were answered before the next are claimed.
    const rests = Promise.withResolvers<void>()
    const known = class extends Breaker {
      override settled(...of: Parameters<Breaker['settled']>) {
        const isToRest = super.settled(...of)
        if (isToRest) rests.resolve()
        return isToRest
      }
    }
    let begun = 0
    world.deliver.breaker = new known()
    world.deliver.pace = async () => {
      begun += 1
      if (begun > 3) await rests.promise
    }
    await deliverDue(world.deliver)
    expect(await deliverDue(world.deliver)).toBe(0)
    expect(world.tries).toHaveLength(40)
    world.clock.advance(BREAKER.restMs - 1)
    expect(await deliverDue(world.deliver)).toBe(0)
    world.clock.advance(1)
    expect(await deliverDue(world.deliver)).toBe(3)
    expect(world.posted).toHaveLength(3)
  })
})
