/**
 * Search tokens, the same for every engine: bigrams of characters where words are written without spaces, whole words
 * elsewhere. The index form and the query form differ: see each.
 */
import { normalize } from './normalize.ts'

/** Runs of scripts that are written without spaces, or with particles grown onto words (Hangul). */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー々〆〇ヶ\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}'
/** C++, C#, dotted acronyms, runs without spaces, words; in this order. */
const RUNS = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<sign>[cf](?:\\+\\+|#))(?![\\p{L}\\p{N}])` +
    `|(?<![\\p{L}\\p{N}])(?<dotted>(?:[a-z]\\.){2,}[a-z]?)(?![\\p{L}\\p{N}])` +
    `|(?<unspaced>[${UNSPACED}][${UNSPACED}\\p{M}]*)` +
    `|(?<word>(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+)`,
  'gu',
)
/** PostgreSQL's lexemes and sanity: a word that is longer is cut, in both forms alike. */
const LONGEST_WORD = 64

type Run = { unspaced: boolean; text: string }

function* runsOf(text: string): Generator<Run> {
  for (const { groups } of normalize(text)
    .replaceAll(/['’](?=s\b)/g, ' ')
    .matchAll(RUNS)) {
    if (groups?.['unspaced'] !== undefined) yield { unspaced: true, text: groups['unspaced'] }
    else yield { unspaced: false, text: wordOf(groups) }
  }
}

function wordOf(groups: Record<string, string | undefined> | undefined): string {
  const sign = groups?.['sign']
  if (sign !== undefined) return sign.replaceAll('+', 'plus').replaceAll('#', 'sharp')
  const word = groups?.['dotted']?.replaceAll('.', '') ?? groups?.['word'] ?? ''
  return stem([...word].slice(0, LONGEST_WORD).join(''))
}

/** Words that end in s and are no plurals. */
const NO_PLURAL = new Set([
  'news',
  'does',
  'series',
  'species',
  'gas',
  'bus',
  'plus',
  'yes',
  'always',
  'perhaps',
])

/** Takes a plural's ending away (Harman's S-stemmer): sanctions → sanction, countries → country. */
function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+s$/.test(word) || NO_PLURAL.has(word)) return word
  if (word.endsWith('ies')) return /[ae]ies$/.test(word) ? word : `${word.slice(0, -3)}y`
  if (word.endsWith('es')) return /[aeo]es$/.test(word) ? word : word.slice(0, -1)
  return /(?:us|ss|is)$/.test(word) ? word : word.slice(0, -1)
}

const bigramsOf = (characters: readonly string[]) =>
  characters.slice(1).map((character, index) => `${characters[index]}${character}`)

/**
 * Gives the tokens of a text in order, as they go into an index: for a run of 東京都 its bigrams 東京 京都 and its last
 * character alone, so that every character begins a token and is found by prefix.
 */
export function indexTokens(text: string): string[] {
  const tokens: string[] = []
  for (const run of runsOf(text)) {
    if (!run.unspaced) {
      tokens.push(run.text)
      continue
    }
    const characters = [...run.text]
    tokens.push(...bigramsOf(characters), characters.at(-1) ?? '')
  }
  return tokens
}

/** A part of a query: tokens that must stand side by side; with `prefix` the last one may go on. */
export type QueryTerm = { tokens: string[]; prefix: boolean }

/**
 * Gives a query's parts, all of which must be found. A run has its bigrams without the last character alone (else 東京都
 * would miss 東京都知事); one character is looked for as a beginning.
 */
export function queryTerms(text: string): QueryTerm[] {
  return [...runsOf(text)].map((run) => {
    const characters = [...run.text]
    if (!run.unspaced) return { tokens: [run.text], prefix: false }
    return characters.length === 1
      ? { tokens: characters, prefix: true }
      : { tokens: bigramsOf(characters), prefix: false }
  })
}
