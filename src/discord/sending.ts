/** The ports through which a process posts to Discord, with a gateway or without one. */
import type { REST } from 'discord.js'
import type {
  Crosspost,
  EditMessage,
  FindPost,
  OpenPost,
  OpenThread,
  ReadBack,
  ReadOwn,
  SendMessage,
  StartThread,
} from '../delivery/send-message.ts'
import type { Logger } from '../lib/logger.ts'
import type { Place } from '../model/place.ts'
import { crosspostBy, openPostBy, startThreadBy } from './containers.ts'
import { createOpenDirect } from './direct.ts'
import { editBy, openThreadBy } from './edit.ts'
import { createFindPost } from './find-post.ts'
import { createPost } from './post.ts'
import { createReadBack } from './read-back.ts'
import { createReadOwn } from './read-own.ts'
import { sendBy } from './send.ts'

export type Sending = {
  send: SendMessage
  readBack: ReadBack
  readOwn: ReadOwn
  openPost: OpenPost
  findPost: FindPost
  startThread: StartThread
  crosspost: Crosspost
  editMessage: EditMessage
  openThread: OpenThread
  /** What a channel is to a digest; null where the bot does not know it. */
  placeOf(channelId: string): Place | null | Promise<Place | null>
  /** Whether nothing is known of a channel for now: its server was out of order when the bot came. */
  isOut?: (place: { guildId: string; channelId: string }) => boolean
  /** Gives the channel of a person's direct messages; null where there is none for now. */
  openDirect(userId: string): Promise<string | null>
  /** Whether nothing may be sent for now: Discord has refused so much that it would ban this address. */
  isHeld(): boolean
  /** Ends the messages that are being sent: their outcome is unknown. */
  cutSending(): void
}

/** What a process knows of channels: from the gateway's cache, or by asking. */
export type Known<P> = {
  placeOf: (channelId: string) => P
  canRead: (channelId: string) => boolean | Promise<boolean>
  selfId: () => string
  /** Absent where whatever is unknown is asked for. */
  isOut?: (place: { guildId: string; channelId: string }) => boolean
}

/** Makes requests at the pace of all that we send. */
const pacedRest = (rest: REST, pace: () => Promise<void>): Pick<REST, 'get' | 'post'> => ({
  get: async (...of) => {
    await pace()
    return rest.get(...of)
  },
  post: async (...of) => {
    await pace()
    return rest.post(...of)
  },
})

/**
 * Makes the ports over a REST. Whoever sends a message, or makes what it is put into, has waited for the pace before; what
 * must be read beside waits for it here.
 */
export function sendingBy<P extends Place | null | Promise<Place | null>>(
  rest: REST,
  {
    known,
    timeoutMs,
    isHeld,
    pace,
    log,
  }: {
    known: Known<P>
    timeoutMs: number | undefined
    isHeld: () => boolean
    pace: () => Promise<void>
    log: Logger
  },
): Omit<Sending, 'placeOf'> & { placeOf: (channelId: string) => P } {
  const cut = new AbortController()
  const post = createPost(rest, { timeoutMs, cut: cut.signal })
  const paced = pacedRest(rest, pace)
  return {
    send: sendBy(post),
    openPost: openPostBy(post, known.placeOf),
    startThread: startThreadBy(post),
    crosspost: crosspostBy(post),
    editMessage: editBy(post),
    openThread: openThreadBy(post),
    readBack: createReadBack(paced, known),
    readOwn: createReadOwn(paced, known),
    findPost: createFindPost(paced, known),
    placeOf: known.placeOf,
    ...(known.isOut === undefined ? {} : { isOut: known.isOut }),
    openDirect: createOpenDirect(paced, log),
    isHeld,
    cutSending: () => cut.abort(),
  }
}
