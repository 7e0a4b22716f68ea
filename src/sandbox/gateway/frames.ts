/** How frames are written to a client: as text, or as one zlib stream. */
import { constants, createDeflate, deflateSync } from 'node:zlib'
import type { WebSocket } from 'ws'

export type Frames = {
  send(text: string): void
  /** Closes after everything that was sent before. */
  close(code: number, reason: string): void
}

/** Gives plain frames; `compress`, once asked for, packs every long one by itself. */
export function plainFrames(socket: WebSocket, compress: () => boolean): Frames {
  return {
    send: (text) => socket.send(compress() && text.length > PACKED_FROM ? deflateSync(text) : text),
    close: (code, reason) => socket.close(code, reason),
  }
}

/** «Not all payloads will be compressed»: house rule, those that gain by it. */
const PACKED_FROM = 1024

/**
 * Gives frames that share one zlib context, each ending in a sync flush.
 * https://docs.discord.com/developers/events/gateway#transport-compression
 */
export function zlibStream(socket: WebSocket): Frames {
  const deflate = createDeflate()
  let parts: Buffer[] = []
  deflate.on('data', (part: Buffer) => {
    parts.push(part)
    if (!part.subarray(-SUFFIX.length).equals(SUFFIX)) return
    if (socket.readyState === socket.OPEN) socket.send(Buffer.concat(parts))
    parts = []
  })
  socket.once('close', () => deflate.destroy())
  return {
    send: (text) => {
      deflate.write(text)
      deflate.flush(constants.Z_SYNC_FLUSH)
    },
    // Behind what is being packed: `end` would swallow the last flush.
    close: (code, reason) =>
      void deflate.flush(constants.Z_SYNC_FLUSH, () =>
        setImmediate(() => socket.close(code, reason)),
      ),
  }
}

/** With which a sync flush ends. */
const SUFFIX = Buffer.from([0x00, 0x00, 0xff, 0xff])
