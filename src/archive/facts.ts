/** A text as far as its meaning goes: how it is written (width, blanks, marks, kana, numerals) is folded away. Pure. */
import { normalize } from '../text/normalize.ts'
import { indexTokens } from '../text/tokens.ts'

const KANJI_DIGITS = '〇一二三四五六七八九'
const KANJI_POWERS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }
const KANJI_NUMBER = /[〇一二三四五六七八九十百千]+/gu
const WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')
const WORD_NUMBER = new RegExp(`\\b(?:${WORDS.join('|')})\\b`, 'g')
const ADDRESS = /https?:\/\/\S+/gu
/** What is counted of an article itself, and how long ago it was: another number with every look at it. */
const TALLY = new RegExp(
  '(?:points?|comments?|views?|likes?|votes?|upvotes?|shares?|コメント|イイネ|ブックマーク|再生|閲覧)(?:数)?[\\s:#]{0,4}\\d[\\d,.]{0,15}' +
    '|\\d[\\d,.]{0,15}\\s?(?:件ノ)?(?:points?|comments?|views?|likes?|upvotes?|users?|コメント|イイネ|ブックマーク|再生|閲覧)' +
    '|\\d{1,4}\\s?(?:秒|分|時間|日)前|\\d{1,4}\\s(?:seconds?|minutes?|mins?|hours?|days?)\\s+ago',
  'gu',
)
/** A number, with its sign and what stands inside it: -5, 1.5, 10:30, 3-1. */
const NUMBER = /(?:(?<![\p{Script=Latin}\d])-)?\d+(?:[.:/-]\d+)*/gu
const KEPT = /[^\p{L}\p{N}]+/gu

const kanjiValue = (text: string): string => {
  if (!/[十百千]/.test(text)) {
    return [...text].map((sign) => String(KANJI_DIGITS.indexOf(sign))).join('')
  }
  let value = 0
  let digit: number | null = null
  for (const sign of text) {
    const power = KANJI_POWERS[sign]
    if (power === undefined) digit = KANJI_DIGITS.indexOf(sign)
    else {
      value += (digit ?? 1) * power
      digit = null
    }
  }
  return String(value + (digit ?? 0))
}

/** Gives a text in one spelling, without addresses and tallies; marks are still there. */
function plainOf(text: string): string {
  return normalize(text.replaceAll(ADDRESS, ' '))
    .replaceAll(/[‐-―−－]/gu, '-')
    .replaceAll(KANJI_NUMBER, kanjiValue)
    .replaceAll(WORD_NUMBER, (word) => String(WORDS.indexOf(word)))
    .replaceAll(/(?<=\d),(?=\d{3})/g, '')
    .replaceAll(TALLY, ' ')
}

/** A number without zeros before it, and without what only frames it. */
const numbersIn = (plain: string): string[] =>
  [...plain.matchAll(NUMBER)].map(([number]) => number.replaceAll(/(?<![\d.])0+(?=\d)/g, ''))

/** Gives letters and numbers alone, numbers between marks of their own, so that 5 is not found in 15. */
const flatOf = (plain: string): string =>
  plain
    .split(NUMBER_PARTS)
    .map((part, index) =>
      index % 2 === 1
        ? `⟨${part.replaceAll(/(?<![\d.])0+(?=\d)/g, '')}⟩`
        : part.replaceAll(KEPT, ''),
    )
    .join('')
const NUMBER_PARTS = /((?:(?<![\p{Script=Latin}\d])-)?\d+(?:[.:/-]\d+)*)/u

const NEGATIONS = new RegExp(
  "\\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|den(?:y|ies|ied))\\b|n['’]?t\\b" +
    '|ナイ|ナカッ|ナク|マセン|ズ(?=[、ニ。]|$)|否定|見送|中止|不(?=可|在|起訴|成立|採用|参加|適合|明)|無(?=罪|効|断|関係)|非(?=公開|公式|合法)|未(?=定|遂|確認|払)',
  'gu',
)

const LONG_KATAKANA = /[\p{Script=Katakana}ー]{3,}/gu

export type Facts = {
  /** Letters and numbers alone, in one spelling. */
  flat: string
  /** The same with every number alike. */
  masked: string
  numbers: readonly string[]
  negations: number
  /** Words and pairs of characters, every number and every name in katakana alike: most of a short sentence may be one. */
  tokens: ReadonlySet<string>
}

/** Gives what a sentence says. */
export function factsOf(text: string): Facts {
  const plain = plainOf(text)
  const flat = flatOf(plain)
  return {
    flat,
    masked: flat.replaceAll(/⟨[^⟩]*⟩/gu, '0'),
    numbers: numbersIn(plain),
    negations: plain.match(NEGATIONS)?.length ?? 0,
    tokens: new Set(
      indexTokens(plainOf(text.replaceAll(LONG_KATAKANA, 'カ')).replaceAll(NUMBER, '0')),
    ),
  }
}

/** Gives a text as `flat` of a sentence is looked for in it. */
export const flatText = (text: string): string => flatOf(plainOf(text))

/** Gives how alike two sentences are, 0 to 1, whatever their numbers. */
export function alikeness(a: Facts, b: Facts): number {
  if (a.masked === b.masked) return 1
  let shared = 0
  for (const token of a.tokens) if (b.tokens.has(token)) shared += 1
  const sum = a.tokens.size + b.tokens.size
  return sum === 0 ? 0 : (2 * shared) / sum
}

/** Gives what of the one list is not in the other, each as often as it is there. */
export function missingFrom<T>(list: readonly T[], other: readonly T[]): T[] {
  const left = new Map<T, number>()
  for (const one of other) left.set(one, (left.get(one) ?? 0) + 1)
  return list.filter((one) => {
    const count = left.get(one) ?? 0
    left.set(one, count - 1)
    return count <= 0
  })
}
