/** Threads as they begin, whoever starts them. */
import type { Channel, World } from './world.ts'

const ANNOUNCEMENT = 5
const THREAD = { announcement: 10, public: 11 } as const
/** House rule: a day, as for channels that say nothing. */
const ARCHIVE_MINUTES = 1440

export type ThreadStart = {
  parent: Channel
  id: string
  name: string
  ownerId: string
  archiveMinutes?: number | undefined
  tagIds?: string[]
}

/** Adds an open thread to a channel of a server, or a post to a forum; it has no message yet. */
export function addThread(
  world: World,
  { parent, id, name, ownerId, archiveMinutes = ARCHIVE_MINUTES, tagIds = [] }: ThreadStart,
): Channel {
  const now = world.now()
  const thread: Channel = {
    id,
    guildId: parent.guildId,
    type: parent.type === ANNOUNCEMENT ? THREAD.announcement : THREAD.public,
    name,
    topic: null,
    overwrites: [],
    recipientId: null,
    thread: {
      parentId: parent.id,
      ownerId,
      archived: false,
      archivedAt: now,
      locked: false,
      archiveMinutes,
      createdAt: now,
      tagIds,
    },
  }
  world.channels.set(id, thread)
  world.messages.set(id, [])
  return thread
}
