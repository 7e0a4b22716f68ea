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

const ASTRAL = /[\ud800-\udbff]/

type Run = { unspaced: boolean; text: string }

/** What a 16-bit unit is: nothing, of a run without spaces, of a word, a mark on either; or not looked up yet. */
const [NOTHING, OF_RUN, OF_WORD, MARK, UNKNOWN] = [0, 1, 2, 3, 4]
const kinds = new Uint8Array(0x10000).fill(UNKNOWN)
const IS_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u')

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  const known = kinds[code]
  if (known !== UNKNOWN && known !== undefined) return known
  const letter = text.charAt(at)
  let kind = NOTHING
  if (IS_UNSPACED.test(letter)) kind = OF_RUN
  else if (/\p{M}/u.test(letter)) kind = MARK
  else if (/[\p{L}\p{N}]/u.test(letter)) kind = OF_WORD
  kinds[code] = kind
  return kind
}

/** What only the expression above tells apart: C++, dotted acronyms, what lies beyond 16 bits. */
const NEEDS_EXPRESSION = /[cf](?:\+\+|#)|[a-z]\.[a-z]\.|[\ud800-\udfff]/

/** Gives the end of a run or word that begins here. */
function endOf(text: string, from: number, isRun: boolean): number {
  let at = from + 1
  for (; at < text.length; at += 1) {
    const kind = kindAt(text, at)
    if (kind !== MARK && kind !== (isRun ? OF_RUN : OF_WORD)) break
  }
  return at
}

/** As the expression, some times faster. */
function* runsIn(text: string): Generator<Run> {
  let at = 0
  while (at < text.length) {
    const kind = kindAt(text, at)
    if (kind === NOTHING) {
      at += 1
      continue
    }
    const end = endOf(text, at, kind === OF_RUN)
    const own = text.slice(at, end)
    yield kind === OF_RUN
      ? { unspaced: true, text: own }
      : { unspaced: false, text: stem(own.slice(0, LONGEST_WORD)) }
    at = end
  }
}

function* runsOf(text: string): Generator<Run> {
  const plain = normalize(text).replaceAll(/['’](?=s\b)/g, ' ')
  if (!NEEDS_EXPRESSION.test(plain)) {
    yield* runsIn(plain)
    return
  }
  for (const { groups } of plain.matchAll(RUNS)) {
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
    pushRun(tokens, run.text)
  }
  return tokens
}

/** Its bigrams, and the last character alone. */
function pushRun(tokens: string[], run: string): void {
  if (ASTRAL.test(run)) {
    const characters = [...run]
    tokens.push(...bigramsOf(characters), characters.at(-1) ?? '')
    return
  }
  for (let at = 0; at + 1 < run.length; at += 1) tokens.push(run.slice(at, at + 2))
  tokens.push(run.charAt(run.length - 1))
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
