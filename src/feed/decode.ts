/** Bytes become text, whatever charset they are in. Pure. */
import { gunzipSync } from 'node:zlib'

/** A document is not inflated beyond this. */
const MOST_BYTES = 10 * 1024 * 1024
/** Where a document declares its charset, if at all. */
const PROLOG = 1024

/** A document that is larger than anything that is a feed. */
export class TooLarge extends Error {
  constructor() {
    super(`The document is larger than ${MOST_BYTES} bytes.`)
    this.name = 'TooLarge'
  }
}

/**
 * Gives the text of a document: gunzipped by its magic bytes, its charset by byte order mark, else UTF-8 where the bytes
 * are valid UTF-8, else as the header says, else as the document itself says, else Windows-1252. Throws `TooLarge`.
 */
export function decode(input: Uint8Array, contentType?: string): string {
  const bytes = inflated(input)
  const marked = byMark(bytes)
  if (marked !== null) return marked
  const utf8 = tryDecode(bytes, 'utf-8', true)
  if (utf8 !== null && !isIso2022(bytes)) return utf8
  for (const charset of [
    charsetOf(contentType),
    declaredIn(bytes),
    isIso2022(bytes) ? 'iso-2022-jp' : null,
  ]) {
    const text = charset === null ? null : tryDecode(bytes, charset, false)
    if (text !== null) return text
  }
  return new TextDecoder('windows-1252').decode(bytes)
}

function inflated(bytes: Uint8Array): Uint8Array {
  if (bytes.byteLength > MOST_BYTES) throw new TooLarge()
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES })
  } catch (error) {
    if (error instanceof RangeError) throw new TooLarge()
    return bytes
  }
}

function byMark(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return new TextDecoder('utf-8').decode(bytes)
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (a === 0x3c && b === 0) return new TextDecoder('utf-16le').decode(bytes)
  if (a === 0 && b === 0x3c) return new TextDecoder('utf-16be').decode(bytes)
  return null
}

/** ISO-2022-JP is ASCII to look at: its escape sequences give it away. */
function isIso2022(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return text.includes('\x1b$B') || text.includes('\x1b$@')
}

function tryDecode(bytes: Uint8Array, charset: string, fatal: boolean): string | null {
  try {
    return new TextDecoder(charset, { fatal }).decode(bytes)
  } catch {
    return null
  }
}

const charsetOf = (contentType: string | undefined): string | null =>
  /charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType ?? '')?.[1] ?? null

function declaredIn(bytes: Uint8Array): string | null {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, PROLOG))
  return (
    /<\?xml[^>]*\bencoding\s*=\s*["']([\w:.-]+)["']/i.exec(start)?.[1] ??
    /<meta[^>]*\bcharset\s*=\s*["']?([\w:.-]+)/i.exec(start)?.[1] ??
    null
  )
}
