/** One server of Discord on loopback, just enough for discord.js to log in and to be given interactions. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { type Asked, json, type Loopback, startLoopback } from './loopback.ts'

export const GUILD = '100000000000000100'
export const OPEN = '100000000000000200'
export const SECRET = '100000000000000201'
export const MUTE = '100000000000000202'
export const THREAD = '100000000000000203'
export const PRIVATE_THREAD = '100000000000000204'
export const RINGING_ROLE = '100000000000000400'
export const QUIET_ROLE = '100000000000000401'
const BOT_ROLE = '100000000000000402'
export const PERSON = '100000000000000300'
/** The commands that Discord knows of before the bot tells it of more. */
export const CHIEF_COMMAND = '100000000000000500'
export const LOOK_COMMAND = '100000000000000501'
const BOT = '100000000000000001'
const APPLICATION = '100000000000000002'

const VIEW = 1n << 10n
const SEND = 1n << 11n
const EMBED = 1n << 14n
const HISTORY = 1n << 16n
const IN_THREADS = 1n << 38n
export const MANAGE = 1n << 5n
export const MEMBER = VIEW | SEND | EMBED | HISTORY | IN_THREADS

export const USER = '100000000000000300'

const role = (id: string, permissions: bigint, mentionable = false) => ({
  id,
  name: `role ${id}`,
  permissions: String(permissions),
  mentionable,
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  managed: false,
  position: 1,
  flags: 0,
})

const channel = (id: string, overwrites: object[] = []) => ({
  id,
  type: 0,
  name: `channel-${id}`,
  guild_id: GUILD,
  position: 0,
  permission_overwrites: overwrites,
})

const thread = (id: string, type: number) => ({
  id,
  type,
  name: `thread-${id}`,
  guild_id: GUILD,
  parent_id: OPEN,
  owner_id: '1',
  thread_metadata: {
    archived: false,
    auto_archive_duration: 1440,
    archive_timestamp: '2025-01-18T00:00:00Z',
    locked: false,
  },
})

const overwrite = (id: string, deny: bigint) => ({ id, type: 0, allow: '0', deny: String(deny) })

const guild = {
  id: GUILD,
  name: 'Harbour',
  owner_id: '100000000000000999',
  preferred_locale: 'ja',
  roles: [
    role(GUILD, MEMBER),
    role(RINGING_ROLE, 0n, true),
    role(QUIET_ROLE, 0n),
    role(BOT_ROLE, MEMBER),
  ],
  channels: [
    channel(OPEN),
    channel(SECRET, [overwrite(GUILD, VIEW)]),
    channel(MUTE, [overwrite(GUILD, SEND | EMBED)]),
  ],
  threads: [thread(THREAD, 11), thread(PRIVATE_THREAD, 12)],
  members: [
    member({
      user: { id: BOT, username: 'digest', discriminator: '0', bot: true },
      roles: [BOT_ROLE],
    }),
  ],
  emojis: [],
  stickers: [],
  features: [],
  voice_states: [],
  presences: [],
  stage_instances: [],
  guild_scheduled_events: [],
  member_count: 2,
  large: false,
  unavailable: false,
}

function member({ user, roles }: { user: object; roles: string[] }) {
  return { user, roles, joined_at: '2025-01-01T00:00:00Z', deaf: false, mute: false, flags: 0 }
}

const message = {
  id: '100000000000000900',
  channel_id: OPEN,
  type: 0,
  author: { id: BOT, username: 'digest', discriminator: '0' },
  content: '',
  embeds: [],
  components: [],
  attachments: [],
  mentions: [],
  mention_roles: [],
  timestamp: '2025-01-18T00:00:00Z',
  edited_timestamp: null,
  tts: false,
  mention_everyone: false,
  pinned: false,
  flags: 64,
}

export type Given = {
  type: 2 | 3 | 4 | 5
  data: object
  locale?: string
  permissions?: bigint
  inDm?: boolean
  /** The server where it is given; the bot is in one only. */
  guildId?: string
  /** By whose installations; the server's where left out. */
  owners?: Record<string, string>
  /** 1 with the bot alone, 2 with others, where it is in direct messages. */
  context?: 1 | 2
  channelId?: string
  roles?: string[]
}

export type SmallDiscord = {
  api: string
  asked: Asked[]
  /** Gives an interaction, and the requests that answer it once `count` of them came. */
  interact(given: Given, count: number): Promise<Asked[]>
  /** What the next request to a path that ends so is answered with. */
  refuse(ending: string, status: number, body: object): void
  /** The command permissions that the server has set. */
  widened: object[]
  close(): Promise<void>
}

const user = { id: USER, username: 'reader', discriminator: '0' }

function packetOf(given: Given, number: number) {
  const { type, data, locale = 'en-US', permissions = MEMBER, inDm = false, roles = [] } = given
  const { channelId = OPEN, guildId = GUILD, owners = { 0: GUILD }, context = 1 } = given
  return {
    id: String((BigInt(Date.now() - 1_420_070_400_000) << 22n) + BigInt(number)),
    application_id: APPLICATION,
    type,
    data,
    token: `token-${number}`,
    version: 1,
    channel_id: channelId,
    channel: { id: channelId, type: inDm ? 1 : 0 },
    ...(inDm
      ? { user, context }
      : {
          guild_id: guildId,
          guild_locale: 'ja',
          member: { ...member({ user, roles }), permissions: String(permissions) },
          context: 0,
        }),
    ...(type === 3 ? { message } : {}),
    app_permissions: String(MEMBER),
    locale,
    entitlements: [],
    authorizing_integration_owners: owners,
    attachment_size_limit: 1,
  }
}

async function startGateway() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  let sequence = 0
  const say = (t: string, d: object) => {
    sequence += 1
    for (const one of server.clients) one.send(JSON.stringify({ op: 0, s: sequence, t, d }))
  }
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
  server.on('connection', (socket) => {
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 } }))
    socket.on('message', (raw) => {
      const { op } = JSON.parse(String(raw)) as { op: number }
      if (op === 1) socket.send(JSON.stringify({ op: 11 }))
      if (op !== 2) return
      say('READY', {
        v: 10,
        user: { id: BOT, username: 'digest', discriminator: '0', bot: true },
        guilds: [{ id: GUILD, unavailable: true }],
        session_id: 'session',
        resume_gateway_url: url,
        application: { id: APPLICATION, flags: 0 },
      })
      say('GUILD_CREATE', guild)
    })
  })
  return { url, say, close: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}

const known = (id: string, name: string) => ({
  id,
  name,
  type: 1,
  application_id: APPLICATION,
  description: name,
  version: '1',
})
const KNOWN = [known(CHIEF_COMMAND, 'chief'), known(LOOK_COMMAND, 'look')]

/** What discord.js is told when nothing is refused. */
function bodyFor({ method, path, body }: Asked, gatewayUrl: string, widened: object[]): unknown {
  if (path.endsWith('/gateway/bot')) {
    return {
      url: gatewayUrl,
      shards: 1,
      session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 },
    }
  }
  if (path.endsWith('/commands/permissions')) return widened
  if (path.endsWith('/commands')) return method === 'GET' ? KNOWN : body
  return message
}

/** Starts it. */
export async function startSmallDiscord(): Promise<SmallDiscord> {
  const gateway = await startGateway()
  const refusals = new Map<string, { status: number; body: object }>()
  const widened: object[] = []
  const waiting = new Set<() => void>()
  let number = 0
  const server: Loopback = await startLoopback((response, asked) => {
    for (const look of [...waiting]) look()
    const refused = [...refusals].find(([ending]) => asked.path.endsWith(ending))
    if (refused) {
      refusals.delete(refused[0])
      return json(response, refused[1].status, refused[1].body)
    }
    if (asked.path.endsWith('/callback')) return void response.writeHead(204).end()
    return json(response, 200, bodyFor(asked, gateway.url, widened))
  })
  return {
    api: server.api,
    asked: server.asked,
    widened,
    refuse: (ending, status, body) => void refusals.set(ending, { status, body }),
    interact: (given, count) => {
      number += 1
      const token = `/token-${number}`
      const mine = () => server.asked.filter(({ path }) => `${path}/`.includes(`${token}/`))
      gateway.say('INTERACTION_CREATE', packetOf(given, number))
      return new Promise((resolve) => {
        const look = () => {
          if (mine().length < count) return
          waiting.delete(look)
          resolve(mine())
        }
        waiting.add(look)
      })
    },
    close: async () => {
      await gateway.close()
      await server.close()
    },
  }
}
