/** Routes of channels and their messages. */
import {
  ApiError,
  missingAccess,
  missingPermissions,
  unknownChannel,
  unknownMessage,
  wrongChannelType,
} from '../api-error.ts'
import { checkMessage, editMessage, newMessage } from '../messages.ts'
import { BIT, has } from '../permissions.ts'
import { channelShape } from '../shapes.ts'
import { type Channel, type Json, type Message, permissionsOf, type World } from '../world.ts'
import type { Api, Call, Route } from './route.ts'

/** Text, direct messages, announcements: what can hold messages of ours. */
const HOLDS_MESSAGES = new Set([0, 1, 5, 10, 11, 12])
const PAGE = { usual: 50, most: 100 } as const

function channelOf(world: World, id: string | undefined): Channel {
  const channel = world.channels.get(id ?? '')
  if (channel === undefined) throw unknownChannel()
  return channel
}

const mayOf = (world: World, channel: Channel) => permissionsOf(world, world.bot.id, channel)

/** Without VIEW_CHANNEL everything in a channel is out of reach. */
function visible(world: World, id: string | undefined): { channel: Channel; may: bigint } {
  const channel = channelOf(world, id)
  const may = mayOf(world, channel)
  if (!has(may, BIT.viewChannel)) throw missingAccess()
  return { channel, may }
}

function ownMessage(api: Api, { params }: Call): Message {
  const { channel } = visible(api.world, params['channel'])
  const message = api.world.messages.get(channel.id)?.find(({ id }) => id === params['message'])
  if (message === undefined) throw unknownMessage()
  return message
}

/** Without EMBED_LINKS embeds vanish silently; where nothing else is there the message is refused. */
function withoutForbidden(body: Json, may: bigint): Json {
  if (has(may, BIT.embedLinks) || !Array.isArray(body['embeds']) || body['embeds'].length === 0) {
    return body
  }
  if (typeof body['content'] !== 'string' || body['content'].trim() === '')
    throw missingPermissions()
  return { ...body, embeds: [] }
}

function create(api: Api, call: Call) {
  const { channel, may } = visible(api.world, call.params['channel'])
  if (!HOLDS_MESSAGES.has(channel.type)) throw wrongChannelType()
  if (!has(may, BIT.sendMessages)) throw missingPermissions()
  const headers = api.limits.countMessage(channel.id)
  const body = call.body as Json
  checkMessage(body)
  const nonce = body['nonce'] === undefined || body['nonce'] === null ? null : String(body['nonce'])
  const known = nonce !== null && body['enforce_nonce'] === true ? api.nonces.find(nonce) : null
  if (known !== null) {
    const stillThere = api.world.messages.get(known.channel_id)?.includes(known)
    if (!stillThere) throw unknownMessage()
    return { body: { ...known, nonce }, headers }
  }
  const message = newMessage(api.world, withoutForbidden(body, may), { channelId: channel.id })
  api.world.messages.get(channel.id)?.push(message)
  if (nonce !== null) api.nonces.remember(nonce, message)
  api.onStored(message)
  return { body: { ...message, ...(nonce === null ? {} : { nonce }) }, headers }
}

function read(api: Api, { params, query }: Call) {
  const { channel, may } = visible(api.world, params['channel'])
  if (!has(may, BIT.readHistory)) return { body: [] }
  const limit = Number(query.get('limit') ?? PAGE.usual)
  if (!(limit >= 1 && limit <= PAGE.most)) throw new ApiError(400, 50035, 'Invalid Form Body')
  const all = api.world.messages.get(channel.id) ?? []
  const after = query.get('after')
  const before = query.get('before')
  const within = all.filter(
    ({ id }) =>
      (after === null || BigInt(id) > BigInt(after)) &&
      (before === null || BigInt(id) < BigInt(before)),
  )
  // With `after` the oldest of them, else the newest; newest first either way.
  const page = after === null ? within.slice(-limit) : within.slice(0, limit)
  return { body: page.toReversed() }
}

function edit(api: Api, call: Call) {
  const message = ownMessage(api, call)
  if (message.author['id'] !== api.world.bot.id) {
    throw new ApiError(403, 50005, 'Cannot edit a message authored by another user')
  }
  const { may } = visible(api.world, call.params['channel'])
  const body = call.body as Json
  const kept = has(may, BIT.embedLinks) || !('embeds' in body) ? body : { ...body, embeds: [] }
  const edited = editMessage(api.world, message, kept)
  api.onEdited(edited)
  return { body: edited }
}

function remove(api: Api, call: Call) {
  const message = ownMessage(api, call)
  const list = api.world.messages.get(message.channel_id) ?? []
  list.splice(list.indexOf(message), 1)
  api.onDeleted(message)
  return { status: 204 }
}

const MESSAGES = '/channels/:channel/messages'

export const MESSAGE_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/channels/:channel',
    run: ({ world }, { params }) => ({
      body: channelShape(world, visible(world, params['channel']).channel),
    }),
  },
  {
    method: 'POST',
    path: MESSAGES,
    request: 'MessageCreateRequest',
    answer: 'MessageResponse',
    run: create,
  },
  {
    method: 'GET',
    path: MESSAGES,
    answer: '[]MessageResponse',
    query: ['limit', 'after', 'before', 'around'],
    run: read,
  },
  {
    method: 'GET',
    path: `${MESSAGES}/:message`,
    answer: 'MessageResponse',
    run: (api, call) => ({ body: ownMessage(api, call) }),
  },
  {
    method: 'PATCH',
    path: `${MESSAGES}/:message`,
    request: 'MessageEditRequestPartial',
    answer: 'MessageResponse',
    run: edit,
  },
  { method: 'DELETE', path: `${MESSAGES}/:message`, run: remove },
]
