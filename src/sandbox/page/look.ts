/** What one person sees of the sandbox: the servers they are in, the channels they may view, the messages in them. */
import { isEphemeral } from '../messages.ts'
import { BIT, has } from '../permissions.ts'
import {
  type Channel,
  type Guild,
  guildPermissions,
  type Message,
  permissionsOf,
  type World,
} from '../world.ts'
import {
  type Both,
  type ChannelView,
  type GuildView,
  HOME,
  type Json,
  type Look,
  type PageMessage,
  type PersonView,
  type Suggestion,
  type ThreadView,
} from './protocol.ts'

/** Somebody who can be played, and what they are. */
export type Player = { id: string; part: Both }

export type LookOptions = {
  players: readonly Player[]
  suggestions: readonly Suggestion[]
  zone: (viewerId: string) => string | null
  canMove: boolean
  nothingCame: Both | null
}

/** Text, announcements, threads, forums. */
const READABLE = new Set([0, 5, 10, 11, 12, 15])

const sees = (world: World, viewerId: string, channel: Channel): boolean =>
  channel.guildId === null
    ? channel.recipientId === viewerId
    : has(permissionsOf(world, viewerId, channel), BIT.viewChannel)

/** Each channel with its threads or posts below it, as Discord lists them; what has lost its channel comes last. */
function inOrder(channels: readonly Channel[]): Channel[] {
  const threads = Map.groupBy(channels, ({ thread }) => thread?.parentId ?? null)
  const listed = (threads.get(null) ?? []).flatMap((one) => [one, ...(threads.get(one.id) ?? [])])
  return [...new Set([...listed, ...channels])]
}

function threadView({ channels }: World, { thread }: Channel): ThreadView | null {
  if (thread === undefined) return null
  const known = channels.get(thread.parentId)?.forum?.tags ?? []
  const tags = known.filter(({ id }) => thread.tagIds.includes(id)).map(({ name }) => name)
  return { tags, archived: thread.archived }
}

const channelView = (world: World, channel: Channel): ChannelView => ({
  id: channel.id,
  name: channel.guildId === null ? world.bot.name : channel.name,
  type: channel.type,
  topic: channel.topic ?? '',
  parent: channel.thread?.parentId ?? null,
  thread: threadView(world, channel),
})

const homeView = (world: World, viewerId: string): GuildView => ({
  id: HOME,
  name: '',
  may: '0',
  channels: [...world.channels.values()]
    .filter((channel) => channel.guildId === null && sees(world, viewerId, channel))
    .map((channel) => channelView(world, channel)),
  roles: [],
})

function guildView(world: World, guild: Guild, viewerId: string): GuildView {
  const channels = [...world.channels.values()].filter(
    (channel) =>
      channel.guildId === guild.id && READABLE.has(channel.type) && sees(world, viewerId, channel),
  )
  return {
    id: guild.id,
    name: guild.name,
    may: String(guildPermissions(guild, viewerId)),
    channels: inOrder(channels).map((channel) => channelView(world, channel)),
    roles: [...guild.roles.values()].map(({ id, name, color }) => ({ id, name, color })),
  }
}

/** Gives everything but the messages, as the viewer sees it. */
export function lookOf(world: World, viewerId: string, options: LookOptions): Look {
  const parts = new Map(options.players.map(({ id, part }) => [id, part]))
  const people: PersonView[] = [...world.people.values()].map(({ id, name, locale, bot }) => ({
    id,
    name,
    locale,
    bot,
    part: parts.get(id) ?? null,
  }))
  const language = languageOf(world.people.get(viewerId)?.locale ?? '')
  const speaks = (locale: string) => languageOf(locale) === language
  return {
    now: world.now(),
    zone: options.zone(viewerId),
    viewerId,
    botId: world.bot.id,
    people,
    guilds: [...world.guilds.values()]
      .filter(({ members }) => members.has(viewerId))
      .sort((a, b) => Number(speaks(b.locale)) - Number(speaks(a.locale)))
      .map((guild) => guildView(world, guild, viewerId)),
    home: homeView(world, viewerId),
    commands: [...world.commands.values()] as Json[],
    suggestions: [...options.suggestions],
    canMove: options.canMove,
    nothingCame: options.nothingCame,
  }
}

/** `en` of `en-US`; the servers of one's own language come first. */
const languageOf = (locale: string) => locale.split('-', 1)[0]

/** Whom an ephemeral message is for. */
function readerOf(message: Message): string | null {
  const metadata = message['interaction_metadata'] as { user?: { id?: string } } | undefined
  return metadata?.user?.id ?? null
}

/** Whether the viewer sees a message. */
export function seesMessage(world: World, viewerId: string, message: Message): boolean {
  const channel = world.channels.get(message.channel_id)
  if (channel === undefined || !sees(world, viewerId, channel)) return false
  return !isEphemeral(message) || readerOf(message) === viewerId
}

/** Gives every message that the viewer sees, oldest first in each channel. */
export function messagesFor(world: World, viewerId: string): Message[] {
  const posted = [...world.messages.values()].flat()
  return [...posted, ...world.ephemeral.values()]
    .filter((message) => seesMessage(world, viewerId, message))
    .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
}

/** Gives a message with the command that it answers. */
export const pageMessage = (message: Message, used: string | undefined): PageMessage => ({
  ...(message as unknown as PageMessage),
  ...(used === undefined ? {} : { used }),
})
