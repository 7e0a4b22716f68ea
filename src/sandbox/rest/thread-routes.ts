/** Routes of threads and forum posts: starting them, opening and archiving them. */
import { newMessage } from '../messages.ts'
import { BIT, has } from '../permissions.ts'
import { channelShape } from '../shapes.ts'
import type { Channel, Json, World } from '../world.ts'
import { needsVoice, withoutForbidden } from './posting.ts'
import { type Reached, reach, reachMessage } from './reach.ts'
import type { Api, Call, Route } from './route.ts'

const TYPE = { text: 0, announcement: 5, announcementThread: 10, publicThread: 11, forum: 15 }
/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
const HAS_THREAD = 1 << 5
/** House rule: a day, as for channels that say nothing. */
const ARCHIVE_MINUTES = 1440

type Start = { parent: Channel & { guildId: string }; body: Json; id: string; tagIds?: string[] }

function addThread(world: World, { parent, body, id, tagIds = [] }: Start): Channel {
  const now = world.now()
  const thread: Channel = {
    id,
    guildId: parent.guildId,
    type: parent.type === TYPE.announcement ? TYPE.announcementThread : TYPE.publicThread,
    name: String(body['name']),
    topic: null,
    overwrites: [],
    recipientId: null,
    thread: {
      parentId: parent.id,
      ownerId: world.bot.id,
      archived: false,
      archivedAt: now,
      locked: false,
      archiveMinutes: Number(body['auto_archive_duration'] ?? ARCHIVE_MINUTES),
      createdAt: now,
      tagIds,
    },
  }
  world.channels.set(id, thread)
  world.messages.set(id, [])
  return thread
}

/** Threads stand in servers alone; without the rule one may stand anywhere in them. */
function parentOf({ rules }: World, channel: Channel, types: readonly number[]) {
  if (!types.includes(channel.type)) rules.refuse('thread-channels')
  if (channel.guildId === null) throw rules.missing('thread-channels')
  return { ...channel, guildId: channel.guildId }
}

function needsThreadRight({ rules }: World, { may }: Reached): void {
  if (!has(may, BIT.createThreads)) rules.refuse('create-threads')
}

/** https://docs.discord.com/developers/resources/channel#start-thread-from-message */
function startFromMessage(api: Api, call: Call) {
  const { world, onThread, onEdited } = api
  const reached = reachMessage(api, call)
  const { message } = reached
  const parent = parentOf(world, reached.channel, [TYPE.text, TYPE.announcement])
  needsThreadRight(world, reached)
  const id = world.rules.on('thread-bears-message-id') ? message.id : world.id()
  if (world.channels.has(id)) world.rules.refuse('thread-once')
  const thread = addThread(world, { parent, body: call.body as Json, id })
  message.flags |= HAS_THREAD
  onThread('THREAD_CREATE', thread)
  onEdited(message)
  return { status: 201, body: channelShape(world, thread) }
}

function start(api: Api, call: Call) {
  const { world } = api
  const reached = reach(world, call.params['channel'])
  if (reached.channel.type === TYPE.forum) return startPost(api, call, reached)
  const parent = parentOf(world, reached.channel, [TYPE.text, TYPE.announcement])
  needsThreadRight(world, reached)
  const thread = addThread(world, { parent, body: call.body as Json, id: world.id() })
  api.onThread('THREAD_CREATE', thread)
  return { status: 201, body: channelShape(world, thread) }
}

function tagsOf({ rules }: World, { forum }: Channel, body: Json): string[] {
  const wanted = (body['applied_tags'] ?? []) as string[]
  const unknown = wanted.filter((id) => !forum?.tags.some((tag) => tag.id === id))
  if (unknown.length > 0) rules.refuse('unknown-tag')
  if (forum?.requiresTag && wanted.length === 0) rules.refuse('forum-tag-required')
  return wanted
}

/** https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel */
function startPost(api: Api, call: Call, reached: Reached) {
  const { world, onThread, onStored } = api
  const body = call.body as Json
  const parent = parentOf(world, reached.channel, [TYPE.forum])
  needsVoice(world, reached)
  const tagIds = tagsOf(world, parent, body)
  const id = world.id()
  const own = withoutForbidden(world, body['message'] as Json, reached.may)
  const message = { ...newMessage(world, own, { channelId: id }), id }
  const thread = addThread(world, { parent, body, id, tagIds })
  world.messages.get(id)?.push(message)
  onThread('THREAD_CREATE', thread)
  onStored(message)
  return { status: 201, body: { ...channelShape(world, thread), message } }
}

/** https://docs.discord.com/developers/resources/channel#modify-channel-json-params-thread */
function change(api: Api, { params, body }: Call) {
  const { world } = api
  const { channel, may } = reach(world, params['channel'])
  const { thread } = channel
  if (thread === undefined) throw world.rules.missing('thread-channels')
  const wanted = body as Json
  const manages = has(may, BIT.manageThreads)
  const opens = thread.archived && wanted['archived'] === false
  if (opens && thread.locked && !manages) world.rules.refuse('locked-stays-archived')
  if (thread.archived && !opens) world.rules.refuse('archived-thread')
  if (typeof wanted['archived'] === 'boolean') thread.archived = wanted['archived']
  if (typeof wanted['locked'] === 'boolean') thread.locked = wanted['locked']
  if (typeof wanted['name'] === 'string') channel.name = wanted['name']
  thread.archivedAt = world.now()
  api.onThread('THREAD_UPDATE', channel)
  return { body: channelShape(world, channel) }
}

const THREAD_START = { answer: 'CreatedThreadResponse', method: 'POST' } as const

export const THREAD_ROUTES: readonly Route[] = [
  {
    ...THREAD_START,
    path: '/channels/:channel/messages/:message/threads',
    request: 'CreateTextThreadWithMessageRequest',
    ignores: ['type'],
    run: startFromMessage,
  },
  {
    ...THREAD_START,
    path: '/channels/:channel/threads',
    request: (body) =>
      'message' in body ? 'CreateForumThreadRequest' : 'CreateTextThreadWithoutMessageRequest',
    parts: { message: 'MessageResponse' },
    run: start,
  },
  {
    method: 'PATCH',
    path: '/channels/:channel',
    request: 'UpdateThreadRequestPartial',
    answer: 'ThreadResponse',
    run: change,
  },
]
