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

/** What lies beyond 16 bits, and a first look at what does not. */
const beyond = new Map<number, number>()

function kindOf(letter: string): number {
  if (IS_UNSPACED.test(letter)) return OF_RUN
  if (/\p{M}/u.test(letter)) return MARK
  return /[\p{L}\p{N}]/u.test(letter) ? OF_WORD : NOTHING
}

function kindOfPair(code: number): number {
  const known = beyond.get(code) ?? kindOf(String.fromCodePoint(code))
  // Most are emoji; nobody fills the memory with them.
  if (beyond.size < 5_000) beyond.set(code, known)
  return known
}

const isPair = (code: number) => code >= 0xd800 && code <= 0xdbff

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  const known = kinds[code] ?? UNKNOWN
  if (known !== UNKNOWN) return known
  if (isPair(code)) return kindOfPair(text.codePointAt(at) ?? code)
  const kind = kindOf(text.charAt(at))
  kinds[code] = kind
  return kind
}

/** What only the expression above tells apart: C++ and dotted acronyms. */
const NEEDS_EXPRESSION = /[cf](?:\+\+|#)|[a-z]\.[a-z]\./

const step = (text: string, at: number) => (isPair(text.charCodeAt(at)) ? 2 : 1)

/** Gives the end of a run or word that begins here. */
function endOf(text: string, from: number, own: number): number {
  let at = from
  do at += step(text, at)
  while (at < text.length && isOf(kindAt(text, at), own))
  return at
}

const isOf = (kind: number, own: number) => kind === own || kind === MARK

/** As the expression, some times faster. */
function runsIn(text: string): Run[] {
  const runs: Run[] = []
  let at = 0
  while (at < text.length) {
    const kind = kindAt(text, at)
    if (kind === NOTHING) {
      at += step(text, at)
      continue
    }
    const end = endOf(text, at, kind === OF_RUN ? OF_RUN : OF_WORD)
    const own = text.slice(at, end)
    runs.push(
      kind === OF_RUN ? { unspaced: true, text: own } : { unspaced: false, text: stem(cut(own)) },
    )
    at = end
  }
  return runs
}

const cut = (word: string) =>
  word.length <= LONGEST_WORD ? word : [...word].slice(0, LONGEST_WORD).join('')

function runsOf(text: string): Run[] {
  const plain = normalize(text).replaceAll(/['’](?=s\b)/g, ' ')
  if (!NEEDS_EXPRESSION.test(plain)) return runsIn(plain)
  return [...plain.matchAll(RUNS)].map(({ groups }) =>
    groups?.['unspaced'] === undefined
      ? { unspaced: false, text: wordOf(groups) }
      : { unspaced: true, text: groups['unspaced'] },
  )
}

function wordOf(groups: Record<string, string | undefined> | undefined): string {
  const sign = groups?.['sign']
  if (sign !== undefined) return sign.replaceAll('+', 'plus').replaceAll('#', 'sharp')
  const word = groups?.['dotted']?.replaceAll('.', '') ?? groups?.['word'] ?? ''
  return stem(cut(word))
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
  return runsOf(text).map((run) => {
    const characters = [...run.text]
    if (!run.unspaced) return { tokens: [run.text], prefix: false }
    return characters.length === 1
      ? { tokens: characters, prefix: true }
      : { tokens: bigramsOf(characters), prefix: false }
  })
}
