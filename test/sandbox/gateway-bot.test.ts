import { once } from 'node:events'
import { type Client, Events, GatewayIntentBits, PermissionFlagsBits } from 'discord.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MovedClock } from '../../src/lib/clock.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { startBot } from './bot.ts'

const clock = new MovedClock(Date.UTC(2026, 0, 18))
let sandbox: Sandbox
let client: Client<true>
let guildId: string

beforeAll(async () => {
  sandbox = await startSandbox({ clock, identifyWindow: 0 })
  guildId = sandbox.addGuild({ name: 'Readers', locale: 'ja' }).id
  sandbox.addChannel(guildId, { name: 'news', topic: 'Every morning' })
  client = await startBot(sandbox)
})
afterAll(async () => {
  await client.destroy()
  await sandbox.close()
})

/** What a client is told when something happens. */
async function hears<T>(event: string, happen: () => T): Promise<{ args: unknown[]; made: T }> {
  const heard = once(client, event)
  const made = happen()
  return { args: await heard, made }
}

describe('stock discord.js, with rest.api and nothing else,', () => {
  it('sees its servers, channels, roles and what it may do', () => {
    const guild = client.guilds.cache.get(guildId)!
    const channel = guild.channels.cache.find(({ name }) => name === 'news')!
    expect(guild.preferredLocale).toBe('ja')
    expect(guild.members.me?.roles.cache.map(({ name }) => name)).toContain('Chrysanthemum Digest')
    const may = channel.permissionsFor(client.user)!
    expect(may.has(PermissionFlagsBits.SendMessages)).toBe(true)
    expect(may.has(PermissionFlagsBits.ManageMessages)).toBe(false)
    expect(client.application.id).toBe(sandbox.applicationId)
  })

  it('hears that it came to a server, left it and came again', async () => {
    const { args, made } = await hears(Events.GuildCreate, () =>
      sandbox.addGuild({ name: 'Another' }),
    )
    expect(args).toMatchObject([{ id: made.id, name: 'Another' }])
    await hears(Events.GuildDelete, () => sandbox.removeBot(made.id))
    expect(client.guilds.cache.has(made.id)).toBe(false)
    await hears(Events.GuildCreate, () => sandbox.inviteBot(made.id))
    expect(client.guilds.cache.has(made.id)).toBe(true)
  })

  it('keeps a server through an outage', async () => {
    await hears(Events.GuildUnavailable, () => sandbox.outage(guildId))
    expect(client.guilds.cache.get(guildId)?.available).toBe(false)
    await hears(Events.GuildAvailable, () => sandbox.restore(guildId))
    expect(client.guilds.cache.get(guildId)?.available).toBe(true)
  })

  it('hears of channels that come, change and go', async () => {
    const { args, made } = await hears(Events.ChannelCreate, () =>
      sandbox.addChannel(guildId, { name: 'evening', type: 5 }),
    )
    expect(args).toMatchObject([{ id: made.id, type: 5 }])
    const changed = await hears(Events.ChannelUpdate, () =>
      sandbox.updateChannel(made.id, { name: 'night' }),
    )
    expect(changed.args).toMatchObject([{ name: 'evening' }, { name: 'night' }])
    await hears(Events.ChannelUpdate, () =>
      sandbox.setOverwrites(made.id, [
        { id: guildId, type: 0, allow: 0n, deny: PermissionFlagsBits.ViewChannel },
      ]),
    )
    const known = client.guilds.cache.get(guildId)?.channels.cache.get(made.id)
    expect(known?.viewable).toBe(false)
    await hears(Events.ChannelDelete, () => sandbox.deleteChannel(made.id))
    expect(client.channels.cache.has(made.id)).toBe(false)
  })

  it('hears of roles that come, change and go, and of its own', async () => {
    const { made } = await hears(Events.GuildRoleCreate, () =>
      sandbox.addRole(guildId, { name: 'morning' }),
    )
    const changed = await hears(Events.GuildRoleUpdate, () =>
      sandbox.updateRole(guildId, made.id, { mentionable: true }),
    )
    expect(changed.args).toMatchObject([{ mentionable: false }, { mentionable: true }])
    await hears(Events.GuildMemberUpdate, () => sandbox.setRoles(guildId, sandbox.botId, [made.id]))
    const me = client.guilds.cache.get(guildId)?.members.me
    expect(me?.roles.cache.has(made.id)).toBe(true)
    await hears(Events.GuildRoleDelete, () => sandbox.deleteRole(guildId, made.id))
    expect(me?.roles.cache.has(made.id)).toBe(false)
  })

  it.each([
    ['it was told to (op 7)', () => sandbox.gateway.cut({ ask: true })],
    ['its line was cut', () => sandbox.gateway.cut()],
    [
      'its session became invalid but may be resumed (op 9)',
      () => sandbox.gateway.invalidate({ resumable: true }),
    ],
  ])('resumes where %s, and gets what it missed', async (_why, happen) => {
    const resumed = once(client, Events.ShardResume)
    const heard = once(client, Events.ChannelCreate)
    const identifies = () =>
      sandbox.log.frames.filter(({ op, direction }) => direction === 'in' && op === 2)
    const before = identifies().length
    happen()
    await sandbox.gateway.until(() => !sandbox.gateway.connected)
    const { id } = sandbox.addChannel(guildId, { name: 'missed' })
    await resumed
    expect(await heard).toMatchObject([{ id }])
    expect(identifies()).toHaveLength(before)
  })

  it('answers when it is asked for a heartbeat', async () => {
    const before = sandbox.gateway.heartbeats
    sandbox.gateway.askHeartbeat()
    await sandbox.gateway.until(() => sandbox.gateway.heartbeats > before)
    expect(sandbox.gateway.heartbeats).toBe(before + 1)
  })
})

describe('a line that goes dead without a word', () => {
  it('is noticed by its heartbeats, and the session is resumed with what it missed', async () => {
    const silent = await startSandbox({ clock, identifyWindow: 0, heartbeatEvery: 200 })
    const { id } = silent.addGuild({ name: 'Readers' })
    const other = await startBot(silent)
    const resumed = once(other, Events.ShardResume)
    const heard = once(other, Events.ChannelCreate)
    silent.gateway.deafen()
    const missed = silent.addChannel(id, { name: 'missed' })
    await resumed
    expect(await heard).toMatchObject([{ id: missed.id }])
    await other.destroy()
    await silent.close()
  })
})

describe('logging in', () => {
  it('is possible during an outage', async () => {
    const down = sandbox.addGuild({ name: 'Down' })
    sandbox.outage(down.id)
    const other = await startBot(sandbox)
    expect(other.guilds.cache.get(down.id)?.available ?? false).toBe(false)
    expect(other.guilds.cache.get(guildId)?.available).toBe(true)
    await other.destroy()
  })

  it('starts a new session where the old one is no more (op 9)', async () => {
    // The client's own wait of five seconds between two identifies is left out.
    const other = await startBot(sandbox, {
      ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) },
    })
    const ready = once(other, Events.ShardReady)
    sandbox.gateway.invalidate({ resumable: false })
    await ready
    expect(other.guilds.cache.has(guildId)).toBe(true)
    await other.destroy()
  })

  it('is refused with a token that is none, and with an intent that was not switched on', async () => {
    const { token } = sandbox
    const wrong = Object.defineProperty(Object.create(sandbox), 'token', { value: `${token}x` })
    await expect(startBot(wrong)).rejects.toThrow('An invalid token was provided.')
    const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMembers]
    await expect(startBot(sandbox, { intents })).rejects.toThrow('Used disallowed intents')
  })

  it('with two shards gives each its own servers', async () => {
    const sharded = await startSandbox({ clock, maxConcurrency: 2 })
    for (let n = 0; n < 4; n += 1) {
      clock.advance(1)
      sharded.addGuild({ name: `server ${n}` })
    }
    const other = await startBot(sharded, { shards: [0, 1], shardCount: 2 })
    const right = other.guilds.cache.map(
      ({ id, shardId }) => Number((BigInt(id) >> 22n) % 2n) === shardId,
    )
    expect(right).toEqual([true, true, true, true])
    expect(new Set(other.guilds.cache.map(({ shardId }) => shardId))).toEqual(new Set([0, 1]))
    await other.destroy()
    await sharded.close()
  })

  it('is not even tried where the identifies of the day are used up', async () => {
    const tired = await startSandbox({ clock })
    tired.gateway.useIdentifies(1000)
    await expect(startBot(tired)).rejects.toThrow('Not enough sessions remaining')
    await tired.close()
  })

  it('brings 50 servers with 40 channels each', async () => {
    const large = await startSandbox({ clock })
    for (let n = 0; n < 50; n += 1) {
      const { id } = large.addGuild({ name: `server ${n}` })
      for (let c = 0; c < 40; c += 1) large.addChannel(id, { name: `channel-${c}` })
    }
    const other = await startBot(large)
    expect(other.guilds.cache.size).toBe(50)
    expect(other.channels.cache.size).toBe(2000)
    await other.destroy()
    await large.close()
  })
})
