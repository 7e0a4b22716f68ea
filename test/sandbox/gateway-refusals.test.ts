import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MovedClock } from '../../src/lib/clock.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { connectRaw, OP } from './raw-client.ts'

let sandbox: Sandbox
const wire = new MovedClock(0)
beforeEach(async () => {
  sandbox = await startSandbox({ clock: new MovedClock(Date.UTC(2026, 0, 18)), wire })
})
afterEach(() => sandbox.close())

async function codeAfter(act: (client: ReturnType<typeof connectRaw>) => void): Promise<number> {
  const client = connectRaw(sandbox)
  act(client)
  return client.closed
}

const GUILD_MEMBERS = 1 << 1
const MESSAGE_CONTENT = 1 << 15

describe('a client is closed', () => {
  it.each([
    ['4001 for an opcode that nobody knows', 4001, (c) => c.send(99, {})],
    ['4002 for what is no JSON', 4002, (c) => c.sendText('{"op":')],
    ['4002 for a payload of another form', 4002, (c) => c.send(OP.identify, { token: 1 })],
    ['4002 for an unknown key in it', 4002, (c) => c.identify({ gimme: true })],
    [
      '4002 for more than 4,096 bytes',
      4002,
      (c) => c.sendText(`{"op":1,"d":null${' '.repeat(4096)}}`),
    ],
    ['4003 for anything before it identified', 4003, (c) => c.send(3, { status: 'online' })],
    ['4004 for another token', 4004, (c) => c.identify({ token: 'nope' })],
    ['4004 for resuming with another token', 4004, (c) => c.resume({ id: '1', seq: 0 }, 'nope')],
    ['4010 for a shard that is none', 4010, (c) => c.identify({ shard: [2, 2] })],
    ['4010 for no shards at all', 4010, (c) => c.identify({ shard: [0, 0] })],
    ['4013 for intents that are none', 4013, (c) => c.identify({ intents: 1 << 18 })],
    [
      '4014 for an intent that nobody switched on',
      4014,
      (c) => c.identify({ intents: 1 | GUILD_MEMBERS }),
    ],
  ] as [string, number, (client: ReturnType<typeof connectRaw>) => void][])(
    '%s',
    async (_name, code, act) => {
      expect(await codeAfter(act)).toBe(code)
    },
  )

  it('4005 for identifying again', async () => {
    const client = connectRaw(sandbox)
    client.identify()
    await client.event('READY')
    client.identify()
    expect(await client.closed).toBe(4005)
  })

  it('4008 for the 121st payload in a minute, not for the 120th', async () => {
    const client = connectRaw(sandbox)
    client.identify()
    for (let n = 1; n < 120; n += 1) client.send(OP.heartbeat, null)
    await client.event('READY')
    wire.advance(59_000)
    client.send(OP.heartbeat, null)
    expect(await client.closed).toBe(4008)
    expect(client.frames.filter(({ op }) => op === OP.ack)).toHaveLength(119)
  })

  it('never for 120 payloads in each of two minutes', async () => {
    const client = connectRaw(sandbox)
    for (let n = 0; n < 120; n += 1) client.send(OP.heartbeat, null)
    await client.find(() => client.frames.filter(({ op }) => op === OP.ack).length === 120)
    wire.advance(60_000)
    client.identify()
    expect(await client.event('READY')).toMatchObject({ s: 1 })
  })

  it('4011 where one shard would have more than 2,500 servers', async () => {
    for (let n = 0; n < 2501; n += 1) sandbox.addGuild({ name: `server ${n}` })
    expect(await codeAfter((client) => client.identify())).toBe(4011)
    expect(sandbox.gateway.startInfo.shards).toBe(2)
  })

  it('4012 for another version of the gateway', async () => {
    expect(await connectRaw(sandbox, { query: 'v=9&encoding=json' }).closed).toBe(4012)
  })

  it('at once for an encoding that the sandbox does not speak', async () => {
    const client = connectRaw(sandbox, { query: 'v=10&encoding=etf' })
    expect(await client.closed).toBe(1006)
    expect(client.frames).toEqual([])
  })
})

describe('a privileged intent', () => {
  it('is good where it was switched on for the app', async () => {
    const other = await startSandbox({
      clock: new MovedClock(Date.UTC(2026, 0, 18)),
      privileged: MESSAGE_CONTENT,
    })
    const client = connectRaw(other)
    client.identify({ intents: 1 | MESSAGE_CONTENT })
    expect(await client.event('READY')).toMatchObject({ s: 1 })
    await other.close()
  })
})
