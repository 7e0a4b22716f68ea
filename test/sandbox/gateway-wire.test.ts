import { constants, inflateSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MovedClock } from '../../src/lib/clock.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { connectRaw, OP } from './raw-client.ts'

const clock = new MovedClock(Date.UTC(2026, 0, 18))
let sandbox: Sandbox

beforeEach(async () => {
  sandbox = await startSandbox({ clock, identifyWindow: 0 })
})
afterEach(() => sandbox.close())

/** Reads one stream over the whole connection: what came before is needed for what comes next. */
function inflater(): (data: Buffer) => string {
  let all = Buffer.alloc(0)
  let known = 0
  return (data) => {
    all = Buffer.concat([all, data])
    const text = inflateSync(all, { finishFlush: constants.Z_SYNC_FLUSH })
    const more = text.subarray(known).toString()
    known = text.length
    return more
  }
}

describe('compression', () => {
  it('is one zlib stream over the whole connection, where it is asked for', async () => {
    for (let n = 0; n < 30; n += 1) sandbox.addGuild({ name: `server ${n}` })
    const query = 'v=10&encoding=json&compress=zlib-stream'
    const client = connectRaw(sandbox, { query, decode: inflater() })
    client.identify()
    const { d } = await client.event('READY')
    await client.find(() => client.frames.filter(({ t }) => t === 'GUILD_CREATE').length === 30)
    expect(d.guilds).toHaveLength(30)
    expect(client.packed()).toBe(client.frames.length)
  })

  it('ends with the close code behind what was sent', async () => {
    const query = 'v=10&encoding=json&compress=zlib-stream'
    const client = connectRaw(sandbox, { query, decode: inflater() })
    client.identify()
    client.send(99, {})
    expect(await client.closed).toBe(4001)
    expect(client.frames.map(({ op, t }) => t ?? op)).toEqual([OP.hello, 'READY'])
  })

  it('packs long frames one by one, where the client asked for that when identifying', async () => {
    sandbox.addGuild({ name: 'Readers' })
    const client = connectRaw(sandbox)
    client.identify({ compress: true })
    await client.event('GUILD_CREATE')
    expect(client.packed()).toBe(1)
  })
})

describe('shards', () => {
  it('get the servers whose id says so, and no others', async () => {
    const guilds = [0, 1, 2, 3].map((n) => {
      clock.advance(1)
      return sandbox.addGuild({ name: `server ${n}` })
    })
    const shards = [0, 1].map((index) => {
      const client = connectRaw(sandbox)
      client.identify({ shard: [index, 2] })
      return client
    })
    const ready = await Promise.all(shards.map((client) => client.event('READY')))
    const ids = ready.map(({ d }) => (d.guilds as { id: string }[]).map(({ id }) => id))
    const of = (index: number) =>
      guilds.map(({ id }) => id).filter((id) => Number((BigInt(id) >> 22n) % 2n) === index)
    expect(ids).toEqual([of(0), of(1)])
    expect(ids.map(({ length }) => length)).toEqual([2, 2])
    const [first] = of(1)
    sandbox.renameGuild(String(first), 'Renamed')
    expect((await shards[1]!.event('GUILD_UPDATE')).d.id).toBe(first)
    expect(shards[0]!.frames.some(({ t }) => t === 'GUILD_UPDATE')).toBe(false)
  })
})

describe('a cut', () => {
  it('closes with any code, and a session that timed out is no more', async () => {
    const client = connectRaw(sandbox)
    client.identify()
    const { d, s = 0 } = await client.event('READY')
    sandbox.gateway.closeWith(4009)
    expect(await client.closed).toBe(4009)
    const second = connectRaw(sandbox)
    second.resume({ id: d.session_id, seq: s })
    expect((await second.find(({ op }) => op === OP.invalid)).d).toBe(false)
  })

  it('refuses as many connections as it was told, then takes them again', async () => {
    sandbox.gateway.refuseConnections(1)
    expect(await connectRaw(sandbox).closed).toBe(1006)
    const client = connectRaw(sandbox)
    client.identify()
    expect(await client.event('READY')).toMatchObject({ s: 1 })
  })

  it('stands in the log, as everything that goes in and out', async () => {
    const client = connectRaw(sandbox)
    client.identify()
    const { d } = await client.event('READY')
    sandbox.gateway.cut()
    await client.closed
    const told = sandbox.log.frames.map(({ direction, op, t, session, closed }) => [
      direction,
      t ?? closed ?? op,
      session === d.session_id,
    ])
    expect(told).toEqual([
      ['out', OP.hello, false],
      ['in', OP.identify, false],
      ['out', 'READY', true],
      ['out', 1006, true],
      ['in', 1006, true],
    ])
    expect(JSON.stringify(sandbox.log)).not.toContain(sandbox.token)
  })
})
