/**
 * One form for all spellings of a word: width, case, diacritics, kana, older kanji, the long-vowel mark at a word's end. All that
 * is indexed and asked for passes through here: it is one walk over the characters, by tables.
 */
import { TODAYS_KANJI } from './old-kanji.ts'

/** From one code to another. */
const LATIN_WITH_MARK = [
  [0xc0, 0x24f],
  [0x1e00, 0x1eff],
] as const
const LETTERS: Record<string, string> = {
  ø: 'o',
  ǿ: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ı: 'i',
}
/** Letters that are written as two. */
const DOUBLE: Record<string, string> = { ß: 'ss', æ: 'ae', ǽ: 'ae', ǣ: 'ae', œ: 'oe', þ: 'th' }
const DOUBLES = /[ßæǽǣœþ]/g
const HIRAGANA = [
  [0x3041, 0x3096],
  [0x309d, 0x309e],
] as const
const TO_KATAKANA = 0x60
const LATIN_MARKS = /(?<=\p{Script=Latin})\p{M}+/gu
const BEYOND_ASCII = /[^\0-\x7f]/
/** Marks that NFKC leaves beside their letters, and halves of what lies beyond 16 bits: both are seldom. */
const RARE = /\p{M}/u
const ASTRAL = /[\ud800-\udbff]/
const ASTRAL_KANJI = /[\u{20000}-\u{2ffff}]/gu

const LONG = 0x30fc
const isKatakana = (code: number) => code >= 0x30a1 && code <= 0x30fa

function foldsOf(): Uint16Array {
  const fold = Uint16Array.from({ length: 0x10000 }, (_, code) => code)
  for (const [first, last] of LATIN_WITH_MARK) {
    for (let code = first; code <= last; code += 1) {
      const letter = String.fromCharCode(code)
      fold[code] = (LETTERS[letter] ?? letter.normalize('NFD')).charCodeAt(0)
    }
  }
  for (const [first, last] of HIRAGANA) {
    for (let code = first; code <= last; code += 1) fold[code] = code + TO_KATAKANA
  }
  for (const [older, today] of TODAYS_KANJI) {
    if (older.length === 1) fold[older.charCodeAt(0)] = today.charCodeAt(0)
  }
  return fold
}

let table: Uint16Array | undefined

/** What each 16-bit unit is folded to. */
function folds(): Uint16Array {
  table ??= foldsOf()
  return table
}

const decoder = new TextDecoder('utf-16le', { ignoreBOM: true })

/** Gives where a row of ー ends that ends a word: サーバー and サーバ are one, in サーバー管理 too; `at` where it does not. */
function endOfLong(text: string, at: number, before: number): number {
  if (text.charCodeAt(at) !== LONG || !isKatakana(before)) return at
  let end = at + 1
  while (text.charCodeAt(end) === LONG) end += 1
  return isKatakana(folds()[text.charCodeAt(end)] ?? 0) ? at : end
}

function folded(text: string): string {
  const fold = folds()
  const units = new Uint16Array(text.length)
  let length = 0
  let at = 0
  while (at < text.length) {
    const end = endOfLong(text, at, units[length - 1] ?? 0)
    if (end > at) {
      at = end
      continue
    }
    units[length] = fold[text.charCodeAt(at)] ?? 0
    length += 1
    at += 1
  }
  return decoder.decode(units.subarray(0, length))
}

/** Gives a name in the form in which names are compared: width and case alone. */
export const caseless = (text: string): string => text.normalize('NFKC').toLowerCase()

/** Gives the form in which texts and queries are compared. Lone surrogates become U+FFFD; the length may change. */
export function normalize(text: string): string {
  let plain = text.toWellFormed().normalize('NFKC').toLowerCase()
  if (!BEYOND_ASCII.test(plain)) return plain
  plain = plain.replaceAll(DOUBLES, (letter) => DOUBLE[letter] ?? letter)
  if (RARE.test(plain)) plain = plain.replaceAll(LATIN_MARKS, '')
  if (ASTRAL.test(plain)) {
    plain = plain.replaceAll(ASTRAL_KANJI, (kanji) => TODAYS_KANJI.get(kanji) ?? kanji)
  }
  return folded(plain)
}
