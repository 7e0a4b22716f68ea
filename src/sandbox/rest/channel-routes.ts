/** Routes of servers, channels and direct messages. */
import { addDirect, DIRECT, directOf } from '../directs.ts'
import { channelShape, guildAnswerShape, memberShape } from '../shapes.ts'
import type { Json } from '../world.ts'
import { reach, reachGuild } from './reach.ts'
import type { Api, Call, Route } from './route.ts'

/** The description has a schema for each kind of channel. */
const channelSchema = (body: Json): string => {
  if (body['type'] === DIRECT) return 'PrivateChannelResponse'
  return 'thread_metadata' in body ? 'ThreadResponse' : 'GuildChannelResponse'
}

/** https://docs.discord.com/developers/resources/user#create-dm */
function openDirect({ world, limits }: Api, { body }: Call) {
  const { rules } = world
  const recipientId = String((body as Json)['recipient_id'])
  if (!world.people.has(recipientId) || recipientId === world.bot.id)
    throw rules.missing('dm-recipient')
  const known = rules.on('dm-once') ? directOf(world, recipientId) : undefined
  if (known === undefined && limits.newDirectMessages.take() > 0) rules.refuse('dm-pace')
  return { body: channelShape(world, known ?? addDirect(world, recipientId)) }
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
