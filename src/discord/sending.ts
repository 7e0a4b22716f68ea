/** The ports through which a process posts to Discord, with a gateway or without one. */
import type { ReadBack, SendMessage } from '../delivery/send-message.ts'

export type Sending = {
  send: SendMessage
  readBack: ReadBack
  /** Gives the channel of a person's direct messages; null where there is none for now. */
  openDirect(userId: string): Promise<string | null>
  /** Whether nothing may be sent for now: Discord has refused so much that it would ban this address. */
  isHeld(): boolean
  /** Ends the messages that are being sent: their outcome is unknown. */
  cutSending(): void
}
