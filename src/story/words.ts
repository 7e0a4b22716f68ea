/** The words of a telling, each with how much it says of what the story is about: names most, everyday words little. Pure. */
import { COMMON_KATAKANA, COMMON_NAMES, COMMON_PAIRS, COMMON_WORDS, STOP_WORDS } from './common.ts'
import { plain } from './spelling.ts'
import { COUNTRY_OF_SEAT, shortened, synonymsBy } from './synonyms.ts'

/** Weight by word. */
export type Words = ReadonlyMap<string, number>

const EVERYDAY = 0.2
const PLAIN = 1
const NAME = 2
const RARE_PAIR = 1
const SHORT_KATAKANA = 1
/** What a text does not say itself: the country of a seat of government, the initials of a long name. */
const ALIAS = 0.2

const RUNS =
  /(?<kata>[\u30a1-\u30faー]{2,})|(?<=^|[\s、。「『（(・])(?<hira>[\u3041-\u3096]{2,}(?=[\p{Script=Han}\u30a1-\u30fa]))|(?<han>[\p{Script=Han}々〆]+)|(?<word>[\p{Script=Latin}][\p{Script=Latin}\p{M}\p{N}'’]*(?:[-+#]*[\p{Script=Latin}\p{N}]+)*)/gu
/** After these a capital says nothing of the word. */
const SENTENCE_START = /(?:^|[.!?:;“”"'‘’()\n–—-])\s*$/u

/** People and adjectives of a country are the country. */
const COUNTRY_OF = new Map(
  (
    'american us british britain uk britain english england scottish scotland welsh wales irish ireland french france german germany ' +
    'italian italy spanish spain dutch netherlands danish denmark norwegian norway swedish sweden finnish finland polish poland ' +
    'czech czechia slovak slovakia hungarian hungary austrian austria swiss switzerland greek greece turkish turkey russian russia ' +
    'ukrainian ukraine serbian serbia romanian romania bulgarian bulgaria portuguese portugal belgian belgium chinese china ' +
    'japanese japan korean korea indian india pakistani pakistan indonesian indonesia philippine philippines thai thailand ' +
    'vietnamese vietnam malaysian malaysia taiwanese taiwan australian australia canadian canada mexican mexico brazilian brazil ' +
    'argentine argentina chilean chile peruvian peru colombian colombia venezuelan venezuela egyptian egypt israeli israel ' +
    'iranian iran iraqi iraq syrian syria saudi saudi nigerian nigeria kenyan kenya ethiopian ethiopia sudanese sudan congolese congo'
  )
    .split(' ')
    .flatMap((word, index, all) =>
      index % 2 === 0 ? [[word, all[index + 1] ?? word] as const] : [],
    ),
)

const STEMMED_COMMON = new Set([...COMMON_WORDS].map(plain))
const STEMMED_STOPS = new Set([...STOP_WORDS].map(plain))
const STEMMED_NAMES = new Set([...COMMON_NAMES].map(plain))
const SYNONYMS = synonymsBy(plain)

function put(words: Map<string, number>, word: string, weight: number): void {
  if (weight > (words.get(word) ?? 0)) words.set(word, weight)
}

function putHan(words: Map<string, number>, run: string): void {
  const characters = [...run]
  for (let index = 0; index + 1 < characters.length; index += 1) {
    const pair = `${characters[index]}${characters[index + 1]}`
    put(words, pair, COMMON_PAIRS.has(pair) ? EVERYDAY : RARE_PAIR)
  }
}

/** A run in front of a word is a name (ひよこ食品), or one of these. */
const NO_NAMES =
  /^(?:この|その|あの|また|さらに|なお|これまで|これ|それ|ほか|など|から|まで|より|について|による|として|とともに|いずれも|すでに|まだ|もう|およそ|ほぼ|すべて|ともに|きょう|あす|きのう)/u
function putHiragana(words: Map<string, number>, run: string): void {
  if (!NO_NAMES.test(run)) put(words, run, PLAIN)
}

function putKatakana(words: Map<string, number>, run: string): void {
  const word = run.replace(/ー+$/u, '')
  if (word.length < 2) return
  put(words, word, COMMON_KATAKANA.has(run) ? EVERYDAY : word.length > 2 ? NAME : SHORT_KATAKANA)
}

function putLatin(
  words: Map<string, number>,
  word: string,
  { before, titleCase }: { before: string; titleCase: boolean },
) {
  const country = COUNTRY_OF.get(word.toLowerCase().replace(/['’]s?$/u, ''))
  if (country !== undefined) return put(words, plain(country), PLAIN)
  const stem = plain(word)
  if (STEMMED_STOPS.has(stem) || stem.length < 2) return
  const seat = COUNTRY_OF_SEAT.get(word.toLowerCase())
  if (seat !== undefined) put(words, plain(seat), ALIAS)
  const base = SYNONYMS.get(stem) ?? stem
  if (STEMMED_COMMON.has(stem)) return put(words, base, EVERYDAY)
  const isNamed =
    /\p{N}/u.test(word) || (/^\p{Lu}/u.test(word) && !titleCase && !SENTENCE_START.test(before))
  put(words, base, isNamed && !STEMMED_NAMES.has(stem) ? NAME : PLAIN)
}

const LONG_NAME = /\p{Lu}\p{Ll}+(?:(?: (?:of|for|and|the|on))* \p{Lu}\p{Ll}+){2,5}/gu

/** European Medicines Agency is the EMA to others. */
function putInitials(words: Map<string, number>, text: string): void {
  for (const [name] of text.matchAll(LONG_NAME)) {
    put(words, (name.match(/\p{Lu}/gu) ?? []).join('').toLowerCase(), ALIAS)
  }
}

/** Most words begin with a capital: the writer's habit, not names. */
function isTitleCase(text: string): boolean {
  const words = text.match(/\p{Script=Latin}{4,}/gu) ?? []
  return (
    words.length > 2 && words.filter((word) => /^\p{Lu}/u.test(word)).length > words.length * 0.6
  )
}

/** Gives the words of a text (in NFKC). */
export function wordsOf(given: string): Map<string, number> {
  const words = new Map<string, number>()
  const text = shortened(given)
  const titleCase = isTitleCase(text)
  if (!titleCase) putInitials(words, text)
  for (const match of text.matchAll(RUNS)) {
    const { kata, hira, han, word } = match.groups ?? {}
    if (han !== undefined) putHan(words, han)
    else if (kata !== undefined) putKatakana(words, kata)
    else if (hira !== undefined) putHiragana(words, hira)
    else if (word !== undefined) {
      putLatin(words, word, {
        before: text.slice(Math.max(0, match.index - 3), match.index),
        titleCase,
      })
    }
  }
  return words
}

/** Gives the sum of weights. */
export function weightOf(words: Words): number {
  let sum = 0
  for (const weight of words.values()) sum += weight
  return sum
}

/** Gives the weight of what two texts share: each word as the one weighs it that weighs it more. */
export function sharedWeight(a: Words, b: Words): number {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a]
  let sum = 0
  for (const [word, weight] of few) {
    const other = many.get(word)
    if (other !== undefined) sum += Math.max(weight, other)
  }
  return sum
}

/** Gives the weight of the shared words that are no everyday ones. */
export function rareShared(a: Words, b: Words): number {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a]
  let sum = 0
  for (const [word, weight] of few) {
    const most = Math.max(weight, many.get(word) ?? 0)
    if (many.has(word) && most >= PLAIN) sum += most
  }
  return sum
}

/** Gives which part of a text's weight is found in another, 0 to 1. */
export function coverage(of: Words, inside: Words): number {
  const whole = weightOf(of)
  if (whole === 0) return 0
  let sum = 0
  for (const [word, weight] of of) if (inside.has(word)) sum += weight
  return sum / whole
}
