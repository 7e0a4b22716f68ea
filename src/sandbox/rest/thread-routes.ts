/** Routes of threads and forum posts: starting them, opening and archiving them. */
import { newMessage } from '../messages.ts'
import { BIT, has } from '../permissions.ts'
import { channelShape } from '../shapes.ts'
import { addThread } from '../threads.ts'
import type { Channel, Json, World } from '../world.ts'
import { needsVoice, withoutForbidden } from './posting.ts'
import { type Reached, reach, reachMessage } from './reach.ts'
import type { Api, Call, Route } from './route.ts'

const TYPE = { text: 0, announcement: 5, forum: 15 } as const
/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
const HAS_THREAD = 1 << 5

const startOf = (world: World, body: Json) => ({
  name: String(body['name']),
  ownerId: world.bot.id,
  archiveMinutes: (body['auto_archive_duration'] ?? undefined) as number | undefined,
})

/** Threads stand in servers alone; without the rule one may stand anywhere in them. */
function needsParent({ rules }: World, channel: Channel, types: readonly number[]): void {
  if (!types.includes(channel.type)) rules.refuse('thread-channels')
  if (channel.guildId === null) throw rules.missing('thread-channels')
}

function needsThreadRight({ rules }: World, { may }: Reached): void {
  if (!has(may, BIT.createThreads)) rules.refuse('create-threads')
}

/** https://docs.discord.com/developers/resources/channel#start-thread-from-message */
function startFromMessage(api: Api, call: Call) {
  const { world, onThread, onEdited } = api
  const reached = reachMessage(api, call)
  const { message, channel: parent } = reached
  needsParent(world, parent, [TYPE.text, TYPE.announcement])
  needsThreadRight(world, reached)
  const id = world.rules.on('thread-bears-message-id') ? message.id : world.id()
  if (world.channels.has(id)) world.rules.refuse('thread-once')
  const thread = addThread(world, { ...startOf(world, call.body as Json), parent, id })
  message.flags |= HAS_THREAD
  onThread('CREATE', thread)
  onEdited(message)
  return { status: 201, body: channelShape(world, thread) }
}

function start(api: Api, call: Call) {
  const { world } = api
  const reached = reach(world, call.params['channel'])
  if (reached.channel.type === TYPE.forum) return startPost(api, call, reached)
  const parent = reached.channel
  needsParent(world, parent, [TYPE.text, TYPE.announcement])
  needsThreadRight(world, reached)
  const thread = addThread(world, {
    ...startOf(world, call.body as Json),
    parent,
    id: world.id(),
  })
  api.onThread('CREATE', thread)
  return { status: 201, body: channelShape(world, thread) }
}

function tagsOf({ rules }: World, { channel: { forum }, may }: Reached, body: Json): string[] {
  const wanted = (body['applied_tags'] ?? []) as string[]
  const unknown = wanted.filter((id) => !forum?.tags.some((tag) => tag.id === id))
  if (unknown.length > 0) rules.refuse('unknown-tag')
  const moderated = forum?.tags.some((tag) => tag.moderated && wanted.includes(tag.id))
  if (moderated && !has(may, BIT.manageThreads)) rules.refuse('moderated-tag')
  if (forum?.requiresTag && wanted.length === 0) rules.refuse('forum-tag-required')
  return wanted
}

/** https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel */
function startPost(api: Api, call: Call, reached: Reached) {
  const { world, onThread, onStored } = api
  const body = call.body as Json
  const parent = reached.channel
  needsVoice(world, reached)
  const tagIds = tagsOf(world, reached, body)
  const id = world.id()
  const own = withoutForbidden(world, body['message'] as Json, reached.may)
  const message = { ...newMessage(world, own, { channelId: id }), id }
  const thread = addThread(world, { ...startOf(world, body), parent, id, tagIds })
  world.messages.get(id)?.push(message)
  onThread('CREATE', thread)
  onStored(message)
  return { status: 201, body: { ...channelShape(world, thread), message } }
}

/** To open a thread one must be able to speak in it; for all else it must be one's own, or one manages threads. */
function needsSay(world: World, { channel, may }: Reached, wanted: Json): void {
  const { rules } = world
  const { thread } = channel
  if (thread === undefined || has(may, BIT.manageThreads)) return
  const opens = wanted['archived'] === false
  if (opens && thread.locked && thread.archived) rules.refuse('locked-stays-archived')
  if (opens && !has(may, BIT.sendInThreads)) rules.refuse('send-in-threads')
  const others = Object.keys(wanted).filter((key) => !(opens && key === 'archived'))
  const isOwn = thread.ownerId === world.bot.id && !others.includes('locked')
  if (others.length > 0 && !isOwn) rules.refuse('manage-threads')
}

/** https://docs.discord.com/developers/resources/channel#modify-channel-json-params-thread */
function change(api: Api, { params, body }: Call) {
  const { world } = api
  const reached = reach(world, params['channel'])
  const { channel } = reached
  const { thread } = channel
  if (thread === undefined) throw world.rules.missing('thread-channels')
  const wanted = body as Json
  needsSay(world, reached, wanted)
  if (thread.archived && wanted['archived'] !== false) world.rules.refuse('archived-thread')
  if (typeof wanted['archived'] === 'boolean') thread.archived = wanted['archived']
  if (typeof wanted['locked'] === 'boolean') thread.locked = wanted['locked']
  if (typeof wanted['name'] === 'string') channel.name = wanted['name']
  thread.archivedAt = world.now()
  api.onThread('UPDATE', channel)
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
