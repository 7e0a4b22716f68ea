/** A Discord on loopback: one handle to build a world, be its people, and see what the bot does. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Clock, systemClock } from '../lib/clock.ts'
import { Attachments } from './attachments.ts'
import { type Changes, changes } from './changes.ts'
import { control } from './control.ts'
import { Faults } from './faults.ts'
import { Gateway, type GatewayOptions } from './gateway/gateway.ts'
import { type Hearing, hearing } from './hearing.ts'
import { Interactions } from './interactions.ts'
import { Log, type Logged } from './log.ts'
import { type Moderating, moderating } from './moderating.ts'
import { Nonces } from './nonces.ts'
import { type PersonHandle, personHandle } from './people.ts'
import type { Overwrite } from './permissions.ts'
import { InvalidRequests } from './rest/invalid-requests.ts'
import { RateLimits } from './rest/rate-limits.ts'
import { Rest } from './rest/rest.ts'
import type { Api } from './rest/route.ts'
import { type RuleName, Rules } from './rules/table.ts'
import { loadSpec } from './schema.ts'
import { roleShape } from './shapes.ts'
import { snowflakes } from './snowflake.ts'
import {
  addGuild,
  type Channel,
  createWorld,
  type Guild,
  type Message,
  type Person,
  type Role,
  type World,
} from './world.ts'

export type { Upload } from './attachments.ts'
export type { MessageEvent } from './hearing.ts'
export type { OpenModal } from './interactions.ts'
export type { Act, MessageAnswer, PersonHandle } from './people.ts'
export type { Message } from './world.ts'

type Parts = Changes & Hearing & Moderating

export type Sandbox = Parts & {
  /** For `rest.api` of discord.js. */
  apiUrl: string
  token: string
  applicationId: string
  botId: string
  /** What there is, to look at: changes go through the functions below. */
  world: World
  addGuild(guild: { name: string; locale?: string }): Guild
  addChannel(
    guildId: string,
    channel: { name: string; topic?: string; type?: 0 | 5 | 16; nsfw?: boolean },
  ): Channel
  addRole(
    guildId: string,
    role: { name: string; permissions?: bigint; mentionable?: boolean; color?: number },
  ): Role
  /** Adds a person to a server. */
  addPerson(
    guildId: string,
    person: { name: string; locale?: string; roleIds?: readonly string[] },
  ): Person
  /** Sets who may do what in a channel; the bot hears of it. */
  setOverwrites(channelId: string, overwrites: readonly Overwrite[]): void
  deleteChannel(channelId: string): void
  as(userId: string): PersonHandle
  /** What stands in a channel, oldest first. */
  messages(channelId: string): readonly Message[]
  requests: readonly Logged[]
  /** Requests and the gateway's frames, with times; `worstSecond` and `doubles` ask it. */
  log: Log
  /** Requests that no Discord would take: unknown routes and keys. */
  violations: readonly string[]
  faults: Faults
  gateway: Gateway
  /** Every interaction that was given, oldest first, and how far it is answered. */
  interactions: Interactions['all']
  close(): Promise<void>
}

/** Gives a bot's token and changes it: of Discord's shape, but of no bot. Its first part is the id. */
function tokenOf(botId: string): { token: () => string; resetToken: () => void } {
  let resets = 0
  const first = Buffer.from(botId).toString('base64url')
  return {
    token: () => `${first}.sandbx.${resets > 0 ? resets : ''}`.padEnd(first.length + 46, 's'),
    resetToken: () => {
      resets += 1
    },
  }
}

export type SandboxOptions = {
  /** Ids and whatever Discord counts in minutes, hours and days follow it. */
  clock: Clock
  /** By which clients wait: heartbeats, latency; the real one where it is left out. */
  wire?: Clock
  /** Monotonic milliseconds that rate limits of seconds count by: the machine's, for clients wait in real time. */
  pace?: () => number
  /** Rules that do not hold: for tests that show what each of them does. */
  without?: readonly RuleName[]
  /** How many refused requests ban the address; Discord's ten thousand if not given. */
  mostInvalidRequests?: number
} & Pick<GatewayOptions, 'privileged' | 'maxConcurrency' | 'identifyWindow' | 'heartbeatEvery'>

/** Starts a sandbox on 127.0.0.1. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { clock, wire = systemClock, pace = () => performance.now() } = options
  const now = () => clock.now()
  const rules = new Rules(options.without ?? [])
  const world = createWorld(now, snowflakes(now), rules)
  const secret = tokenOf(world.bot.id)
  const spec = await loadSpec()
  let port = 0
  const log = new Log(now)
  const url = () => `ws://127.0.0.1:${port}`
  const gateway = new Gateway(world, { ...options, ...secret, url, wire, log })
  const nonces = new Nonces({ now, rules })
  const heard = hearing({ gateway, nonces })
  const interactions = new Interactions(world, heard.stored)
  const attachments = new Attachments({ id: world.id, origin: () => `http://127.0.0.1:${port}` })
  const api: Api = {
    world,
    interactions,
    nonces,
    limits: new RateLimits(rules, { pace, now }),
    gatewayBot: () => gateway.startInfo,
    ...heard.stored,
    onThread: (fate, thread) => gateway.emitChannel(fate, thread),
  }
  const faults = new Faults()
  const ended = new AbortController()
  const violations: string[] = []
  const invalid = new InvalidRequests(rules, { now, most: options.mostInvalidRequests })
  const { token } = secret
  const checks = { spec, token, faults, invalid, pace, wire, log, violations }
  const rest = new Rest({ api, attachments, ...checks })
  const doors = { attachments, faults, gateway, log, rest }
  const server = await listen(doors)
  port = (server.address() as AddressInfo).port
  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    get token() {
      return secret.token()
    },
    applicationId: world.applicationId,
    botId: world.bot.id,
    world,
    ...building(world, gateway),
    ...changes(world, gateway),
    ...moderating(world, gateway, heard.stored.onStored),
    as: (userId) =>
      personHandle({ world, gateway, interactions, attachments, ended: ended.signal }, userId),
    messages: (channelId) => world.messages.get(channelId) ?? [],
    ...heard.hearing,
    requests: log.requests,
    log,
    violations,
    faults,
    gateway,
    interactions: interactions.all,
    close: async () => {
      ended.abort()
      await gateway.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

type Doors = {
  attachments: Attachments
  faults: Faults
  gateway: Gateway
  log: Log
  rest: Rest
}

/** Opens a free port for files, the control of tests, the API and the gateway. */
async function listen({ attachments, faults, gateway, log, rest }: Doors): Promise<Server> {
  const server = createServer((request, response) => {
    const served =
      attachments.serve(request, response) || control({ faults, gateway, log }, request, response)
    if (!served) void rest.handle(request, response)
  })
  server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

type Building = Pick<
  Sandbox,
  'addGuild' | 'addChannel' | 'addRole' | 'addPerson' | 'setOverwrites' | 'deleteChannel'
>

/** Changes to the world, of which the bot hears if it is connected. */
function building(world: World, gateway: Gateway): Building {
  const guildOf = (id: string): Guild => {
    const guild = world.guilds.get(id)
    if (guild === undefined) throw new Error(`there is no server ${id}`)
    return guild
  }
  return {
    addGuild: (wanted) => {
      const guild = addGuild(world, wanted)
      gateway.emitGuild(guild)
      return guild
    },
    addChannel: (guildId, { name, topic = null, type = 0, nsfw = false }) => {
      guildOf(guildId)
      const channel: Channel = {
        id: world.id(),
        guildId,
        type,
        name,
        topic: topic ?? null,
        nsfw,
        overwrites: [],
        recipientId: null,
      }
      world.channels.set(channel.id, channel)
      world.messages.set(channel.id, [])
      gateway.emitChannel('CREATE', channel)
      return channel
    },
    addRole: (guildId, { name, permissions = 0n, mentionable = false, color = 0 }) => {
      const role: Role = { id: world.id(), name, permissions, mentionable, color }
      guildOf(guildId).roles.set(role.id, role)
      gateway.emit('GUILD_ROLE_CREATE', { guild_id: guildId, role: roleShape(role, 1) }, guildId)
      return role
    },
    addPerson: (guildId, { name, locale = 'en-US', roleIds = [] }) => {
      const person: Person = { id: world.id(), name, locale, bot: false }
      world.people.set(person.id, person)
      guildOf(guildId).members.set(person.id, new Set(roleIds))
      return person
    },
    setOverwrites: (channelId, overwrites) => {
      const channel = world.channels.get(channelId)
      if (channel === undefined) throw new Error(`there is no channel ${channelId}`)
      channel.overwrites = [...overwrites]
      gateway.emitChannel('UPDATE', channel)
    },
    deleteChannel: (channelId) => {
      const channel = world.channels.get(channelId)
      if (channel === undefined) return
      for (const { id, thread } of [...world.channels.values()]) {
        if (id !== channelId && thread?.parentId !== channelId) continue
        world.channels.delete(id)
        world.messages.delete(id)
      }
      gateway.emitChannel('DELETE', channel)
    },
  }
}
