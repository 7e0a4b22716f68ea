/** An interaction as the gateway sends it. https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object */
import { partialChannel } from './resolved.ts'
import { memberShape, userShape } from './shapes.ts'
import {
  type Channel,
  type Json,
  type Message,
  permissionsOf,
  serverOf,
  type World,
} from './world.ts'

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-context-types */
const CONTEXT = { guild: 0, botDm: 1 } as const
/** https://docs.discord.com/developers/resources/application#application-object-application-integration-types */
const INSTALLED = { guild: 0, user: 1 } as const

export type Kind = {
  /** 2 command, 3 component, 4 autocompletion, 5 form. */
  type: 2 | 3 | 4 | 5
  data: Json
  channelId: string
  /** The message on which a component stands, or the form's. */
  source: Message | null
}

/** Gives the channel where somebody acts. Throws where they cannot see it. */
export function channelFor(world: World, channelId: string, userId: string): Channel {
  const channel = world.channels.get(channelId)
  if (channel === undefined) throw new Error(`there is no channel ${channelId}`)
  const isThere =
    channel.guildId === null
      ? channel.recipientId === userId
      : serverOf(world, channel.guildId)?.members.has(userId)
  if (!isThere) throw new Error('they are no member of that server')
  return channel
}

/**
 * By whose installations somebody acts in a channel, and in which context it is. A key is there where the app is installed
 * so, and a command for its own installation types and contexts.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object
 */
export function authorizing(
  { guilds, people }: World,
  { userId, guildId, command = {} }: { userId: string; guildId: string | null; command?: Json },
): { context: number; owners: Record<string, string> } {
  const context = guildId === null ? CONTEXT.botDm : CONTEXT.guild
  const { contexts, integration_types: types } = command
  const allows = (type: number) => !Array.isArray(types) || types.includes(type)
  const isThere = guildId === null || guilds.has(guildId)
  const owners = {
    ...(isThere && allows(INSTALLED.guild) ? { [INSTALLED.guild]: guildId ?? '0' } : {}),
    ...(people.get(userId)?.installed && allows(INSTALLED.user)
      ? { [INSTALLED.user]: userId }
      : {}),
  }
  const fits = !Array.isArray(contexts) || contexts.includes(context)
  return { context, owners: fits ? owners : {} }
}

function whereAndWho(world: World, userId: string, channel: Channel): Json {
  const person = world.people.get(userId)
  const guild = serverOf(world, channel.guildId)
  if (person === undefined) throw new Error('nobody gives this command')
  const locale = { locale: person.locale }
  if (guild === undefined)
    return {
      ...locale,
      user: userShape(person),
    }
  return {
    ...locale,
    guild: { id: guild.id, locale: guild.locale, features: [] },
    guild_id: guild.id,
    guild_locale: guild.locale,
    member: {
      ...memberShape(guild, person),
      permissions: String(permissionsOf(world, userId, channel)),
    },
  }
}

/** Gives what the bot receives. */
export function packetOf(
  world: World,
  userId: string,
  kind: Kind & { id: string; token: string; by: ReturnType<typeof authorizing> },
): Json {
  const channel = channelFor(world, kind.channelId, userId)
  const { context, owners } = kind.by
  return {
    id: kind.id,
    application_id: world.applicationId,
    type: kind.type,
    data: kind.data,
    ...whereAndWho(world, userId, channel),
    context,
    authorizing_integration_owners: owners,
    channel: partialChannel(world, channel.id, userId),
    channel_id: channel.id,
    token: kind.token,
    version: 1,
    ...(kind.source === null ? {} : { message: kind.source }),
    app_permissions: String(permissionsOf(world, world.bot.id, channel)),
    entitlements: [],
    attachment_size_limit: 10_485_760,
  }
}
