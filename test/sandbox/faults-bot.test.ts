import { REST } from 'discord.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MovedClock } from '../../src/lib/clock.ts'
import { cloudflareBan, drop, rateLimited, serverError } from '../../src/sandbox/fault-effects.ts'
import { doubles, realNow } from '../../src/sandbox/log.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'

const POST = 'POST /channels/:channel/messages'
let sandbox: Sandbox
let rest: REST
let channelId: string

beforeEach(async () => {
  sandbox = await startSandbox({ clock: new MovedClock(Date.UTC(2026, 0, 18)) })
  channelId = sandbox.addChannel(sandbox.addGuild({ name: 'Readers' }).id, { name: 'news' }).id
  rest = new REST({ api: sandbox.apiUrl }).setToken(sandbox.token)
})
afterEach(() => sandbox.close())

const send = (body: Record<string, unknown>) =>
  rest.post(`/channels/${channelId}/messages`, { body })

describe('discord.js’s own REST', () => {
  it.each([
    ['the limit of its bucket', rateLimited('user', 0)],
    ['a shared limit', rateLimited('shared', 0)],
    ['the limit over all routes', rateLimited('global', 0)],
    ['Cloudflare’s page', cloudflareBan(0)],
    ['a server error', serverError(502)],
  ])('waits for %s and sends once', async (_what, effect) => {
    sandbox.faults.add({ route: POST, times: 1, effect })
    await send({ content: 'hi' })
    expect(sandbox.requests.map(({ fault }) => fault)).toEqual([effect, null])
    expect(sandbox.messages(channelId)).toMatchObject([{ content: 'hi' }])
  })

  it('makes a double of what was dropped after storing, where nothing marks the message', async () => {
    sandbox.faults.add({ route: POST, times: 1, effect: drop({ stored: true }) })
    await expect(send({ content: 'hi' })).rejects.toThrow()
    await send({ content: 'hi' })
    expect(doubles(sandbox.messages(channelId))).toMatchObject([
      { channelId, ids: sandbox.messages(channelId).map(({ id }) => id) },
    ])
  })

  it('makes none where the message bears a nonce', async () => {
    const marked = { content: 'hi', nonce: 'n1', enforce_nonce: true }
    sandbox.faults.add({ route: POST, times: 1, effect: drop({ stored: true }) })
    await expect(send(marked)).rejects.toThrow()
    await send(marked)
    expect(sandbox.messages(channelId)).toHaveLength(1)
    expect(doubles(sandbox.messages(channelId))).toEqual([])
  })

  it('leaves a log by the real clock, whatever the world’s clock says', async () => {
    const before = realNow()
    await Promise.all([send({ content: '1' }), send({ content: '2' }), send({ content: '3' })])
    const times = sandbox.requests.flatMap(({ real, answered }) => [real, answered ?? 0])
    expect(Math.min(...times)).toBeGreaterThanOrEqual(before)
    expect(Math.max(...times)).toBeLessThanOrEqual(realNow())
    expect(new Set(sandbox.requests.map(({ at }) => at)).size).toBe(1)
  })
})
