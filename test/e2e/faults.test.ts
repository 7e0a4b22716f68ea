/** What Discord does to a message on its way: the channel has it once, whatever happens. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FaultEffect } from '../../src/sandbox/faults.ts'
import { controlOf, type Stage, startStage } from './bot.ts'

const ROUTE = 'POST /channels/:channel/messages'
const refusal = (status: number, body: Record<string, unknown>, headers = {}): FaultEffect => ({
  kind: 'answer',
  status,
  body,
  headers,
})

const FAULTS: readonly [string, FaultEffect][] = [
  ['hangs before it is stored', { kind: 'hang', stored: false }],
  ['hangs after it was stored', { kind: 'hang', stored: true }],
  ['is dropped before it is stored', { kind: 'drop', stored: false }],
  ['is dropped after it was stored', { kind: 'drop', stored: true }],
  ['meets a server error', refusal(500, { message: 'oops', code: 0 })],
  ['meets a proxy that is overloaded', refusal(503, {})],
  [
    'comes too fast',
    refusal(
      429,
      { message: 'You are being rate limited.', retry_after: 0.2, global: false },
      { 'retry-after': '1', 'x-ratelimit-scope': 'shared' },
    ),
  ],
]

/** Lets seconds pass until it is posted: on a busy machine a try may take longer than it may, and is tried again. */
async function postedAfter({ clock, bot, logged }: Stage, posted: Promise<unknown>): Promise<void> {
  let over = false
  const done = posted.then(() => {
    over = true
  })
  while (!over) {
    const failed = logged('digest not posted')
    clock.moveTo(clock.now() + 10_000)
    bot.wake()
    await Promise.race([done, failed])
  }
}

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage.close())

describe('a digest', () => {
  it.each(FAULTS.map(([what, effect], n) => ({ what, effect, n })))(
    'whose message $what is there once',
    async ({ effect, n }) => {
      const { discord, guildId, people } = stage
      const channel = discord.addChannel(guildId, { name: `news-${n}` })
      await discord
        .as(people.jaManager)
        .slash(channel.id, 'digest subscribe', { feed: stage.feeds[n % 5] ?? '' })
      const failed = stage.logged('digest not posted')
      const posted = stage.logged('digest posted')
      discord.faults.add({ route: ROUTE, times: 1, effect })
      await discord.as(people.jaManager).slash(channel.id, 'digest now')
      await failed
      await postedAfter(stage, posted)
      expect(discord.messages(channel.id)).toHaveLength(1)
      const tries = discord.requests.filter(
        ({ route, path }) => route === ROUTE && path.includes(channel.id),
      )
      expect(tries.length).toBeGreaterThan(1)
      expect(new Set(tries.map(({ body }) => (body as { nonce: string }).nonce)).size).toBe(1)
      expect(discord.violations).toEqual([])
    },
  )

  it('whose nonce may be forgotten is looked for in the channel and not posted again', async () => {
    const { discord, clock, bot, guildId, people } = stage
    const channel = discord.addChannel(guildId, { name: 'later' })
    await discord
      .as(people.jaManager)
      .slash(channel.id, 'digest subscribe', { feed: stage.feeds[0] ?? '' })
    const failed = stage.logged('digest not posted')
    const posted = stage.logged('digest posted')
    discord.faults.add({ route: ROUTE, times: 1, effect: { kind: 'drop', stored: true } })
    await discord.as(people.jaManager).slash(channel.id, 'digest now')
    await failed
    clock.moveTo(clock.now() + 10 * 60_000)
    bot.wake()
    await posted
    expect(discord.messages(channel.id)).toHaveLength(1)
    expect(
      discord.requests
        .filter(({ path }) => path === `/channels/${channel.id}/messages`)
        .map(({ method }) => method),
    ).toEqual(['POST', 'GET'])
  })

  it('that cannot be looked for is not posted twice', async () => {
    const { discord, clock, bot, guildId, people } = stage
    const channel = discord.addChannel(guildId, { name: 'unreadable' })
    await discord
      .as(people.jaManager)
      .slash(channel.id, 'digest subscribe', { feed: stage.feeds[0] ?? '' })
    const failed = stage.logged('digest not posted')
    const unsure = stage.logged('delivery unsure: it is not sent again')
    discord.faults.add({ route: ROUTE, times: 1, effect: { kind: 'drop', stored: true } })
    await discord.as(people.jaManager).slash(channel.id, 'digest now')
    await failed
    discord.setOverwrites(channel.id, [{ id: discord.botId, type: 1, allow: 0n, deny: 1n << 16n }])
    // Its event goes the same way as the interaction that follows it.
    await discord.as(people.jaManager).slash(channel.id, 'help')
    clock.moveTo(clock.now() + 10 * 60_000)
    bot.wake()
    await unsure
    expect(discord.messages(channel.id)).toHaveLength(1)
  })

  it('that Discord forbids pauses its subscription in words, and comes when it is resumed', async () => {
    const { discord, guildId, people } = stage
    const channel = discord.addChannel(guildId, { name: 'forbidden' })
    const manager = discord.as(people.jaManager)
    await manager.slash(channel.id, 'digest subscribe', { feed: stage.feeds[0] ?? '' })
    const failed = stage.logged('digest not posted')
    const posted = stage.logged('digest posted')
    const missing = refusal(403, { message: 'Missing Permissions', code: 50013 })
    discord.faults.add({ route: ROUTE, times: 1, effect: missing })
    await manager.slash(channel.id, 'digest now')
    await failed
    // The list stands on the digest of the channel where it is asked for.
    const { message: panel } = await manager.slash(channel.id, 'digest list')
    expect(JSON.stringify(panel.embeds)).toContain('権限が足りないため停止中')
    await manager.press(panel, controlOf(panel, 'resume'))
    await posted
    expect(discord.messages(channel.id)).toHaveLength(1)
  })
})
