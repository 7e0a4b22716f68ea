/** Routes of announcement channels: publishing a message, and following a channel. */

import { BIT, has } from '../permissions.ts'
import { userShape } from '../shapes.ts'
import type { Follower, Json, Message, World } from '../world.ts'
import { needsVoice } from './posting.ts'
import { isOurs, reach, reachMessage } from './reach.ts'
import type { Api, Call, Route } from './route.ts'

const ANNOUNCEMENT = 5
/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
const CROSSPOSTED = 1 << 0
const IS_CROSSPOST = 1 << 1

const isCrossposted = ({ flags }: Message) => (flags & CROSSPOSTED) !== 0

function crosspost(api: Api, call: Call) {
  const { world, limits } = api
  const { rules } = world
  const reached = reachMessage(api, call)
  const { channel, may, message } = reached
  if (channel.type !== ANNOUNCEMENT) rules.refuse('crosspost-channels')
  needsVoice(world, reached)
  if (!isOurs(world, message) && !has(may, BIT.manageMessages)) rules.refuse('manage-others')
  if (isCrossposted(message)) rules.refuse('crossposted-once')
  const ms = limits.crossposts.take(channel.id)
  if (ms > 0) rules.delay('crosspost-quota', { ms })
  message.flags |= CROSSPOSTED
  if (rules.on('crosspost-delivered')) deliver(api, message)
  api.onEdited(message)
  return { body: message }
}

/** Discord itself puts a copy into every channel that follows. */
function deliver({ world, onStored }: Api, message: Message): void {
  const copies = (world.followers.get(message.channel_id) ?? []).flatMap((follower) => {
    const messages = world.messages.get(follower.channelId)
    if (messages === undefined) return []
    const copy = copyOf(world, message, follower)
    messages.push(copy)
    return [copy]
  })
  world.copies.set(message.id, copies)
  for (const copy of copies) onStored(copy)
}

const copyOf = (world: World, message: Message, { channelId, webhookId }: Follower): Message => ({
  ...structuredClone(message),
  id: world.id(),
  channel_id: channelId,
  author: followerUser(world, message.channel_id, webhookId),
  webhook_id: webhookId,
  flags: (message.flags & ~CROSSPOSTED) | IS_CROSSPOST,
  mention_roles: [],
  message_reference: {
    type: 0,
    channel_id: message.channel_id,
    message_id: message.id,
    guild_id: world.channels.get(message.channel_id)?.guildId ?? undefined,
  },
})

function followerUser({ channels, guilds }: World, sourceId: string, webhookId: string): Json {
  const source = channels.get(sourceId)
  const guild = guilds.get(source?.guildId ?? '')
  const name = `${guild?.name ?? ''} #${source?.name ?? ''}`
  const user = userShape({ id: webhookId, name, locale: 'en-US', bot: true })
  return { ...user, username: name, discriminator: '0000' }
}

/** An edit of a crossposted message shows in its copies; there are few of them an hour. */
export function followEdit({ world, onEdited }: Api, message: Message): void {
  if (!world.rules.on('crosspost-edits-followed')) return
  const { content, embeds, components, edited_timestamp } = message
  for (const copy of world.copies.get(message.id) ?? []) {
    Object.assign(copy, structuredClone({ content, embeds, components, edited_timestamp }))
    onEdited(copy)
  }
}

/** Refuses one more edit of a crossposted message than its hour has. */
export function needsAnnouncementEditsLeft({ world, limits }: Api, message: Message): void {
  if (!isCrossposted(message)) return
  const ms = limits.crosspostEdits.take(message.id)
  if (ms > 0) world.rules.delay('crosspost-edit-quota', { ms })
}

function follow(api: Api, { params, body }: Call) {
  const { world } = api
  const source = reach(world, params['channel']).channel
  if (source.type !== ANNOUNCEMENT) world.rules.refuse('follow-announcements-only')
  const target = reach(world, String((body as Json)['webhook_channel_id']))
  if (!has(target.may, BIT.manageWebhooks)) world.rules.refuse('manage-webhooks')
  const follower = { channelId: target.channel.id, webhookId: world.id() }
  const others = (world.followers.get(source.id) ?? []).filter(
    ({ channelId }) => channelId !== follower.channelId,
  )
  world.followers.set(source.id, [...others, follower])
  return { body: { channel_id: source.id, webhook_id: follower.webhookId } }
}

export const ANNOUNCEMENT_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: '/channels/:channel/messages/:message/crosspost',
    answer: 'MessageResponse',
    run: crosspost,
  },
  {
    method: 'POST',
    path: '/channels/:channel/followers',
    request: 'FollowChannelRequest',
    answer: 'ChannelFollowerResponse',
    run: follow,
  },
]
