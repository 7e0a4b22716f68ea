/** What moderators and members do without the bot: forums, threads closed and locked, words of their own. */
import { addDirect, directOf } from './directs.ts'
import type { Gateway } from './gateway/gateway.ts'
import { userShape } from './shapes.ts'
import { addThread } from './threads.ts'
import type { Channel, Message, World } from './world.ts'

const FORUM = 15

/** A tag's name; or a tag that moderators alone may set. */
type Tag = string | { name: string; moderated: boolean }

export type Moderating = {
  addForum(
    guildId: string,
    forum: { name: string; tags?: readonly Tag[]; requiresTag?: boolean },
  ): Channel
  /** Takes a forum's tags away, or gives it others. */
  setTags(forumId: string, tags: readonly Tag[]): void
  /** A person starts a thread, or a post in a forum. */
  startThread(channelId: string, userId: string, name: string): Channel
  /** Archives, opens, locks or unlocks a thread. */
  setThread(threadId: string, state: { archived?: boolean; locked?: boolean }): void
  /** A person opens the place of their direct messages with the bot, which hears nothing of it. */
  openDirect(userId: string): Channel
  /** Says whether a person takes direct messages. */
  setDirectMessages(userId: string, open: boolean): void
  /** A person installs the app for themselves. */
  install(userId: string): void
  /** Takes a person out of a server. */
  leave(guildId: string, userId: string): void
  /** A person writes a message. */
  say(channelId: string, userId: string, content: string): Message
}

/** Gives what can be done, with the bot hearing of it if it is connected. */
export function moderating(
  world: World,
  gateway: Gateway,
  onStored: (message: Message) => void,
): Moderating {
  const personOf = (id: string) => {
    const person = world.people.get(id)
    if (person === undefined) throw new Error(`there is no person ${id}`)
    return person
  }
  const tagOf = (tag: Tag) => ({
    id: world.id(),
    ...(typeof tag === 'string' ? { name: tag, moderated: false } : tag),
  })
  return {
    addForum: (guildId, { name, tags = [], requiresTag = false }) => {
      const channel: Channel = {
        id: world.id(),
        guildId,
        type: FORUM,
        name,
        topic: null,
        overwrites: [],
        recipientId: null,
        forum: { tags: tags.map(tagOf), requiresTag },
      }
      world.channels.set(channel.id, channel)
      world.messages.set(channel.id, [])
      gateway.emitChannel('CREATE', channel)
      return channel
    },
    setTags: (forumId, tags) => {
      const channel = world.channels.get(forumId)
      if (channel?.forum === undefined) throw new Error(`there is no forum ${forumId}`)
      channel.forum.tags = tags.map(tagOf)
      gateway.emitChannel('UPDATE', channel)
    },
    startThread: (channelId, userId, name) => {
      const parent = world.channels.get(channelId)
      if (parent === undefined) throw new Error(`there is no channel ${channelId}`)
      const ownerId = personOf(userId).id
      const thread = addThread(world, { parent, id: world.id(), name, ownerId })
      gateway.emitChannel('CREATE', thread)
      return thread
    },
    setThread: (threadId, state) => {
      const channel = world.channels.get(threadId)
      if (channel?.thread === undefined) throw new Error(`there is no thread ${threadId}`)
      Object.assign(channel.thread, state)
      gateway.emitChannel('UPDATE', channel)
    },
    openDirect: (userId) => directOf(world, userId) ?? addDirect(world, personOf(userId).id),
    setDirectMessages: (userId, open) => {
      personOf(userId).closed = !open
    },
    install: (userId) => {
      personOf(userId).installed = true
    },
    leave: (guildId, userId) => void world.guilds.get(guildId)?.members.delete(userId),
    say: (channelId, userId, content) => {
      const message = spoken(world, { channelId, content, author: userShape(personOf(userId)) })
      const messages = world.messages.get(channelId)
      if (messages === undefined) throw new Error(`there is no channel ${channelId}`)
      messages.push(message)
      onStored(message)
      return message
    },
  }
}

const spoken = (
  world: World,
  { channelId, content, author }: { channelId: string; content: string; author: Message['author'] },
): Message => ({
  id: world.id(),
  type: 0,
  channel_id: channelId,
  author,
  content,
  embeds: [],
  components: [],
  attachments: [],
  mentions: [],
  mention_roles: [],
  mention_everyone: false,
  pinned: false,
  tts: false,
  timestamp: new Date(world.now()).toISOString(),
  edited_timestamp: null,
  flags: 0,
})
