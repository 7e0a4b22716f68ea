/** Where a digest may stand in a server, and what it is put into there. */

export type PlaceKind = 'text' | 'announcement' | 'thread' | 'forum' | 'media' | 'other'

/** A moderated tag is set by those alone who may manage threads. */
export type ForumTag = { id: string; name: string; moderated: boolean }

/** A channel, thread or forum as the bot knows it. */
export type Place = {
  kind: PlaceKind
  /** Without its `#`; absent where it is not known. */
  name?: string
  /** The channel of a thread, the forum of a post; null for what is none. */
  parentId: string | null
  /** Whether the bot may start threads from messages there. */
  startsThreads: boolean
  /** A forum's; empty elsewhere. */
  tags: readonly ForumTag[]
  /** Whether a forum takes no post without a tag. */
  requiresTag: boolean
  /** Whether it is one for adults only; a thread is what its channel is. */
  ageRestricted?: boolean
}

/** What is made for each digest: a post of a forum, or a thread from its message. */
export type ContainerKind = 'post' | 'thread'

/** What a container is called, and the words by which tags are chosen for it, the most telling first. */
export type ContainerTitle = { name: string; words: readonly string[] }
