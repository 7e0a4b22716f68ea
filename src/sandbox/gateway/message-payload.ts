/** Messages as the gateway tells of them. https://docs.discord.com/developers/events/gateway-events#message-create */
import { isEphemeral } from '../messages.ts'
import { memberShape } from '../shapes.ts'
import type { Guild, Json, Message, World } from '../world.ts'
import { MESSAGE_CONTENT } from './intents.ts'

function authorsMember(world: World, guild: Guild | undefined, message: Message): Json {
  const author = world.people.get(String(message.author['id']))
  if (guild === undefined || author === undefined || message['webhook_id'] !== undefined) return {}
  const { user: _user, ...member } = memberShape(guild, author)
  return { member }
}

/** Gives a message with its server; an ephemeral one goes to the bot and one person, so it has none. */
export function messagePayload(world: World, message: Message, nonce?: string): Json {
  const channel = world.channels.get(message.channel_id)
  const guild = isEphemeral(message) ? undefined : world.guilds.get(channel?.guildId ?? '')
  return {
    ...message,
    tts: false,
    ...(nonce === undefined ? {} : { nonce }),
    ...(guild === undefined ? {} : { guild_id: guild.id }),
    ...authorsMember(world, guild, message),
    ...(channel === undefined ? {} : { channel_type: channel.type }),
  }
}

/** Gives what is told of a message that is gone. */
export function deletedPayload(world: World, message: Message): Json {
  const { id, channel_id: channelId } = message
  const { guild_id: guildId } = messagePayload(world, message)
  return { id, channel_id: channelId, ...(guildId === undefined ? {} : { guild_id: guildId }) }
}

/**
 * Takes away what a client without MESSAGE_CONTENT must not read: not in its own messages, nor in direct ones, nor where
 * it is mentioned. https://docs.discord.com/developers/events/gateway#message-content-intent
 */
export function readable(
  world: World,
  data: Json,
  { type, intents }: { type: string; intents: number },
): Json {
  const told = type === 'MESSAGE_CREATE' || type === 'MESSAGE_UPDATE'
  if (!told || (intents & MESSAGE_CONTENT) !== 0 || data['guild_id'] === undefined) return data
  const author = (data['author'] ?? {}) as Json
  const mentioned = ((data['mentions'] ?? []) as Json[]).map(({ id }) => id)
  if (author['id'] === world.bot.id || mentioned.includes(world.bot.id)) return data
  return { ...data, content: '', embeds: [], attachments: [], components: [] }
}
