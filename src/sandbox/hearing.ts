/** Who hears of messages that come, change and go: the bot, and whoever listens beside it. */
import type { Gateway } from './gateway/gateway.ts'
import type { Stored } from './interactions.ts'
import type { Nonces } from './nonces.ts'
import type { Message } from './world.ts'

export type MessageEvent = { kind: 'stored' | 'edited' | 'deleted'; message: Message }

export type Hearing = {
  onMessage(listener: (event: MessageEvent) => void): () => void
  /** Resolves with the next message that is stored in a channel. */
  nextMessage(channelId: string): Promise<Message>
}

/** Gives the functions that tell, and those that listen. */
export function hearing({ gateway, nonces }: { gateway: Gateway; nonces: Nonces }): {
  stored: Stored
  hearing: Hearing
} {
  const all = new Set<(event: MessageEvent) => void>()
  const tell = (kind: MessageEvent['kind'], message: Message) => {
    for (const listener of [...all]) listener({ kind, message })
  }
  const onMessage = (listener: (event: MessageEvent) => void) => {
    all.add(listener)
    return () => void all.delete(listener)
  }
  const nextMessage = (channelId: string) =>
    new Promise<Message>((resolve) => {
      const stop = onMessage(({ kind, message }) => {
        if (kind !== 'stored' || message.channel_id !== channelId) return
        stop()
        resolve(message)
      })
    })
  const stored: Stored = {
    onStored: (message) => {
      gateway.emitMessage('MESSAGE_CREATE', message, nonces.of(message))
      tell('stored', message)
    },
    onEdited: (message) => {
      gateway.emitMessage('MESSAGE_UPDATE', message)
      tell('edited', message)
    },
    onDeleted: (message) => {
      gateway.emitMessage('MESSAGE_DELETE', message)
      tell('deleted', message)
    },
  }
  return { stored, hearing: { onMessage, nextMessage } }
}
