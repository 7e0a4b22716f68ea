/** Bodies are unpacked piece by piece, so that a bomb is noticed when it is larger than allowed and not when memory is full. */
import { pipeline, type Readable, type Transform } from 'node:stream'
import { constants, createBrotliDecompress, createUnzip, createZstdDecompress } from 'node:zlib'

/** More of what was packed, or of what came out, than is allowed. */
export class TooMuch extends Error {}

/** What came is not packed the way it says. */
export class Damaged extends Error {}

/** Packed in this many ways at most: nobody does it twice in earnest. */
const MOST_CODINGS = 2

/** https://www.rfc-editor.org/rfc/rfc9659 — 8 MB; what needs a larger window is not for the web. */
const ZSTD_WINDOW_LOG = 23

const CHUNK = 64 * 1024

/** Truncated data gives what is there of it. */
const DECODERS: Record<string, () => Transform> = {
  gzip: () => createUnzip({ chunkSize: CHUNK, finishFlush: constants.Z_SYNC_FLUSH }),
  deflate: () => createUnzip({ chunkSize: CHUNK, finishFlush: constants.Z_SYNC_FLUSH }),
  br: () =>
    createBrotliDecompress({ chunkSize: CHUNK, finishFlush: constants.BROTLI_OPERATION_FLUSH }),
  zstd: () =>
    createZstdDecompress({
      chunkSize: CHUNK,
      finishFlush: constants.ZSTD_e_flush,
      params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG },
    }),
}

/** What the bot asks for. */
export const ACCEPT_ENCODING = 'gzip, br, zstd'

function decodersOf(encoding: string | null): Transform[] {
  const codings = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((one) => one.trim().replace(/^x-/, ''))
    .filter((one) => one !== '' && one !== 'identity')
  if (codings.length > MOST_CODINGS) throw new Damaged('packed too often')
  return codings.toReversed().map((coding) => {
    const create = DECODERS[coding]
    if (!create) throw new Damaged('packed in an unknown way')
    return create()
  })
}

/** Also counts what is packed: endless empty blocks unpack to nothing. */
const atMost = (most: number) =>
  async function* (source: AsyncIterable<Uint8Array>) {
    let size = 0
    for await (const chunk of source) {
      size += chunk.byteLength
      if (size > most) throw new TooMuch()
      yield chunk
    }
  }

/**
 * Gives a body unpacked. Throws `TooMuch` as soon as more than `maxBytes` came in or out, `Damaged` where it cannot be
 * unpacked, and the body's own error where it breaks off.
 */
export async function unpack(
  body: Readable,
  encoding: string | null,
  maxBytes: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  const decoders = decodersOf(encoding)
  let damaged = false
  for (const decoder of decoders) {
    decoder.once('error', () => {
      damaged = !body.errored
    })
  }
  const out = pipeline([body, atMost(maxBytes), ...decoders, atMost(maxBytes)], () => {})
  try {
    for await (const chunk of out as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk)
  } catch (error) {
    throw damaged && !(error instanceof TooMuch) ? new Damaged('cannot be unpacked') : error
  }
  return Buffer.concat(chunks)
}
