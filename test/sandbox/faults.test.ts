import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MovedClock } from '../../src/lib/clock.ts'
import {
  cloudflareBan,
  drop,
  hang,
  latency,
  rateLimited,
  refusal,
  serverError,
} from '../../src/sandbox/fault-effects.ts'
import type { FaultEffect, Faulted } from '../../src/sandbox/faults.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { type Ask, restClient } from './rest-client.ts'

const POST = 'POST /channels/:channel/messages'
let wire: MovedClock
let sandbox: Sandbox
let ask: Ask
let channelId: string

beforeEach(async () => {
  wire = new MovedClock(0)
  sandbox = await startSandbox({ clock: new MovedClock(Date.UTC(2026, 0, 18)), wire })
  ask = restClient(sandbox)
  channelId = sandbox.addChannel(sandbox.addGuild({ name: 'Readers' }).id, { name: 'news' }).id
})
afterEach(() => sandbox.close())

const send = (content = 'hi') => ask('POST', `/channels/${channelId}/messages`, { content })

/** The next message meets a fault; resolves when it has arrived. */
function met(effect: FaultEffect): Promise<void> {
  return new Promise((resolve) => {
    const matches = () => {
      resolve()
      return true
    }
    sandbox.faults.add({ route: POST, times: 1, effect, matches })
  })
}

describe('a rate limit', () => {
  it.each(['user', 'shared'] as const)('of scope %s has its bucket', async (scope) => {
    sandbox.faults.add({ route: POST, times: 1, effect: rateLimited(scope, 64.57) })
    const { status, headers, body } = await send()
    expect(status).toBe(429)
    expect(headers.get('x-ratelimit-scope')).toBe(scope)
    expect(headers.get('x-ratelimit-reset-after')).toBe('64.570')
    expect(headers.get('x-ratelimit-remaining')).toBe(scope === 'user' ? '0' : '4')
    expect(headers.get('x-ratelimit-bucket')).toBe('fault')
    expect(headers.get('x-ratelimit-global')).toBeNull()
    expect(headers.get('retry-after')).toBe('65')
    const resource = scope === 'user' ? 'You are' : 'The resource is'
    expect(body).toEqual({
      message: `${resource} being rate limited.`,
      retry_after: 64.57,
      global: false,
    })
  })

  it('over all routes has no bucket', async () => {
    sandbox.faults.add({ route: POST, times: 1, effect: rateLimited('global', 0.3) })
    const { headers, body } = await send()
    expect(headers.get('x-ratelimit-global')).toBe('true')
    expect(headers.get('x-ratelimit-scope')).toBe('global')
    expect(headers.get('retry-after')).toBe('1')
    expect(headers.get('x-ratelimit-bucket')).toBeNull()
    expect(body).toMatchObject({ retry_after: 0.3, global: true })
  })

  it('of Cloudflare is a page, with nothing of Discord’s', async () => {
    sandbox.faults.add({ route: POST, times: 1, effect: cloudflareBan(600) })
    const { status, headers, body, text } = await send()
    expect([status, body]).toEqual([429, null])
    expect(headers.get('content-type')).toContain('text/html')
    expect(headers.get('retry-after')).toBe('600')
    expect([...headers.keys()].filter((key) => key.startsWith('x-ratelimit'))).toEqual([])
    expect(text).toContain('1015')
  })
})

describe('a refusal', () => {
  it.each([
    [500, 'application/json'],
    [502, 'text/html; charset=UTF-8'],
    [503, 'text/html; charset=UTF-8'],
  ])('may be a server error %i, as %s', async (code, type) => {
    sandbox.faults.add({ route: POST, times: 1, effect: serverError(code) })
    const { status, headers } = await send()
    expect([status, headers.get('content-type')]).toEqual([code, type])
    expect(sandbox.messages(channelId)).toEqual([])
  })

  it('may bear any code, on any route', async () => {
    const effect = refusal(50278, { status: 403, message: 'No mutual guilds' })
    sandbox.faults.add({ route: 'GET /users/@me', times: 1, effect })
    expect(await ask('GET', '/users/@me')).toMatchObject({
      status: 403,
      body: { code: 50278, message: 'No mutual guilds' },
    })
    expect(await ask('GET', '/users/@me')).toMatchObject({ status: 200 })
  })
})

describe('a line', () => {
  it.each([
    ['before', 0],
    ['after', 1],
  ])('is dropped %s it is stored', async (when, count) => {
    const effect = drop({ stored: when === 'after' })
    sandbox.faults.add({ route: POST, times: 1, effect })
    await expect(send()).rejects.toThrow('fetch failed')
    expect(sandbox.messages(channelId)).toHaveLength(count)
    expect(sandbox.requests).toMatchObject([{ status: 0, answered: null, fault: effect }])
  })

  it.each([
    ['before', 0],
    ['after', 1],
  ])('hangs %s it is stored', async (when, count) => {
    const arrived = met(hang({ stored: when === 'after' }))
    const answer = send()
    answer.catch(() => undefined)
    await arrived
    await ask('GET', '/users/@me')
    expect(sandbox.messages(channelId)).toHaveLength(count)
    expect(sandbox.requests[0]).toMatchObject({ route: POST, answered: null })
    await sandbox.close()
    await expect(answer).rejects.toThrow('fetch failed')
  })

  it.each([
    ['before', 0],
    ['after', 1],
  ])('is slow %s it is stored, and answers in the end', async (when, count) => {
    const arrived = met(latency(30_000, { stored: when === 'after' }))
    const answer = send()
    await arrived
    wire.advance(29_999)
    await ask('GET', '/users/@me')
    expect(sandbox.messages(channelId)).toHaveLength(count)
    expect(sandbox.requests[0]?.answered).toBeNull()
    wire.advance(1)
    expect(await answer).toMatchObject({ status: 200 })
    expect(sandbox.messages(channelId)).toHaveLength(1)
  })
})

describe('a fault', () => {
  const down = serverError(503)

  it('is met as often as was said, the first that was added first', async () => {
    sandbox.faults.add({ route: POST, times: 2, effect: down })
    sandbox.faults.add({ route: POST, times: 1, effect: serverError(500) })
    expect(sandbox.faults.left).toBe(3)
    const seen = [await send(), await send(), await send(), await send()]
    expect(seen.map(({ status }) => status)).toEqual([503, 503, 500, 200])
    expect(sandbox.faults.left).toBe(0)
  })

  it.each([
    ['every route', '* *'],
    ['every method of a route', '* /channels/:channel/messages'],
    ['everything below a path', 'POST /channels/*'],
  ])('may be for %s', async (_what, route) => {
    sandbox.faults.add({ route, times: Number.POSITIVE_INFINITY, effect: down })
    expect(await send()).toMatchObject({ status: 503 })
    sandbox.faults.clear()
    expect(await send()).toMatchObject({ status: 200 })
  })

  it('may be for one channel', async () => {
    const route = `POST /channels/${channelId}/messages`
    sandbox.faults.add({ route, times: 1, effect: down })
    const other = sandbox.addChannel([...sandbox.world.guilds.keys()][0]!, { name: 'other' })
    const there = await ask('POST', `/channels/${other.id}/messages`, { content: 'hi' })
    expect([there.status, (await send()).status]).toEqual([200, 503])
  })

  it('may be for what a request says', async () => {
    const matches = ({ body }: Faulted) => JSON.stringify(body).includes('unlucky')
    sandbox.faults.add({ route: POST, times: 1, effect: down, matches })
    expect((await send('lucky')).status).toBe(200)
    expect((await send('unlucky')).status).toBe(503)
  })

  it('stands in the log with the request and its answer', async () => {
    sandbox.faults.add({ route: POST, times: 1, effect: down })
    await send('first')
    await send('second')
    const [first, second] = sandbox.log.entries()
    expect(first).toMatchObject({ kind: 'request', status: 503, fault: down, exempt: false })
    expect(second).toMatchObject({ body: { content: 'second' }, fault: null, status: 200 })
    expect(second).toMatchObject({
      answer: { content: 'second' },
      path: `/channels/${channelId}/messages`,
    })
    const { real = 0, answered = 0 } = sandbox.requests[1] ?? {}
    expect(answered).toBeGreaterThanOrEqual(real)
  })
})
