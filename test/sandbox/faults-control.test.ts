import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MovedClock } from '../../src/lib/clock.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { connectRaw, OP } from './raw-client.ts'
import { restClient } from './rest-client.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ clock: new MovedClock(Date.UTC(2026, 0, 18)), identifyWindow: 0 })
})
afterAll(() => sandbox.close())

const JSON_TYPE = { 'content-type': 'application/json' }
async function control(method: string, path: string, body?: unknown, headers = JSON_TYPE) {
  const answer = await fetch(`${sandbox.apiUrl.replace('/api', '/control')}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as unknown }
}

describe('another process', () => {
  it('orders faults, and takes them back', async () => {
    const ask = restClient(sandbox)
    const effect = { kind: 'answer', status: 503, body: { message: 'down' } }
    const fault = { route: 'GET /users/@me', times: 3, effect }
    expect(await control('POST', '/faults', fault)).toMatchObject({ status: 200 })
    expect(await ask('GET', '/users/@me')).toMatchObject({ status: 503, body: { message: 'down' } })
    await control('DELETE', '/faults')
    expect(await ask('GET', '/users/@me')).toMatchObject({ status: 200 })
  })

  it.each([
    ['cuts', { do: 'cut' }, 1006],
    ['closes', { do: 'close', code: 4009 }, 4009],
  ])('%s the gateway', async (_what, order, code) => {
    const client = connectRaw(sandbox)
    client.identify()
    await client.event('READY')
    await control('POST', '/gateway', order)
    expect(await client.closed).toBe(code)
  })

  it.each([
    ['a reconnect', { do: 'reconnect' }, { op: OP.reconnect, d: null }],
    ['a new session', { do: 'invalidate', resumable: false }, { op: OP.invalid, d: false }],
    ['a heartbeat', { do: 'heartbeat' }, { op: OP.heartbeat, d: null }],
  ])('asks for %s', async (_what, order, frame) => {
    const client = connectRaw(sandbox)
    client.identify()
    await client.event('READY')
    await control('POST', '/gateway', order)
    expect(await client.find(({ op }) => op === frame.op)).toEqual(frame)
    client.terminate()
  })

  it('shuts the gateway for as many connections as it says', async () => {
    await control('POST', '/gateway', { do: 'refuse', times: 1 })
    expect(await connectRaw(sandbox).closed).toBe(1006)
  })

  it('reads the log', async () => {
    const { body } = await control('GET', '/log')
    const kinds = new Set((body as { kind: string }[]).map(({ kind }) => kind))
    expect(kinds).toEqual(new Set(['request', 'frame']))
  })

  it.each([
    ['what is no order', 'POST', '/gateway', { do: 'dance' }, JSON_TYPE, 400],
    ['a close code that is none', 'POST', '/gateway', { do: 'close', code: 1 }, JSON_TYPE, 400],
    ['a fault of another form', 'POST', '/faults', { route: '* *' }, JSON_TYPE, 400],
    ['an unknown path', 'GET', '/nothing', undefined, JSON_TYPE, 404],
    [
      'what a page of another origin can send',
      'POST',
      '/gateway',
      { do: 'cut' },
      { 'content-type': 'text/plain' },
      404,
    ],
  ] as const)('is refused %s', async (_what, method, path, body, headers, status) => {
    expect(await control(method, path, body, headers)).toMatchObject({ status })
  })
})
