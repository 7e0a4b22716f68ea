/** The port through which a delivery reaches Discord. */
import type { MessagePayload } from '../model/message.ts'
import type { ContainerTitle } from '../model/place.ts'

export type SendResult =
  /** `containerId`: of the thread that was made with it. */
  | { kind: 'sent'; messageId: string; containerId?: string }
  /** `refused`: Discord surely did not store the message (429, …); a 5xx may have come after storing. */
  | { kind: 'temporary'; retryAfterMs?: number; reason: string; refused: boolean }
  | { kind: 'permanent'; reason: PermanentReason; code: number }
  /** Time-out, dropped socket: it may have been stored or not. */
  | { kind: 'unknown'; reason: string }
  /** The token is dead: nothing can be sent any more. */
  | { kind: 'unauthorized' }

export type PermanentReason =
  | 'channel-gone'
  /** The person takes no direct messages, or shares no server with the bot any more. */
  | 'direct-closed'
  | 'no-access'
  | 'no-permission'
  | 'wrong-channel'
  | 'needs-tag'
  /** A link or words that Discord lets nobody post. */
  | 'harmful'
  /** It is no message as Discord wants them: our own mistake. */
  | 'invalid'
  | 'refused'

/** Sends one message with its nonce enforced; never throws and answers within the request time-out. */
export type SendMessage = (message: {
  channelId: string
  payload: MessagePayload
  nonce: string
}) => Promise<SendResult>

export type ReadBackResult =
  | { kind: 'found'; messageId: string }
  | { kind: 'absent' }
  /** Without READ_MESSAGE_HISTORY Discord answers an empty list, which proves nothing. */
  | { kind: 'unreadable'; reason: string }
  /** Nothing is known for now: a time-out, a limit, a 5xx. */
  | { kind: 'temporary'; reason: string }

/** Looks for our own message that bears a delivery key in a component's custom id, among those after a time. */
export type ReadBack = (wanted: {
  channelId: string
  key: string
  after: number
  /** Whether it is somebody's direct messages: what was written there can always be read. */
  direct: boolean
}) => Promise<ReadBackResult>

export type ReadOwnResult =
  /** What the controls of our messages name, and the addresses on their cards. */
  | { kind: 'read'; keys: string[]; urls: string[] }
  | Extract<ReadBackResult, { kind: 'unreadable' | 'temporary' }>

/** Reads what we have posted in a channel since a time; never throws. */
export type ReadOwn = (wanted: {
  channelId: string
  after: number
  direct: boolean
}) => Promise<ReadOwnResult>

/**
 * Posts in a forum: one request makes the post and its first message, which have one id. There is no nonce; never throws
 * and answers within the request time-out.
 */
export type OpenPost = (post: {
  channelId: string
  title: ContainerTitle
  payload: MessagePayload
}) => Promise<SendResult>

/** Looks for our own post in a forum, among those made after a time: by the delivery key in its first message. */
export type FindPost = (wanted: {
  guildId: string
  channelId: string
  key: string
  /** Tells our post where somebody has taken its first message away. */
  name: string
  after: number
}) => Promise<ReadBackResult>

export type FollowUpResult = { kind: 'done' } | Exclude<SendResult, { kind: 'sent' }>

/** Starts a thread from a message that was posted; never throws. */
export type StartThread = (from: {
  channelId: string
  messageId: string
  name: string
}) => Promise<FollowUpResult>

/** Hands a message of an announcement channel on to those who follow it; never throws. */
export type Crosspost = (message: {
  channelId: string
  messageId: string
}) => Promise<FollowUpResult>

/** What of a message is replaced; whatever is absent stays. Nothing in it rings. */
export type MessageEdit = Pick<MessagePayload, 'content' | 'embeds' | 'components'>

/** Changes a message of ours where it stands; never throws. To do it twice is harmless. */
export type EditMessage = (message: {
  channelId: string
  messageId: string
  edit: MessageEdit
}) => Promise<FollowUpResult>

/** Opens a thread that was archived; never throws. */
export type OpenThread = (thread: { channelId: string }) => Promise<FollowUpResult>
