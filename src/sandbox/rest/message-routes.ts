/** Routes of the messages in a channel. */
import { LIMITS } from '../limits.ts'
import { editMessage } from '../messages.ts'
import { BIT, has } from '../permissions.ts'
import type { Json, Message, World } from '../world.ts'
import { followEdit, needsAnnouncementEditsLeft } from './announcement-routes.ts'
import { post } from './posting.ts'
import { isOurs, needsOpen, reach, reachMessage, snowflakeOf } from './reach.ts'
import type { Api, Call, Route } from './route.ts'

const ANCHORS = ['before', 'after', 'around'] as const

function pageSize({ rules }: World, query: URLSearchParams): number {
  const { usual, most } = LIMITS.page
  const wanted = Number(query.get('limit') ?? usual)
  const message = `int value should be between 1 and ${most}.`
  if (!(Number.isInteger(wanted) && wanted >= 1 && wanted <= most))
    rules.refuse('page-limit', [{ path: ['limit'], rule: 'page-limit', message }])
  if (ANCHORS.filter((name) => query.has(name)).length > 1) {
    const problem = { path: ['around'], rule: 'one-anchor', message: 'Only one of them is taken' }
    rules.refuse('one-anchor', [problem])
  }
  return wanted
}

/** Of what comes after a message the oldest, of what comes before the newest, around it both. */
function pageOf(all: readonly Message[], query: URLSearchParams, size: number): Message[] {
  const after = snowflakeOf(query, 'after')
  const before = snowflakeOf(query, 'before')
  const around = snowflakeOf(query, 'around')
  const later = (than: bigint) => all.filter(({ id }) => BigInt(id) > than)
  const earlier = (than: bigint) => all.filter(({ id }) => BigInt(id) < than)
  if (after !== null) return later(after).slice(0, size)
  if (before !== null) return earlier(before).slice(-size)
  if (around === null) return all.slice(-size)
  const half = Math.floor(size / 2)
  const itself = all.filter(({ id }) => BigInt(id) === around)
  const sooner = half > 0 ? earlier(around).slice(-half) : []
  return [...sooner, ...itself, ...later(around)].slice(0, size)
}

function read({ world }: Api, { params, query }: Call) {
  const { channel, may } = reach(world, params['channel'])
  const size = pageSize(world, query)
  if (!has(may, BIT.readHistory) && world.rules.on('read-history')) return { body: [] }
  return { body: pageOf(world.messages.get(channel.id) ?? [], query, size).toReversed() }
}

function readOne(api: Api, call: Call) {
  const { may, message } = reachMessage(api, call)
  if (!has(may, BIT.readHistory)) api.world.rules.refuse('read-one-history')
  return { body: message }
}

/** Messages over an hour old can be edited a few times an hour only. */
function needsEditsLeft({ world, limits }: Api, message: Message): void {
  const age = world.now() - Date.parse(String(message['timestamp']))
  if (age <= LIMITS.oldEdits.olderThanMs) return
  const ms = limits.oldEdits.take(message.channel_id)
  if (ms > 0) world.rules.delay('old-edits', { ms })
}

function edit(api: Api, call: Call) {
  const { world } = api
  const { channel, may, message } = reachMessage(api, call)
  if (!isOurs(world, message)) world.rules.refuse('edit-own-only')
  needsOpen(world, channel)
  needsEditsLeft(api, message)
  needsAnnouncementEditsLeft(api, message)
  const body = call.body as Json
  const dropped =
    !has(may, BIT.embedLinks) && 'embeds' in body && world.rules.on('embed-links-edit')
  const edited = editMessage(world, message, dropped ? { ...body, embeds: [] } : body)
  followEdit(api, edited)
  api.onEdited(edited)
  return { body: edited }
}

function remove(api: Api, call: Call) {
  const { world } = api
  const { channel, may, message } = reachMessage(api, call)
  if (!isOurs(world, message) && !has(may, BIT.manageMessages)) world.rules.refuse('manage-others')
  needsOpen(world, channel)
  const all = world.messages.get(channel.id) ?? []
  all.splice(all.indexOf(message), 1)
  api.onDeleted(message)
  return { status: 204 }
}

const MESSAGES = '/channels/:channel/messages'

export const MESSAGE_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: MESSAGES,
    request: 'MessageCreateRequest',
    answer: 'MessageResponse',
    bucket: 'create-message',
    run: (api, { params, body }) => ({
      body: post(api, reach(api.world, params['channel']), body as Json),
    }),
  },
  {
    method: 'GET',
    path: MESSAGES,
    answer: '[]MessageResponse',
    query: ['limit', ...ANCHORS],
    run: read,
  },
  { method: 'GET', path: `${MESSAGES}/:message`, answer: 'MessageResponse', run: readOne },
  {
    method: 'PATCH',
    path: `${MESSAGES}/:message`,
    request: 'MessageEditRequestPartial',
    answer: 'MessageResponse',
    bucket: 'edit-message',
    run: edit,
  },
  { method: 'DELETE', path: `${MESSAGES}/:message`, run: remove },
]
