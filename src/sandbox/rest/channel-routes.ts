/** Routes of servers, channels and direct messages. */
import { channelShape, guildAnswerShape, memberShape } from '../shapes.ts'
import type { Channel, Json, World } from '../world.ts'
import { reach, reachGuild } from './reach.ts'
import type { Api, Call, Route } from './route.ts'

const DIRECT = 1

/** The description has a schema for each kind of channel. */
const channelSchema = (body: Json): string => {
  if (body['type'] === DIRECT) return 'PrivateChannelResponse'
  return 'thread_metadata' in body ? 'ThreadResponse' : 'GuildChannelResponse'
}

function directChannel(world: World, recipientId: string): Channel {
  const channel: Channel = {
    id: world.id(),
    guildId: null,
    type: DIRECT,
    name: '',
    topic: null,
    overwrites: [],
    recipientId,
  }
  world.channels.set(channel.id, channel)
  world.messages.set(channel.id, [])
  return channel
}

/** https://docs.discord.com/developers/resources/user#create-dm */
function openDirect({ world, limits }: Api, { body }: Call) {
  const { rules } = world
  const recipientId = String((body as Json)['recipient_id'])
  if (!world.people.has(recipientId) || recipientId === world.bot.id)
    throw rules.missing('dm-recipient')
  const known = rules.on('dm-once')
    ? [...world.channels.values()].find((one) => one.recipientId === recipientId)
    : undefined
  if (known === undefined && limits.newDirectMessages.take() > 0) rules.refuse('dm-pace')
  return { body: channelShape(world, known ?? directChannel(world, recipientId)) }
}

/** https://docs.discord.com/developers/resources/guild#get-guild-member */
function member({ world }: Api, { params }: Call) {
  const guild = reachGuild(world, params['guild'])
  const person = world.people.get(params['user'] ?? '')
  if (person === undefined || !guild.members.has(person.id)) {
    throw world.rules.missing('unknown-member')
  }
  return { body: memberShape(guild, person) }
}

export const CHANNEL_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/guilds/:guild',
    answer: 'GuildWithCountsResponse',
    query: ['with_counts'],
    run: ({ world }, { params }) => ({
      body: guildAnswerShape(reachGuild(world, params['guild'])),
    }),
  },
  {
    method: 'GET',
    path: '/guilds/:guild/members/:user',
    answer: 'GuildMemberResponse',
    run: member,
  },
  {
    method: 'GET',
    path: '/channels/:channel',
    answer: channelSchema,
    run: ({ world }, { params }) => ({
      body: channelShape(world, reach(world, params['channel']).channel),
    }),
  },
  {
    method: 'POST',
    path: '/users/@me/channels',
    request: 'CreatePrivateChannelRequest',
    answer: 'PrivateChannelResponse',
    run: openDirect,
  },
]
