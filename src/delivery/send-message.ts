/** The port through which a delivery reaches Discord. */
import type { MessagePayload } from '../model/message.ts'

export type SendResult =
  | { kind: 'sent'; messageId: string }
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
