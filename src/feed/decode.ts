/** Bytes become text, whatever charset they are in. Pure. */
import { gunzipSync } from 'node:zlib'
import chardet from 'chardet'

/** A document is not inflated beyond this. */
const MOST_BYTES = 10 * 1024 * 1024
/** Where a document declares its charset, if at all. */
const PROLOG = 1024
/** A guess needs no more. */
const GUESSED_FROM = 64 * 1024
/** Fewer bytes beyond ASCII say nothing. */
const FEWEST_TO_GUESS = 8
/** One broken character in so many sound ones is an accident. */
const MOST_BROKEN = 20

/** A document that is larger than anything that is a feed. */
export class TooLarge extends Error {
  constructor() {
    super(`The document is larger than ${MOST_BYTES} bytes.`)
    this.name = 'TooLarge'
  }
}

/**
 * Gives the text of a document: gunzipped by its magic bytes, its charset by byte order mark, else UTF-8 where the bytes
 * are valid UTF-8, else as header or document say and the bytes allow, else as chardet guesses. Throws `TooLarge`.
 */
export function decode(input: Uint8Array, contentType?: string): string {
  const bytes = inflated(input)
  const marked = byMark(bytes)
  if (marked !== null) return marked
  const utf8 = strictly(bytes, 'utf-8')
  if (utf8 !== null && !isIso2022(bytes)) return utf8
  const charsets = declaredCharsets(bytes, contentType)
  return (
    firstOf(charsets, (charset) => believable(strictly(bytes, charset), bytes)) ??
    firstOf([...charsets, 'utf-8'], (charset) => believable(almost(bytes, charset), bytes)) ??
    firstOf(guessed(bytes), (charset) => loosely(bytes, charset)) ??
    firstOf([...charsets, 'windows-1252'], (charset) => loosely(bytes, charset)) ??
    ''
  )
}

/** What header and document declare, in the order in which they are believed. */
function declaredCharsets(bytes: Uint8Array, contentType: string | undefined): string[] {
  const header = charsetOf(contentType)
  const own = declaredIn(bytes)
  const byEscapes = isIso2022(bytes) ? 'iso-2022-jp' : null
  // Servers add a default of their own to the header; a document that says more knows better.
  const isDefault = header !== null && DEFAULTS.test(header)
  const declared = isDefault
    ? [byEscapes, own, ...multibyte(bytes, own), header]
    : [byEscapes, header, own]
  return declared.filter((charset) => charset !== null)
}

const DEFAULTS = /^(?:iso-?8859-1|latin-?1|us-ascii|ascii|windows-1252|utf-?8)$/i

/** Latin-1 fits any bytes: where nothing else is said, East Asian text tells by itself. */
const multibyte = (bytes: Uint8Array, own: string | null): string[] =>
  own === null
    ? guessed(bytes).filter((charset) => /^(?:shift_jis|euc-|gb|big5)/i.test(charset))
    : []

function guessed(bytes: Uint8Array): string[] {
  const start = bytes.subarray(0, GUESSED_FROM)
  if (isAlmostAscii(start)) return []
  const guess = chardet.detect(start)
  return guess === null ? [] : [guess]
}

function isAlmostAscii(bytes: Uint8Array): boolean {
  let high = 0
  for (const byte of bytes) {
    if (byte > 0x7f) high += 1
    if (high >= FEWEST_TO_GUESS) return false
  }
  return true
}

function firstOf(
  charsets: readonly string[],
  read: (charset: string) => string | null,
): string | null {
  for (const charset of charsets) {
    const text = read(charset)
    if (text !== null) return text
  }
  return null
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

/** How documents in UTF begin: with a mark, or with `<`. UTF-32 is read as UTF-16 with noughts between, which are dropped. */
const STARTS: readonly (readonly [start: string, charset: string])[] = [
  ['efbbbf', 'utf-8'],
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
  ['3c00', 'utf-16le'],
  ['003c', 'utf-16be'],
  ['0000feff', 'utf-16be'],
  ['0000003c', 'utf-16be'],
]

function byMark(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex')
  const charset = STARTS.find(([mark]) => start.startsWith(mark))?.[1]
  return charset === undefined ? null : new TextDecoder(charset).decode(bytes)
}

/** ISO-2022-JP is ASCII to look at: its escape sequences give it away. */
function isIso2022(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return text.includes('\x1b$B') || text.includes('\x1b$@')
}

/** Names that are in use and that the Encoding Standard does not list. */
const ALIASES = new Map(
  Object.entries({
    cp932: 'shift_jis',
    'windows-932': 'shift_jis',
    'shift_jis-win': 'shift_jis',
    'sjis-win': 'shift_jis',
    eucjp: 'euc-jp',
    euc_jp: 'euc-jp',
    'eucjp-win': 'euc-jp',
    cp51932: 'euc-jp',
    jis: 'iso-2022-jp',
    cp936: 'gbk',
    cp950: 'big5',
    big5hkscs: 'big5-hkscs',
    cp949: 'euc-kr',
    uhc: 'euc-kr',
    euckr: 'euc-kr',
  }),
)

function decoderOf(charset: string, fatal: boolean): TextDecoder | null {
  const name = charset.toLowerCase()
  try {
    return new TextDecoder(ALIASES.get(name) ?? name, { fatal })
  } catch {
    return null
  }
}

const loosely = (bytes: Uint8Array, charset: string) =>
  decoderOf(charset, false)?.decode(bytes) ?? null

/** Gives the text where every byte fits; a character that is cut off at the end is left out. */
function strictly(bytes: Uint8Array, charset: string): string | null {
  try {
    return decoderOf(charset, true)?.decode(bytes, { stream: true }) ?? null
  } catch {
    return null
  }
}

/** EUC-JP that is read as Shift_JIS is sound, and nothing but half-width katakana: such a declaration is wrong. */
function believable(text: string | null, bytes: Uint8Array): string | null {
  if (text === null || !/[\uff61-\uff9f]{4}/.test(text)) return text
  const narrow = text.match(/[\uff61-\uff9f]/g)?.length ?? 0
  const wide = text.match(/[\u3040-\u30ff\u4e00-\u9fff]/g)?.length ?? 0
  return narrow <= wide ? text : (strictly(bytes, 'euc-jp') ?? text)
}

/** Gives the text where few characters are broken: one byte that is lost does not change the charset. */
function almost(bytes: Uint8Array, charset: string): string | null {
  const text = loosely(bytes, charset)
  if (text === null) return null
  let broken = 0
  let other = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0xfffd) broken += 1
    else if (code > 0x7f) other += 1
  }
  // By chance no other charset makes sound UTF-8: there one sound character for a broken one is enough.
  return broken * (charset === 'utf-8' ? 1 : MOST_BROKEN) <= other ? text : null
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
