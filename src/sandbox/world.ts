/** What there is in the sandbox: servers, channels, roles, people, messages, commands. */
import type { Json } from './json.ts'
import { BIT, type Overwrite, permissionsIn } from './permissions.ts'
import { Rules } from './rules/table.ts'

export type { Json } from './json.ts'

export type Role = {
  id: string
  name: string
  permissions: bigint
  mentionable: boolean
  color: number
}
export type Channel = {
  id: string
  guildId: string | null
  /** 0 text, 1 direct message, 5 announcement, 10–12 threads (of announcements, public, private), 15 forum. */
  type: number
  name: string
  topic: string | null
  /** Whether it is one for adults only. */
  nsfw?: boolean
  overwrites: Overwrite[]
  recipientId: string | null
  /** Of threads alone. */
  thread?: Thread
  /** Of forums alone. */
  forum?: Forum
}
export type Thread = {
  parentId: string
  ownerId: string
  archived: boolean
  archivedAt: number
  /** Opened again by those alone who may MANAGE_THREADS. */
  locked: boolean
  archiveMinutes: number
  createdAt: number
  tagIds: string[]
}
export type Forum = {
  /** A moderated one is set by those alone who may MANAGE_THREADS. */
  tags: { id: string; name: string; moderated: boolean }[]
  requiresTag: boolean
}
export type Person = {
  id: string
  name: string
  locale: string
  bot: boolean
  /** Whether they take no direct messages. */
  closed?: boolean
  /** Whether they have installed the app for themselves: they use it wherever they are. */
  installed?: boolean
}
export type Guild = {
  id: string
  name: string
  locale: string
  ownerId: string
  roles: Map<string, Role>
  /** Role ids by user id. */
  members: Map<string, Set<string>>
}
/** A message in the API's own form, without its nonce, which reading does not give. */
export type Message = Json & {
  id: string
  channel_id: string
  content: string
  embeds: Json[]
  components: Json[]
  author: Json
  flags: number
}
export type Follower = { channelId: string; webhookId: string }
export type Command = Json & { id: string; name: string; type: number; options?: Json[] }

export type World = {
  guilds: Map<string, Guild>
  /** Servers that the bot is not in. */
  foreign: Map<string, Guild>
  channels: Map<string, Channel>
  people: Map<string, Person>
  /** By channel, oldest first. */
  messages: Map<string, Message[]>
  /** Messages that one person alone sees, by id. */
  ephemeral: Map<string, Message>
  commands: Map<string, Command>
  /** By announcement channel, the channels that follow it. */
  followers: Map<string, Follower[]>
  /** By crossposted message, its copies in the channels that follow. */
  copies: Map<string, Message[]>
  rules: Rules
  bot: Person
  applicationId: string
  id: () => string
  now: () => number
}

/** What everybody may do in a new server. */
const EVERYONE =
  BIT.viewChannel |
  BIT.sendMessages |
  BIT.sendInThreads |
  BIT.createThreads |
  BIT.embedLinks |
  BIT.attachFiles |
  BIT.readHistory |
  BIT.addReactions |
  BIT.useCommands
/** What the invite link asks for. */
const BOT_ROLE =
  BIT.viewChannel |
  BIT.sendMessages |
  BIT.sendInThreads |
  BIT.createThreads |
  BIT.embedLinks |
  BIT.readHistory

/** Gives a world with a bot in it and nothing else. */
export function createWorld(now: () => number, id: () => string, rules = new Rules()): World {
  const bot: Person = { id: id(), name: 'Chrysanthemum Digest', locale: 'en-US', bot: true }
  return {
    guilds: new Map(),
    foreign: new Map(),
    channels: new Map(),
    people: new Map([[bot.id, bot]]),
    messages: new Map(),
    ephemeral: new Map(),
    commands: new Map(),
    followers: new Map(),
    copies: new Map(),
    rules,
    bot,
    applicationId: bot.id,
    id,
    now,
  }
}

/** Adds a server that the bot is in. */
export function addGuild(
  world: World,
  { name, locale = 'en-US' }: { name: string; locale?: string },
): Guild {
  const id = world.id()
  const owner: Person = { id: world.id(), name: `${name} owner`, locale, bot: false }
  world.people.set(owner.id, owner)
  const botRole: Role = {
    id: world.id(),
    name: world.bot.name,
    permissions: BOT_ROLE,
    mentionable: false,
    color: 0,
  }
  const guild: Guild = {
    id,
    name,
    locale,
    ownerId: owner.id,
    roles: new Map([
      [id, { id, name: '@everyone', permissions: EVERYONE, mentionable: false, color: 0 }],
      [botRole.id, botRole],
    ]),
    members: new Map([
      [owner.id, new Set()],
      [world.bot.id, new Set([botRole.id])],
    ]),
  }
  world.guilds.set(id, guild)
  return guild
}

/** Gives a server, whether the bot is in it or not. */
export const serverOf = ({ guilds, foreign }: World, id: string | null): Guild | undefined =>
  guilds.get(id ?? '') ?? foreign.get(id ?? '')

/** Gives what somebody may do in a channel; nothing where they are no member. */
export function permissionsOf(world: World, userId: string, channel: Channel): bigint {
  if (channel.guildId === null) return EVERYONE
  const guild = serverOf(world, channel.guildId)
  if (guild === undefined || (userId === world.bot.id && !world.guilds.has(guild.id))) return 0n
  return guildPermissions(guild, userId, overwritesFor(world, guild, channel))
}

/** Threads have none of their own: their channel's hold. */
function overwritesFor({ channels, rules }: World, guild: Guild, channel: Channel): Overwrite[] {
  const own = channel.thread ? channels.get(channel.thread.parentId) : channel
  if (channel.thread && !rules.on('thread-overwrites')) return []
  return (own?.overwrites ?? []).filter(({ id, type }) =>
    rules.on(
      type === 1
        ? 'member-overwrites'
        : id === guild.id
          ? 'everyone-overwrites'
          : 'role-overwrites',
    ),
  )
}

/** Gives what somebody may do in a server. */
export function guildPermissions(
  guild: Guild,
  userId: string,
  overwrites: readonly Overwrite[] = [],
): bigint {
  const roleIds = guild.members.get(userId)
  if (roleIds === undefined) return 0n
  return permissionsIn(
    {
      userId,
      ownerId: guild.ownerId,
      guildId: guild.id,
      everyone: guild.roles.get(guild.id)?.permissions ?? 0n,
      roles: [...roleIds].flatMap((id) => guild.roles.get(id) ?? []),
    },
    overwrites,
  )
}
