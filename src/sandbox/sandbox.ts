/** A Discord on loopback: one handle to build a world, be its people, and see what the bot does. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../lib/clock.ts'
import { Faults } from './faults.ts'
import { Gateway } from './gateway/gateway.ts'
import { Interactions } from './interactions.ts'
import { type Moderating, moderating } from './moderating.ts'
import { Nonces } from './nonces.ts'
import { type PersonHandle, personHandle } from './people.ts'
import type { Overwrite } from './permissions.ts'
import { InvalidRequests } from './rest/invalid-requests.ts'
import { RateLimits } from './rest/rate-limits.ts'
import { type Logged, Rest } from './rest/rest.ts'
import type { Api } from './rest/route.ts'
import { type RuleName, Rules } from './rules/table.ts'
import { loadSpec } from './schema.ts'
import { channelShape, guildShape, roleShape } from './shapes.ts'
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

export type { MessageAnswer, PersonHandle } from './people.ts'
export type { Message } from './world.ts'

export type MessageEvent = { kind: 'stored' | 'edited' | 'deleted'; message: Message }

export type Sandbox = Moderating & {
  /** For `rest.api` of discord.js. */
  apiUrl: string
  token: string
  applicationId: string
  botId: string
  addGuild(guild: { name: string; locale?: string }): Guild
  addChannel(guildId: string, channel: { name: string; topic?: string; type?: 0 | 5 }): Channel
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
  /** Takes the bot out of a server. */
  removeBot(guildId: string): void
  as(userId: string): PersonHandle
  /** What stands in a channel, oldest first. */
  messages(channelId: string): readonly Message[]
  onMessage(listener: (event: MessageEvent) => void): () => void
  /** Resolves with the next message that is stored in a channel. */
  nextMessage(channelId: string): Promise<Message>
  requests: readonly Logged[]
  /** Requests that no Discord would take: unknown routes and keys. */
  violations: readonly string[]
  faults: Faults
  gateway: Gateway
  close(): Promise<void>
}

/** A token of Discord's shape, but of no bot: its first part is the id. */
const tokenOf = (botId: string) =>
  `${Buffer.from(botId).toString('base64url')}.sandbx.${'s'.repeat(38)}`

function listeners() {
  const all = new Set<(event: MessageEvent) => void>()
  return {
    tell: (kind: MessageEvent['kind'], message: Message) => {
      for (const listener of [...all]) listener({ kind, message })
    },
    on: (listener: (event: MessageEvent) => void) => {
      all.add(listener)
      return () => void all.delete(listener)
    },
  }
}

export type SandboxOptions = {
  /** Ids and whatever Discord counts in minutes, hours and days follow it. */
  clock: Clock
  /** Monotonic milliseconds that rate limits of seconds count by: the machine's, for clients wait in real time. */
  pace?: () => number
  /** Rules that do not hold: for tests that show what each of them does. */
  without?: readonly RuleName[]
  /** How many refused requests ban the address; Discord's ten thousand if not given. */
  mostInvalidRequests?: number
}

/** Starts a sandbox. */
export async function startSandbox({
  clock,
  pace = () => performance.now(),
  without = [],
  mostInvalidRequests,
}: SandboxOptions): Promise<Sandbox> {
  const now = () => clock.now()
  const rules = new Rules(without)
  const world = createWorld(now, snowflakes(now), rules)
  const token = tokenOf(world.bot.id)
  const spec = await loadSpec()
  let port = 0
  const gateway = new Gateway(world, { token, url: () => `ws://127.0.0.1:${port}` })
  const heard = listeners()
  const channelGuild = (message: Message) =>
    world.channels.get(message.channel_id)?.guildId ?? undefined
  const onStored = (message: Message) => {
    if (!world.ephemeral.has(message.id))
      gateway.emit('MESSAGE_CREATE', message, channelGuild(message))
    heard.tell('stored', message)
  }
  const onEdited = (message: Message) => heard.tell('edited', message)
  const interactions = new Interactions(world, { onStored, onEdited })
  const api: Api = {
    world,
    interactions,
    nonces: new Nonces({ now, rules }),
    limits: new RateLimits(rules, { pace, now }),
    gatewayUrl: () => `ws://127.0.0.1:${port}`,
    onStored,
    onEdited,
    onDeleted: (message) => heard.tell('deleted', message),
    onThread: (event, thread) =>
      gateway.emit(event, channelShape(world, thread), thread.guildId ?? undefined),
  }
  const faults = new Faults()
  const requests: Logged[] = []
  const violations: string[] = []
  const invalid = new InvalidRequests(rules, { now, most: mostInvalidRequests })
  const rest = new Rest({ api, spec, token, faults, invalid, pace, log: requests, violations })
  const server = createServer((request, response) => void rest.handle(request, response))
  server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    token,
    applicationId: world.applicationId,
    botId: world.bot.id,
    ...building(world, gateway),
    ...moderating(world, gateway, onStored),
    as: (userId) => personHandle({ world, gateway, interactions }, userId),
    messages: (channelId) => world.messages.get(channelId) ?? [],
    onMessage: heard.on,
    nextMessage: (channelId) =>
      new Promise((resolve) => {
        const stop = heard.on(({ kind, message }) => {
          if (kind !== 'stored' || message.channel_id !== channelId) return
          stop()
          resolve(message)
        })
      }),
    requests,
    violations,
    faults,
    gateway,
    close: async () => {
      await gateway.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

type Building = Pick<
  Sandbox,
  | 'addGuild'
  | 'addChannel'
  | 'addRole'
  | 'addPerson'
  | 'setOverwrites'
  | 'deleteChannel'
  | 'removeBot'
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
      gateway.emit('GUILD_CREATE', guildShape(world, guild), guild.id)
      return guild
    },
    addChannel: (guildId, { name, topic = null, type = 0 }) => {
      guildOf(guildId)
      const channel: Channel = {
        id: world.id(),
        guildId,
        type,
        name,
        topic: topic ?? null,
        overwrites: [],
        recipientId: null,
      }
      world.channels.set(channel.id, channel)
      world.messages.set(channel.id, [])
      gateway.emit('CHANNEL_CREATE', channelShape(world, channel), guildId)
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
      gateway.emit('CHANNEL_UPDATE', channelShape(world, channel), channel.guildId ?? undefined)
    },
    deleteChannel: (channelId) => {
      const channel = world.channels.get(channelId)
      if (channel === undefined) return
      for (const { id, thread } of [...world.channels.values()]) {
        if (id !== channelId && thread?.parentId !== channelId) continue
        world.channels.delete(id)
        world.messages.delete(id)
      }
      gateway.emit('CHANNEL_DELETE', channelShape(world, channel), channel.guildId ?? undefined)
    },
    removeBot: (guildId) => {
      world.guilds.delete(guildId)
      gateway.emit('GUILD_DELETE', { id: guildId }, guildId)
    },
  }
}
