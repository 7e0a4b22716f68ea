/** An interaction as the gateway sends it. https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object */
import { partialChannel } from './resolved.ts'
import { memberShape, userShape } from './shapes.ts'
import { type Channel, type Json, type Message, permissionsOf, type World } from './world.ts'

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
      : world.guilds.get(channel.guildId)?.members.has(userId)
  if (!isThere) throw new Error('they are no member of that server')
  return channel
}

function whereAndWho(world: World, userId: string, channel: Channel): Json {
  const person = world.people.get(userId)
  const guild = world.guilds.get(channel.guildId ?? '')
  if (person === undefined) throw new Error('nobody gives this command')
  const locale = { locale: person.locale }
  if (guild === undefined)
    return {
      ...locale,
      user: userShape(person),
      context: 1,
      authorizing_integration_owners: { 0: '0' },
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
    context: 0,
    authorizing_integration_owners: { 0: guild.id },
  }
}

/** Gives what the bot receives. */
export function packetOf(
  world: World,
  userId: string,
  kind: Kind & { id: string; token: string },
): Json {
  const channel = channelFor(world, kind.channelId, userId)
  return {
    id: kind.id,
    application_id: world.applicationId,
    type: kind.type,
    data: kind.data,
    ...whereAndWho(world, userId, channel),
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
