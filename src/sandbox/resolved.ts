/** Who and what stands behind the ids in an interaction. */
import type { Attachments } from './attachments.ts'
import { channelShape, memberShape, roleShape, userShape } from './shapes.ts'
import { guildPermissions, type Json, permissionsOf, type World } from './world.ts'

/** Where somebody acts: everything is looked up there. */
export type Place = {
  world: World
  attachments: Attachments
  userId: string
  /** Null in a direct message. */
  guildId: string | null
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure */
const PARTIAL = [
  'id',
  'name',
  'type',
  'last_message_id',
  'last_pin_timestamp',
  'nsfw',
  'parent_id',
  'guild_id',
  'flags',
  'rate_limit_per_user',
  'topic',
  'position',
  'thread_metadata',
  'recipients',
]

/** Gives a channel with what an interaction tells of it, and what the caller may do there. */
export function partialChannel(world: World, channelId: string, userId: string): Json {
  const channel = world.channels.get(channelId)
  if (channel === undefined) throw new Error(`there is no channel ${channelId}`)
  const shape = Object.entries(channelShape(world, channel))
  return {
    ...Object.fromEntries(shape.filter(([key]) => PARTIAL.includes(key))),
    permissions: String(permissionsOf(world, userId, channel)),
  }
}

type Kind = 'users' | 'roles' | 'channels' | 'messages' | 'attachments'
type Part = Partial<Record<Kind | 'members', Json>>

const LOOKS: Record<Kind, (place: Place, id: string) => Part | null> = {
  users: ({ world, guildId }, id) => {
    const person = world.people.get(id)
    const guild = world.guilds.get(guildId ?? '')
    if (person === undefined) return null
    const users = { [id]: userShape(person) }
    if (!guild?.members.has(id)) return { users }
    const { user: _u, deaf: _d, mute: _m, ...member } = memberShape(guild, person)
    const permissions = String(guildPermissions(guild, id))
    return { users, members: { [id]: { ...member, permissions } } }
  },
  roles: ({ world, guildId }, id) => {
    const role = world.guilds.get(guildId ?? '')?.roles.get(id)
    return role ? { roles: { [id]: roleShape(role, id === guildId ? 0 : 1) } } : null
  },
  channels: ({ world, userId, guildId }, id) => {
    const channel = world.channels.get(id)
    if (channel === undefined || channel.guildId !== guildId) return null
    const own = String(permissionsOf(world, world.bot.id, channel))
    return { channels: { [id]: { ...partialChannel(world, id, userId), app_permissions: own } } }
  },
  messages: ({ world }, id) => {
    const message = [...world.messages.values()].flat().find((one) => one.id === id)
    return message ? { messages: { [id]: message } } : null
  },
  attachments: ({ attachments }, id) => {
    const shape = attachments.shape(id)
    return shape ? { attachments: { [id]: shape } } : null
  },
}

/** Gives the `resolved` key, or nothing where no id is behind anything. Throws where nobody could have chosen an id. */
export function resolve(
  place: Place,
  wanted: readonly { kinds: readonly Kind[]; id: string }[],
): { resolved?: Json } {
  const all: Record<string, Json> = {}
  for (const { kinds, id } of wanted) {
    const part = kinds.map((kind) => LOOKS[kind](place, id)).find((found) => found !== null)
    if (!part) throw new Error(`nobody can choose ${id} as one of ${kinds.join(', ')} there`)
    for (const [kind, more] of Object.entries(part)) all[kind] = { ...all[kind], ...more }
  }
  return Object.keys(all).length > 0 ? { resolved: all } : {}
}

/** Types of options and of selects by what their ids name. */
export const NAMED_BY_OPTION: Record<number, readonly Kind[]> = {
  6: ['users'],
  7: ['channels'],
  8: ['roles'],
  9: ['users', 'roles'],
  11: ['attachments'],
}
export const NAMED_BY_SELECT: Record<number, readonly Kind[]> = {
  5: ['users'],
  6: ['roles'],
  7: ['users', 'roles'],
  8: ['channels'],
  19: ['attachments'],
}
