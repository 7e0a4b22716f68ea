/** What goes out first of all that is due at once. */
import { describe, expect, it } from 'vitest'
import {
  addDelivery,
  claimDeliveries,
  letLateWait,
  type NewDelivery,
  settleDelivery,
} from '../../src/delivery/delivery-table.ts'
import { deliverDue } from '../../src/services/deliver.ts'
import { createWorld, START, type TestWorld } from './world.ts'

const MINUTE = 60_000

const add = (world: TestWorld, name: string, part: Partial<NewDelivery> = {}, at = START) =>
  world.db.tx((tx) =>
    addDelivery(
      tx,
      {
        ...{ key: name, kind: 'digest', digestId: null, guildId: '1', channelId: name },
        ...{ position: 0, payload: { content: name, allowed_mentions: { parse: [] } } },
        postings: [],
        ...part,
      },
      at,
    ),
  )

const sent = ({ posted }: TestWorld) => posted.map(({ payload }) => payload.content)

/** One after the other, as at the pace. */
async function deliverAll(world: TestWorld): Promise<void> {
  const lease = { leaseUntil: world.clock.now() + MINUTE, owner: 'test', limit: 1 }
  for (;;) {
    const now = world.clock.now()
    await world.db.tx((tx) => letLateWait(tx, now - 5 * MINUTE))
    const [one] = await world.db.tx((tx) => claimDeliveries(tx, { ...lease, now }))
    if (one === undefined) return
    const answer = await world.deliver.send({ ...one, nonce: one.key })
    if (answer.kind !== 'sent') throw new Error(answer.kind)
    const next = { state: 'sent', messageId: answer.messageId } as const
    await world.db.tx((tx) => settleDelivery(tx, { delivery: one, next, now }))
  }
}

describe('of messages that are due at once', () => {
  it('digests on time and what people share go before late digests, and those before notices', async () => {
    const world = await createWorld()
    await add(world, 'notice', { kind: 'notice' })
    await add(world, 'late', { late: true })
    await add(world, 'digest')
    await add(world, 'share', { kind: 'share' })
    await deliverAll(world)
    expect(sent(world)).toEqual(['digest', 'share', 'late', 'notice'])
  })

  it('a digest that waited in the ledger for long lets those that are on time go first', async () => {
    const world = await createWorld()
    await add(world, 'old')
    world.clock.advance(20 * MINUTE)
    await add(world, 'new', {}, world.clock.now())
    await deliverAll(world)
    expect(sent(world)).toEqual(['new', 'old'])
  })

  it('a digest that Discord refused for long lets those that are on time go first', async () => {
    const world = await createWorld()
    await add(world, 'refused')
    world.answers.push({
      kind: 'temporary',
      reason: '503',
      retryAfterMs: 20 * MINUTE,
      refused: true,
    })
    await deliverDue(world.deliver)
    world.clock.advance(20 * MINUTE)
    await add(world, 'new', {}, START + 20 * MINUTE)
    world.clock.advance(MINUTE)
    await deliverAll(world)
    expect(sent(world)).toEqual(['new', 'refused'])
  })

  it('the first are found by an index, without sorting all that is due', async () => {
    const world = await createWorld()
    const statements: string[] = []
    await world.db.tx((tx) =>
      claimDeliveries(
        {
          ...tx,
          all: (sql, params) => {
            statements.push(sql)
            return tx.all(sql, params)
          },
        },
        { now: START, leaseUntil: START, owner: 'test', limit: 40 },
      ),
    )
    const [sql] = statements
    const plan = await world.db.all(`EXPLAIN QUERY PLAN ${sql}`, [START, START, 40, START, 'test'])
    const steps = plan.map(({ detail }) => String(detail)).join('\n')
    expect(steps).toContain('delivery_next (state=?)')
    expect(steps).not.toContain('TEMP B-TREE')
  })
})
