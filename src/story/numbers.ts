/**
 * The numbers of a sentence, taken out of it: each leaves a mark `⟦3⟧` behind, so that what stands around it can be read
 * without regard to how it is written. Pure.
 */
import type { SaidNumber } from '../model/difference.ts'
import { bareNumber, jaValue, POWERS } from './figures.ts'

export type Numeral = SaidNumber & {
  /** What it counts, as written right behind it: 人, 戸, `%`, `$`, or nothing. */
  unit: string
}

export type Marked = { text: string; numerals: readonly Numeral[] }

const MARKS = /[⟦⟧]/g

const JA_DIGITS = '〇一二三四五六七八九'
const JA_UNITS =
  '人分|人|名|世帯|戸|軒|棟|件|便|円|ドル|ユーロ|ポンド|%|ヘクタール|平方キロメートル|平方キロ'
const JA = new RegExp(
  `(少なくとも|約|およそ|おおむね|推計|最大で?|計|合わせて|延べ)?\\s?(?<![\\d.,第数])(?:(\\d[\\d,]*(?:\\.\\d+)?)((?:[兆億万千]\\d[\\d,]*(?:\\.\\d+)?)*)([兆億万千]{0,2})|(?<![〇一-九十百千万億兆第数])([一二三四五六七八九十百]+)(?=[人名棟戸軒件便]))(${JA_UNITS})?(?!\\s?(?:人?目|組|部屋|乗り|暮らし|家族|きょうだい|に1人|っ子|制|前後?の|[〜~]|-\\d|歳|代|連続|ぶり))(以上|超|を超え|を上回|余り|余|あまり|ほど|程度|前後|近く|未満|以下)?`,
  'gu',
)
const JA_BOUNDS: readonly [RegExp, SaidNumber['bound']][] = [
  [/少なくとも|以上|超|上回/, 'least'],
  [/最大|未満|以下/, 'most'],
  [/約|およそ|おおむね|推計|余|あまり|ほど|程度|前後|近く/, 'about'],
]

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const WORD = `(?:${TENS.join('|')})(?:[- ](?:${SMALL.slice(1, 10).join('|')}))?|${SMALL.slice(1)
  .toReversed()
  .join('|')}`
const EN = new RegExp(
  `(?:\\b(at least|a minimum of|no fewer than|more than|over|as many as|up to|fewer than|less than|under|about|around|some|roughly|nearly|almost|approximately|close to|an estimated)\\s+)?(US\\$|[A-Z]{1,2}\\$|[$€£¥])?(?<![\\d.,/:-])(?:(\\d[\\d,]*(?:\\.\\d+)?)|\\b(${WORD})\\b)(?:[ -]?(million|billion|trillion|thousand|bn|m|tn|k)\\b)?(?:\\s?(%|percent|per cent)(?!age))?(?:\\s(euros|dollars|pounds|yen)\\b)?`,
  'giu',
)
const EN_BOUNDS: readonly [RegExp, SaidNumber['bound']][] = [
  [/least|minimum|no fewer|more than|over/i, 'least'],
  [/as many|up to|fewer|less|under/i, 'most'],
  [/./, 'about'],
]
/** Ages, dates, ranks, times, ranges: no amounts. */
const NO_AMOUNT_BEHIND =
  /^(?:[-\s]years?[-\s]old|-(?:year|day|hour|minute|storey|story|metre|meter|mile)|(?:st|nd|rd|th)\b|[:/]\d|\.\d|\s?[-–]\s?\d|\s(?:to|or)\s\d|\s(?:times|years?|days?|hours?|minutes?|seconds?|weeks?|months?|degrees?|met(?:re|er)s?|kilomet(?:re|er)s?|km|miles?|feet|foot|inch(?:es)?|tons?|tonnes?|points?|goals?|runs?|rounds?)\b|\s(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b|\spercentage)/u
const NO_AMOUNT_AHEAD =
  /(?:\b(?:No\.|aged?|Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|between|number)\s|\d\s?(?:[-–]|to|or)\s?|[A-Za-z]-)$/u
const CURRENCIES: Record<string, string> = {
  US$: '$',
  euros: '€',
  dollars: '$',
  pounds: '£',
  yen: '¥',
}

const boundOf = (words: string, bounds: typeof JA_BOUNDS): SaidNumber['bound'] =>
  words === '' ? 'exact' : (bounds.find(([pattern]) => pattern.test(words))?.[1] ?? 'exact')

function kanjiValue(text: string): number {
  let value = 0
  let digit = 0
  for (const sign of text) {
    const power = sign === '十' ? 10 : sign === '百' ? 100 : 0
    if (power === 0) digit = JA_DIGITS.indexOf(sign)
    else {
      value += Math.max(1, digit) * power
      digit = 0
    }
  }
  return value + digit
}

function wordValue(text: string): number {
  const [head = '', tail = ''] = text.toLowerCase().split(/[- ]/)
  const tens = TENS.indexOf(head)
  return tens < 0 ? SMALL.indexOf(head) : (tens + 2) * 10 + Math.max(0, SMALL.indexOf(tail))
}

function jaNumeral(match: RegExpExecArray): Numeral {
  const [, before = '', head, middle = '', last = '', kanji = '', unit = '', after = ''] = match
  const value = head === undefined ? kanjiValue(kanji) : jaValue(head, middle, last)
  return { value, unit, bound: boundOf(before + after, JA_BOUNDS) }
}

function enNumeral(match: RegExpExecArray): Numeral | null {
  const [whole, about = '', money = '', digits, word = '', power = '', percent = '', named = ''] =
    match
  const behind = match.input.slice(match.index + whole.length)
  if (NO_AMOUNT_BEHIND.test(behind)) return null
  if (NO_AMOUNT_AHEAD.test(match.input.slice(Math.max(0, match.index - 14), match.index)))
    return null
  // 5m of water.
  if (/^[mk]$/i.test(power) && money === '') return null
  const base = digits === undefined ? wordValue(word) : bareNumber(digits)
  const currency = named === '' ? money : named.toLowerCase()
  return {
    value: base * (power === 'k' ? 1e3 : (POWERS[power.toLowerCase()] ?? 1)),
    unit: percent === '' ? (CURRENCIES[currency] ?? currency) : '%',
    bound: boundOf(about, EN_BOUNDS),
  }
}

/** Gives a sentence (in NFKC) with its numbers taken out. */
export function markedNumbers(sentence: string, script: 'ja' | 'other'): Marked {
  const plain = sentence.replaceAll(MARKS, ' ')
  const pattern = script === 'ja' ? JA : EN
  const numerals: Numeral[] = []
  let text = ''
  let end = 0
  for (const match of plain.matchAll(pattern)) {
    const numeral = script === 'ja' ? jaNumeral(match) : enNumeral(match)
    if (numeral === null || !Number.isFinite(numeral.value)) continue
    text += `${plain.slice(end, match.index)}⟦${numerals.length}⟧`
    end = match.index + match[0].length
    numerals.push(numeral)
  }
  return { text: text + plain.slice(end), numerals }
}
