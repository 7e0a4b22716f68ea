/** A server that removes the bot: nothing is lost for thirty days, and nothing is left after them. */
import { describe, expect, it } from 'vitest'
import { keepOrForget } from '../../src/services/leave.ts'
import { tablesHolding } from './tables.ts'
import { caller, createWorld, GUILD, order, type TestWorld } from './world.ts'

const FEED = 'https://a.example/feed'
const HOUR = 3_600_000
const DAY = 24 * HOUR
const OTHER = '100000000000000009'

async function livedIn(): Promise<TestWorld> {
  const world = await createWorld()
  world.feeds.set(FEED, [
    {
      id: 'n1',
      title: '新しい橋の工事',
      text: '市は5日、新しい橋の工事を始めると発表した。費用は8億円だ。',
    },
  ])
  for (const guildId of [GUILD, OTHER]) {
    const done = await world.services.subscribe(order(FEED), caller({ guildId }))
    if (!done.ok) throw new Error(JSON.stringify(done.error))
    await world.services.changeSettings({ zone: 'Asia/Tokyo' }, caller({ guildId }))
    const { id, version } = done.value.view.subscription
    const channel = { id: `${guildId}7`, type: 0, botLacks: [], speaks: true }
    const moved = await world.services.move({ id, version, channel }, caller({ guildId }))
    expect(moved.ok).toBe(true)
  }
  world.clock.advance(1.5 * HOUR)
  await world.work()
  return world
}

const rowsOf = ({ db }: TestWorld, guildId: string) => tablesHolding(db, `"${guildId}"`)

describe('a server that the bot was removed from', () => {
  it('keeps everything for thirty days, and loses its note when it is back', async () => {
    const world = await livedIn()
    const before = await rowsOf(world, GUILD)
    expect(before).toEqual(
      expect.arrayContaining(['delivery', 'posting', 'guild', 'former_channel']),
    )
    await keepOrForget(world.deps, (id) => id !== GUILD)
    world.clock.advance(29 * DAY)
    expect(await keepOrForget(world.deps, (id) => id !== GUILD)).toBe(0)
    expect(await rowsOf(world, GUILD)).toEqual(expect.arrayContaining(before))
    await keepOrForget(world.deps, () => true)
    world.clock.advance(DAY)
    expect(await keepOrForget(world.deps, (id) => id !== GUILD)).toBe(0)
  })

  it('is in no table afterwards, and the others stay as they were', async () => {
    const world = await livedIn()
    const others = await rowsOf(world, OTHER)
    await keepOrForget(world.deps, (id) => id !== GUILD)
    world.clock.advance(30 * DAY)
    expect(await keepOrForget(world.deps, (id) => id !== GUILD)).toBe(1)
    expect(await rowsOf(world, GUILD)).toEqual([])
    expect(await rowsOf(world, OTHER)).toEqual(others)
  })
})
