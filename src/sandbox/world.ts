/** What there is in the sandbox: servers, channels, roles, people, messages, commands. */
import { BIT, type Overwrite, permissionsIn } from './permissions.ts'

export type Json = Record<string, unknown>

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
  /** 0 text, 1 direct message, 5 announcement. */
  type: number
  name: string
  topic: string | null
  overwrites: Overwrite[]
  recipientId: string | null
}
export type Person = { id: string; name: string; locale: string; bot: boolean }
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
export type Command = Json & { id: string; name: string; type: number; options?: Json[] }

export type World = {
  guilds: Map<string, Guild>
  channels: Map<string, Channel>
  people: Map<string, Person>
  /** By channel, oldest first. */
  messages: Map<string, Message[]>
  /** Messages that one person alone sees, by id. */
  ephemeral: Map<string, Message>
  commands: Map<string, Command>
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
  BIT.embedLinks |
  BIT.attachFiles |
  BIT.readHistory |
  BIT.addReactions |
  BIT.useCommands
/** What the invite link asks for. */
const BOT_ROLE =
  BIT.viewChannel | BIT.sendMessages | BIT.sendInThreads | BIT.embedLinks | BIT.readHistory

/** Gives a world with a bot in it and nothing else. */
export function createWorld(now: () => number, id: () => string): World {
  const bot: Person = { id: id(), name: 'Chrysanthemum Digest', locale: 'en-US', bot: true }
  return {
    guilds: new Map(),
    channels: new Map(),
    people: new Map([[bot.id, bot]]),
    messages: new Map(),
    ephemeral: new Map(),
    commands: new Map(),
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

/** Gives what somebody may do in a channel; nothing where they are no member. */
export function permissionsOf(world: World, userId: string, channel: Channel): bigint {
  if (channel.guildId === null) return EVERYONE
  const guild = world.guilds.get(channel.guildId)
  return guild ? guildPermissions(guild, userId, channel.overwrites) : 0n
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
