/** Posting a message: whether the bot may, what of it is kept, and the nonce. */
import { newMessage } from '../messages.ts'
import { BIT, has } from '../permissions.ts'
import type { Channel, Json, Message, World } from '../world.ts'
import type { Reached } from './reach.ts'
import type { Api } from './route.ts'

/** Text, direct messages, announcements, threads. */
const HOLDS_MESSAGES: ReadonlySet<number> = new Set([0, 1, 5, 10, 11, 12])

/** Refuses where the bot may not write. */
export function needsVoice(world: World, { channel, may }: Reached): void {
  const { rules } = world
  if (channel.thread) {
    if (!has(may, BIT.sendInThreads)) rules.refuse('send-in-threads')
    if (channel.thread.locked && !has(may, BIT.manageThreads)) rules.refuse('locked-thread')
  } else if (!has(may, BIT.sendMessages)) rules.refuse('send-messages')
  if (channel.recipientId !== null) needsOpenEar(world, channel.recipientId)
}

function needsOpenEar({ guilds, people, rules }: World, userId: string): void {
  const isMutual = [...guilds.values()].some(({ members }) => members.has(userId))
  // Who has installed the app takes its messages without a server in common.
  // https://github.com/discord/discord-api-docs/issues/7666
  if (!isMutual && !people.get(userId)?.installed) rules.refuse('dm-mutual-server')
  if (people.get(userId)?.closed) rules.refuse('dm-closed')
}

const hasEmbeds = (body: Json) => Array.isArray(body['embeds']) && body['embeds'].length > 0
const hasContent = (body: Json) =>
  typeof body['content'] === 'string' && body['content'].trim() !== ''

/** Without EMBED_LINKS embeds vanish silently; where nothing else is there the message is refused. */
export function withoutForbidden({ rules }: World, body: Json, may: bigint): Json {
  if (has(may, BIT.embedLinks) || !hasEmbeds(body)) return body
  if (!hasContent(body)) rules.refuse('embed-links-only')
  return hasContent(body) && rules.on('embed-links-content') ? { ...body, embeds: [] } : body
}

/** A message reopens an archived thread. */
function reopen({ world: { rules }, onThread }: Api, channel: Channel): void {
  if (!channel.thread?.archived || !rules.on('sending-reopens')) return
  channel.thread.archived = false
  onThread('UPDATE', channel)
}

/** Gives the message that bears the nonce already, if it is to be given instead of a new one. */
function known({ world, nonces }: Api, { nonce, body, channel }: Draft): Message | null {
  const { rules } = world
  if (nonce === null || body['enforce_nonce'] !== true || !rules.on('nonce-enforced')) return null
  const first = nonces.find(nonce)
  if (first === null) return null
  if (first.channel_id !== channel.id && !rules.on('nonce-any-channel')) return null
  if (world.messages.get(first.channel_id)?.includes(first)) return first
  rules.refuse('nonce-deleted')
  return null
}

type Draft = { nonce: string | null; body: Json; channel: Channel }

/** Posts a message, or gives the one that was posted with this nonce; its answer alone bears the nonce. */
export function post(api: Api, reached: Reached, body: Json): Json {
  const { channel, may } = reached
  const { world } = api
  if (!HOLDS_MESSAGES.has(channel.type)) world.rules.refuse('text-channels-only')
  needsVoice(world, reached)
  const nonce = body['nonce'] === undefined || body['nonce'] === null ? null : String(body['nonce'])
  const message =
    known(api, { nonce, body, channel }) ??
    store(api, channel, { body: withoutForbidden(world, body, may), nonce })
  return { ...message, ...(nonce === null ? {} : { nonce }) }
}

function store(
  api: Api,
  channel: Channel,
  { body, nonce }: { body: Json; nonce: string | null },
): Message {
  const { world, nonces, onStored } = api
  const message = newMessage(world, body, { channelId: channel.id })
  if (nonce !== null && !world.rules.on('nonce-unread')) message['nonce'] = nonce
  world.messages.get(channel.id)?.push(message)
  if (nonce !== null) nonces.remember(nonce, message)
  reopen(api, channel)
  onStored(message)
  return message
}
