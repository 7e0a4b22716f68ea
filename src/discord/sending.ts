/** The ports through which a process posts to Discord, with a gateway or without one. */
import type { REST } from 'discord.js'
import type {
  Crosspost,
  EditMessage,
  FindPost,
  OpenPost,
  OpenThread,
  ReadBack,
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
import { sendBy } from './send.ts'

export type Sending = {
  send: SendMessage
  readBack: ReadBack
  openPost: OpenPost
  findPost: FindPost
  startThread: StartThread
  crosspost: Crosspost
  editMessage: EditMessage
  openThread: OpenThread
  /** What a channel is to a digest; null where the bot does not know it. */
  placeOf(channelId: string): Place | null | Promise<Place | null>
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
}

/** Makes the ports over a REST. */
export function sendingBy<P extends Place | null | Promise<Place | null>>(
  rest: REST,
  {
    known,
    timeoutMs,
    isHeld,
    log,
  }: { known: Known<P>; timeoutMs: number | undefined; isHeld: () => boolean; log: Logger },
): Omit<Sending, 'placeOf'> & { placeOf: (channelId: string) => P } {
  const cut = new AbortController()
  const post = createPost(rest, { timeoutMs, cut: cut.signal })
  return {
    send: sendBy(post),
    openPost: openPostBy(post, known.placeOf),
    startThread: startThreadBy(post),
    crosspost: crosspostBy(post),
    editMessage: editBy(post),
    openThread: openThreadBy(post),
    readBack: createReadBack(rest, known),
    findPost: createFindPost(rest, known),
    placeOf: known.placeOf,
    openDirect: createOpenDirect(rest, log),
    isHeld,
    cutSending: () => cut.abort(),
  }
}
