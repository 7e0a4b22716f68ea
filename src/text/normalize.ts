/** One form for all spellings of a word: width, case, diacritics, kana, older kanji, the long-vowel mark at a word's end. */
import { withTodaysKanji } from './old-kanji.ts'

const LATIN_WITH_MARK = /[\u00c0-\u024f\u1e00-\u1eff]/g
const LETTERS: Record<string, string> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}
const HIRAGANA = /[\u3041-\u3096\u309d\u309e]/g
const TO_KATAKANA = 0x60
/** ー where the katakana word ends: サーバー and サーバ are one word, in サーバー管理 too. */
const TRAILING_LONG = /(?<=[\u30a1-\u30fa])ー+(?![\u30a1-\u30faー])/g

/** Gives the form in which texts and queries are compared. Lone surrogates become U+FFFD; the length may change. */
export function normalize(text: string): string {
  return withTodaysKanji(text.toWellFormed().normalize('NFKC'))
    .toLowerCase()
    .replaceAll(
      LATIN_WITH_MARK,
      (letter) => LETTERS[letter] ?? letter.normalize('NFD')[0] ?? letter,
    )
    .replaceAll(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .replaceAll(HIRAGANA, (kana) => String.fromCharCode(kana.charCodeAt(0) + TO_KATAKANA))
    .replaceAll(TRAILING_LONG, '')
}
