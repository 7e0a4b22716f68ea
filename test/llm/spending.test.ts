import { afterEach, describe, expect, it } from 'vitest'
import type { LlmConfig } from '../../config/llm.ts'
import type { ArticleText } from '../../src/model/article.ts'
import { bridgeArticle, bridgeCard } from './articles.ts'
import {
  type Answer,
  fails,
  gives,
  hangs,
  type ModelServer,
  says,
  startModelServer,
} from './server.ts'
import { type LlmWorld, llmWorld, unhurried } from './world.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function worldWith(
  answers: Answer[],
  config: Partial<LlmConfig> = {},
): Promise<LlmWorld & { server: ModelServer }> {
  const server = await startModelServer(...answers)
  const world = await llmWorld(server.url, config)
  closing.push(
    () => server.close(),
    () => world.db.close(),
  )
  return { ...world, server }
}

/** Each a question of its own. */
const other = (number: number): ArticleText => ({ ...bridgeArticle, title: `Bridge ${number}` })
const counted = async ({ db }: LlmWorld, what: string) =>
  Number((await db.all(`SELECT value FROM counter WHERE name LIKE 'llm ${what} %'`))[0]?.['value'])
const kinds = (world: LlmWorld) => world.lines().map(({ kind, msg }) => kind ?? msg)
const DAY = 24 * 60 * 60_000

describe('a day of the model', () => {
  it('ends with its calls, is not begun anew by a restart, and is by the next day', async () => {
    const world = await worldWith([gives(bridgeCard)], { dailyCalls: 2 })
    expect(await world.write(other(1), unhurried())).not.toBeNull()
    expect(await world.write(other(2), unhurried())).not.toBeNull()
    expect(await world.write(other(3), unhurried())).toBeNull()
    expect(await world.write(other(4), unhurried())).toBeNull()
    expect(await world.restarted()(other(3), unhurried())).toBeNull()
    expect(world.server.received).toHaveLength(2)
    // Told once by each process, not for each article.
    expect(kinds(world)).toEqual(Array(2).fill('the model’s day is used up'))
    world.clock.advance(DAY)
    expect(await world.write(other(3), unhurried())).not.toBeNull()
    expect(await counted(world, 'calls')).toBe(1)
  })

  it('answers what it was asked before, though it is used up', async () => {
    const world = await worldWith([gives(bridgeCard)], { dailyCalls: 1 })
    const first = await world.write(other(1), unhurried())
    expect(await world.write(other(2), unhurried())).toBeNull()
    expect(await world.write(other(1), unhurried())).toEqual(first)
  })

  it('counts the tokens that were used in the place of those that it held ready', async () => {
    const world = await worldWith([gives(bridgeCard)])
    await world.write(other(1), unhurried())
    await world.write(other(2), unhurried())
    expect(await counted(world, 'tokens')).toBe(1800)
  })

  it('ends before its tokens would be too many', async () => {
    const world = await worldWith([gives(bridgeCard)], { dailyTokens: 3500 })
    expect(await world.write(other(1), unhurried())).not.toBeNull()
    expect(await world.write(other(2), unhurried())).toBeNull()
    expect(await counted(world, 'tokens')).toBe(900)
    expect(await counted(world, 'calls')).toBe(1)
  })

  it('keeps counting what may have been paid for: a call without an answer', async () => {
    const world = await worldWith([hangs, fails(500)])
    const asked = world.server.asked()
    const card = world.write(other(1), unhurried())
    await asked
    world.clock.advance(20_000)
    await card
    const held = await counted(world, 'tokens')
    expect(held).toBeGreaterThan(2000)
    await world.write(other(2), unhurried())
    expect(await counted(world, 'tokens')).toBe(held)
    expect(await counted(world, 'calls')).toBe(2)
  })
})

describe('a model that fails', () => {
  it('is left alone after three failures, then tried with one article', async () => {
    const world = await worldWith([fails(500), fails(502), fails(500), gives(bridgeCard)])
    for (let number = 1; number <= 6; number += 1) await world.write(other(number), unhurried())
    expect(world.server.received).toHaveLength(3)
    expect(kinds(world).filter((kind) => kind === 'server-error')).toHaveLength(4)
    world.clock.advance(60_000)
    const [one, two] = await Promise.all([
      world.write(other(7), unhurried()),
      world.write(other(8), unhurried()),
    ])
    expect([one, two].filter((card) => card !== null)).toHaveLength(1)
    expect(await world.write(other(9), unhurried())).not.toBeNull()
    expect(world.server.received).toHaveLength(5)
  })

  it.each<[string, Record<string, string>]>([
    ['seconds', { 'retry-after': '90' }],
    ['milliseconds', { 'retry-after-ms': '90000' }],
    ['a date', { 'retry-after': new Date(Date.UTC(2026, 10, 25, 9, 1, 30)).toUTCString() }],
  ])('is left alone as long as it asks, in %s', async (_, headers) => {
    const world = await worldWith([fails(429, headers), gives(bridgeCard)])
    expect(await world.write(other(1), unhurried())).toBeNull()
    world.clock.advance(89_000)
    expect(await world.write(other(1), unhurried())).toBeNull()
    expect(world.server.received).toHaveLength(1)
    world.clock.advance(1_000)
    expect(await world.write(other(1), unhurried())).not.toBeNull()
  })

  it('is not blamed for answers that are of no use', async () => {
    const world = await worldWith([says('no')])
    for (let number = 1; number <= 5; number += 1) await world.write(other(number), unhurried())
    expect(world.server.received).toHaveLength(5)
  })

  it('is told by name where it cannot be reached at all', async () => {
    const world = await worldWith([gives(bridgeCard)])
    await world.server.close()
    closing.shift()
    expect(await world.write(other(1), unhurried())).toBeNull()
    expect(kinds(world)).toEqual(['unreachable'])
  })
})
