/** What a text is about: pairs of kanji, katakana words, words that are no little words. Pure. */
import { indexTokens } from '../text/tokens.ts'

const LITTLE_WORDS = new Set(
  (
    'a an the and or but nor so yet if then than as at by for from in into of off on onto out over per to up with within ' +
    'without about above across after against along among around before behind below beneath beside between beyond despite ' +
    'down during except like near since through throughout toward towards under until upon via is am are was were be been ' +
    'being have has had having do does did doing will would shall should can could may might must i you he she it we they ' +
    'me him her us them my your his its our their this that these those who whom whose which what when where why how there ' +
    'here not no also just only very more most much many some any each every all both other another such own same too ' +
    'said say says according because million billion trillion thousand percent dollar euro yen pound s t re ve ll d'
  ).split(' '),
)
const KANJI = /[\p{Script=Han}々]{2,}/gu
const KATAKANA = /[\p{Script=Katakana}ー]{2,}/gu
const SPACED =
  /(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々])[\p{L}\p{N}\p{M}])+/gu

/** Gives the content words of a text, in one form for all their spellings. */
export function contentWords(text: string): Set<string> {
  const plain = text.toWellFormed().normalize('NFKC')
  const pairs = [...plain.matchAll(KANJI)].flatMap(([run]) => pairsOf(run))
  const katakana = [...plain.matchAll(KATAKANA)].map(([run]) => run.replace(/ー$/, ''))
  const words = [...plain.matchAll(SPACED)]
    .flatMap(([word]) => indexTokens(word))
    // Numbers are held against the source one by one.
    .filter((word) => !LITTLE_WORDS.has(word) && !/^\d/.test(word))
  return new Set([...pairs, ...katakana, ...words])
}

const pairsOf = (run: string): string[] => {
  const characters = [...run]
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}

/** Words of one stem that begin alike: announce, announced, announcement. */
const STEM = 5

const hasStem = (words: ReadonlySet<string>, word: string) =>
  /^[a-z]{5,}$/.test(word) && [...words].some((one) => one.startsWith(word.slice(0, STEM)))

/** Gives which part of a text's content words stand in its evidence, 0 for a text without any. */
export function shareIn(evidence: ReadonlySet<string>, text: string): number {
  const words = [...contentWords(text)]
  if (words.length === 0) return 0
  const held = words.filter((word) => evidence.has(word) || hasStem(evidence, word))
  return held.length / words.length
}

/** Gives how much two texts say the same: what they share, by the smaller of the two. */
export function overlapOf(a: string, b: string): number {
  const [one, other] = [contentWords(a), contentWords(b)]
  const smaller = Math.min(one.size, other.size)
  return smaller === 0 ? 0 : [...one].filter((word) => other.has(word)).length / smaller
}
