/**
 * The words of a text that carry its content: bigrams of kanji, runs of katakana, words and numbers without stop words.
 * Hiragana, which is grammar for the most part, is left out. Search has tokens of its own.
 */
import { stopWordsOf } from './stop-words.ts'

const WORD = '[0-9a-z\\u00c0-\\u024f\\u0370-\\u0e7f\\u1e00-\\u1eff]'
const RUNS = new RegExp(
  `[\\u3400-\\u9fff\\uf900-\\ufaff々〆〇]+|[ァ-ヺー]+|[가-힣]+|${WORD}(?:${WORD}|['’.](?=${WORD})|,(?=\\d))*`,
  'g',
)
const FIRST_UNSPACED = 0x3000

/** Gives the form that `contentWords` reads; a long text is folded once and split afterwards. */
export const foldWords = (text: string): string => text.normalize('NFKC').toLowerCase()

/** Gives the content words of a folded text in order, repeated ones too. */
export function contentWords(folded: string, lang: string): string[] {
  const runs = folded.match(RUNS)
  if (runs === null) return []
  const stop = stopWordsOf(lang)
  const words: string[] = []
  for (const run of runs) {
    if (run.charCodeAt(0) >= FIRST_UNSPACED) addUnspaced(words, run)
    else addWord(words, run, stop)
  }
  return words
}

/** Katakana is one word; of kanji and hangul, pairs are compared, since nothing shows where words end. */
function addUnspaced(words: string[], run: string): void {
  const code = run.charCodeAt(0)
  if (code < 0x3400) {
    if (run.length > 1) words.push(run)
    return
  }
  for (let at = 0; at + 1 < run.length; at += 1) words.push(run.slice(at, at + 2))
}

function addWord(words: string[], run: string, stop: ReadonlySet<string>): void {
  if (stop.has(run)) return
  const word = run.replace(/['’]s?$|['’]s$/, '')
  const bare = word.length > 1 ? word : ''
  if (bare === '' && !/\d/.test(word)) return
  if (!stop.has(word)) words.push(singular(word))
}

/** `flats` and `flat` are one word; what ends in ss, us or is stays. */
const singular = (word: string): string =>
  word.length > 3 && word.endsWith('s') && !/(?:ss|us|is|\d)s?$/.test(word.slice(-3))
    ? word.slice(0, -1)
    : word
