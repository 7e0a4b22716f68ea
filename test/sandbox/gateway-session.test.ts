import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MovedClock } from '../../src/lib/clock.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { connectRaw, OP, type RawClient } from './raw-client.ts'

let clock: MovedClock
let wire: MovedClock
let sandbox: Sandbox

beforeEach(async () => {
  clock = new MovedClock(Date.UTC(2026, 0, 18))
  wire = new MovedClock(0)
  sandbox = await startSandbox({ clock, wire })
})
afterEach(() => sandbox.close())

async function session(client: RawClient) {
  client.identify()
  const { d, s } = await client.event('READY')
  return { id: String(d.session_id), seq: s ?? 0 }
}

describe('a session', () => {
  it('begins with hello, then READY, then the servers one by one', async () => {
    const guild = sandbox.addGuild({ name: 'Readers', locale: 'ja' })
    const channel = sandbox.addChannel(guild.id, { name: 'news' })
    const client = connectRaw(sandbox)
    client.identify({ shard: [0, 1] })
    const create = await client.event('GUILD_CREATE')
    const [hello, ready] = client.frames
    expect(hello).toEqual({ op: OP.hello, d: { heartbeat_interval: 41_250 } })
    expect(ready?.d).toMatchObject({
      v: 10,
      guilds: [{ id: guild.id, unavailable: true }],
      shard: [0, 1],
      application: { id: sandbox.applicationId },
    })
    expect(create.d).toMatchObject({ id: guild.id, preferred_locale: 'ja', unavailable: false })
    expect(create.d.channels).toMatchObject([{ id: channel.id, guild_id: guild.id }])
    expect(create.d.members).toMatchObject([{ user: { id: sandbox.botId } }])
    expect(client.frames.slice(1).map(({ s }) => s)).toEqual([1, 2])
  })

  it('says no shard where none was said', async () => {
    const client = connectRaw(sandbox)
    client.identify()
    expect((await client.event('READY')).d).not.toHaveProperty('shard')
  })

  it('replays what was missed, in order, and then says so', async () => {
    const guild = sandbox.addGuild({ name: 'Readers' })
    const first = connectRaw(sandbox)
    const { id } = await session(first)
    const { s: seq = 0 } = await first.event('GUILD_CREATE')
    first.terminate()
    await first.closed
    sandbox.addChannel(guild.id, { name: 'one' })
    sandbox.addChannel(guild.id, { name: 'two' })
    const second = connectRaw(sandbox)
    second.resume({ id, seq })
    await second.event('RESUMED')
    expect(second.frames.slice(1).map(({ t, d, s }) => [t, d.name, s])).toEqual([
      ['CHANNEL_CREATE', 'one', seq + 1],
      ['CHANNEL_CREATE', 'two', seq + 2],
      ['RESUMED', undefined, seq + 3],
    ])
  })

  it('cannot be resumed after the client said goodbye', async () => {
    const first = connectRaw(sandbox)
    const known = await session(first)
    first.close(1000)
    await first.closed
    const second = connectRaw(sandbox)
    second.resume(known)
    expect(await second.find(({ op }) => op === OP.invalid)).toEqual({ op: OP.invalid, d: false })
  })

  it('cannot be resumed after a few minutes', async () => {
    const first = connectRaw(sandbox)
    const known = await session(first)
    first.terminate()
    await sandbox.gateway.until(() => !sandbox.gateway.connected)
    wire.advance(3 * 60_000 + 1)
    const second = connectRaw(sandbox)
    second.resume(known)
    expect((await second.find(({ op }) => op === OP.invalid)).d).toBe(false)
  })

  it('cannot be resumed from where nothing is kept any more', async () => {
    const guild = sandbox.addGuild({ name: 'Readers' })
    const first = connectRaw(sandbox)
    const known = await session(first)
    first.terminate()
    await first.closed
    for (let n = 0; n < 1001; n += 1) sandbox.addChannel(guild.id, { name: `c${n}` })
    const second = connectRaw(sandbox)
    second.resume(known)
    expect((await second.find(({ op }) => op === OP.invalid)).d).toBe(false)
  })

  it('is refused with 4007 where the client claims more than it was sent', async () => {
    const first = connectRaw(sandbox)
    const { id, seq } = await session(first)
    first.terminate()
    await first.closed
    const second = connectRaw(sandbox)
    second.resume({ id, seq: seq + 1 })
    expect(await second.closed).toBe(4007)
  })
})

describe('heartbeats', () => {
  it('are answered', async () => {
    const client = connectRaw(sandbox)
    client.send(OP.heartbeat, null)
    expect(await client.find(({ op }) => op === OP.ack)).toEqual({ op: OP.ack })
    expect(sandbox.gateway.heartbeats).toBe(1)
  })

  it('keep a connection, which is cut when they stop, and may be resumed', async () => {
    const client = connectRaw(sandbox)
    const known = await session(client)
    wire.advance(41_250)
    client.send(OP.heartbeat, known.seq)
    await client.find(({ op }) => op === OP.ack)
    wire.advance(41_250)
    expect(sandbox.gateway.connected).toBe(true)
    wire.advance(41_250)
    expect(await client.closed).toBe(4000)
    const second = connectRaw(sandbox)
    second.resume(known)
    expect(await second.event('RESUMED')).toMatchObject({ s: known.seq + 1 })
  })

  it('are answered no more where the line has gone dead, and nobody is told', async () => {
    const client = connectRaw(sandbox)
    const known = await session(client)
    const heard = client.frames.length
    sandbox.gateway.deafen()
    client.send(OP.heartbeat, known.seq)
    sandbox.addGuild({ name: 'Unheard of' })
    wire.advance(100_000)
    expect(sandbox.gateway.connected).toBe(true)
    const second = connectRaw(sandbox)
    second.resume(known)
    await second.event('RESUMED')
    expect(second.frames.map(({ t }) => t)).toContain('GUILD_CREATE')
    expect(client.frames).toHaveLength(heard)
    client.terminate()
  })

  it('are asked for out of turn', async () => {
    const client = connectRaw(sandbox)
    await session(client)
    sandbox.gateway.askHeartbeat()
    expect(await client.find(({ op }) => op === OP.heartbeat)).toEqual({
      op: OP.heartbeat,
      d: null,
    })
  })

  it('are refused with a number that was never sent', async () => {
    const client = connectRaw(sandbox)
    client.send(OP.heartbeat, 7)
    expect(await client.closed).toBe(4002)
  })
})

describe('sessions a day', () => {
  const start = async () =>
    (
      await fetch(`${sandbox.apiUrl}/v10/gateway/bot`, {
        headers: { authorization: `Bot ${sandbox.token}` },
      })
    ).json()

  it('count down truthfully, and begin anew after a day', async () => {
    const limit = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 }
    expect(await start()).toMatchObject({ shards: 1, session_start_limit: limit })
    await session(connectRaw(sandbox))
    clock.advance(60_000)
    const later = { remaining: 999, reset_after: 24 * 3_600_000 - 60_000 }
    expect(await start()).toMatchObject({ session_start_limit: later })
    clock.advance(24 * 3_600_000)
    expect(await start()).toMatchObject({ session_start_limit: limit })
  })

  it('end every session and the token with the first that is too much', async () => {
    const old = sandbox.token
    const client = connectRaw(sandbox)
    await session(client)
    sandbox.gateway.useIdentifies(999)
    const last = connectRaw(sandbox)
    last.identify({ shard: [0, 1] })
    expect(await Promise.all([client.closed, last.closed])).toEqual([4004, 4004])
    expect(sandbox.token).not.toBe(old)
    const { status } = await fetch(`${sandbox.apiUrl}/v10/users/@me`, {
      headers: { authorization: `Bot ${old}` },
    })
    expect(status).toBe(401)
    const fresh = connectRaw(sandbox)
    fresh.identify({ token: old })
    expect(await fresh.closed).toBe(4004)
  })

  it('start no faster than one in five seconds for each key', async () => {
    await session(connectRaw(sandbox))
    const second = connectRaw(sandbox)
    second.identify()
    expect(await second.find(({ op }) => op === OP.invalid)).toEqual({ op: OP.invalid, d: false })
    wire.advance(5_000)
    second.identify()
    expect(await second.event('READY')).toMatchObject({ s: 1 })
  })
})
