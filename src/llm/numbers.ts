/** The numbers of a text, whatever they are written in: 1,200,000 = 120万 = 百二十万 = 1.2 million. Pure. */

/** What a number counts: percent of something, something else, or nothing that stands beside it (the first of 35–40 %). */
export type NumberKind = 'percent' | 'bare' | 'other'
/** `readings`: 5m is five metres or five million. */
export type FoundNumber = { readings: string[]; kind: NumberKind }

const DIGITS: Record<string, number> = Object.fromEntries(
  [...'〇一二三四五六七八九'].map((digit, value) => [digit, value]),
)
const TENS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }
const MYRIADS: Record<string, number> = { 万: 1e4, 億: 1e8, 兆: 1e12 }
const SCALES: Record<string, number> = {
  thousand: 1e3,
  million: 1e6,
  mn: 1e6,
  billion: 1e9,
  bn: 1e9,
  trillion: 1e12,
  tn: 1e12,
}
/** Short forms that are units of measure too. */
const LOOSE_SCALES: Record<string, number> = { k: 1e3, m: 1e6, b: 1e9 }

const SMALL = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
  'eighteen nineteen'
).split(' ')
const DECADES = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const WORDS: Record<string, number> = {
  ...Object.fromEntries(SMALL.map((word, value) => [word, value])),
  ...Object.fromEntries(DECADES.map((word, index) => [word, 20 + 10 * index])),
  dozen: 12,
}
const ORDINALS: Record<string, number> = Object.fromEntries(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'
    .split(' ')
    .map((word, index) => [word, index + 1]),
)

const FIGURE = '\\d{1,3}(?:,\\d{3})+(?!\\d)(?:\\.\\d+)?|\\d+(?:\\.\\d+)?'
const ONE = `(?:${FIGURE}|[〇一二三四五六七八九])`
const WORD = [...Object.keys(WORDS), 'hundred', 'thousand', 'million', 'billion', 'trillion']
  .sort((a, b) => b.length - a.length)
  .join('|')
const NUMERAL = new RegExp(
  `(?<wari>${ONE})割(?:(?<part>[1-9一二三四五六七八九])分)?` +
    `|(?<japanese>${ONE}?[十百千万億兆](?:${ONE}?[十百千万億兆])*${ONE}?)` +
    `|(?<figure>${FIGURE})(?:[\\s-]?(?<scale>${Object.keys(SCALES).join('|')})\\b)?` +
    '|(?<kanji>[〇一二三四五六七八九]+)' +
    `|\\b(?<word>(?:${WORD})(?:(?:[- ]|,? and )(?:${WORD}))*)\\b` +
    `|\\b(?<ordinal>${Object.keys(ORDINALS).join('|')})\\b`,
  'g',
)
const PERCENT = /^\s?(?:%|percent|per cent|パーセント)/
/** What joins a number to one that bears the unit of both. */
const JOINS = /^\s?(?:[-–—~〜,、・/]|から|to\b|and\b|or\b)/
const LOOSE = /^\s?([kmb])\b/
/** Things that kanji numerals count; without one, 一 and 千 are parts of words (一部, 千葉). */
const COUNTED =
  /^(?:人|年|月|日|円|件|種|曲|勝|敗|問|軒|期|周|段|組|班|隻|機|便|通|杯|条|項|巻|話|試合|大会|都市|団体|カ所|か所|ヶ所|箇所|カ月|か月|ヶ月|歳|才|時|分(?!野|析|類|離|な|に)|位|回|名|社|校|台|本(?!人|社|部|格)|冊|度|割|倍|階|番|号|票|点|週|秒|世紀|ドル|ユーロ|トン|メートル|キロ|パーセント|%|戸|棟|頭|匹|羽|枚|着|両|ページ|個|つ)/

/** One form for every spelling of a figure: width, case, signs between thousands. */
export const plainFigures = (text: string): string =>
  text.toWellFormed().normalize('NFKC').toLowerCase().replaceAll('零', '〇')

/** Sums of fractions and powers of ten leave dust at the far end. */
const canonical = (value: number): string => String(Number(value.toPrecision(12)))

type Match = { text: string; groups: Record<string, string | undefined>; rest: string }

function* numeralsOf(text: string): Generator<Match> {
  for (const match of text.matchAll(NUMERAL)) {
    const after = match.index + match[0].length
    yield { text: match[0], groups: match.groups ?? {}, rest: text.slice(after, after + 24) }
  }
}

/**
 * Gives all numbers that a text could be said to hold, kanji and words included: generous, for the side that a claim is
 * checked against.
 */
export const numbersOf = (text: string): FoundNumber[] =>
  [...numeralsOf(plainFigures(text))].flatMap(({ text: numeral, groups, rest }) =>
    // 一 is a part of many words (一部, 統一) and counts nothing there.
    numeral === '一' && !COUNTED.test(rest) ? [] : found(numeral, groups, rest),
  )

/** From this on a number in words is told, not a manner of speaking (one of them, the two sides). */
const TOLD = 3

/** Gives the numbers that a text states beyond doubt: what must be found in its source. */
export const statedNumbers = (text: string): FoundNumber[] =>
  [...numeralsOf(plainFigures(text))].flatMap(({ text: numeral, groups, rest }) =>
    isStated(numeral, groups, rest) ? found(numeral, groups, rest) : [],
  )

function isStated(numeral: string, groups: Match['groups'], rest: string): boolean {
  if (groups['ordinal'] !== undefined) return false
  if (groups['word'] !== undefined) return wordsValue(numeral) >= TOLD
  if (/\d/.test(numeral) || groups['wari'] !== undefined) return true
  return COUNTED.test(rest) && japaneseValue(numeral) >= TOLD
}

function found(numeral: string, groups: Match['groups'], rest: string): FoundNumber[] {
  const value = valueOfNumeral(numeral, groups)
  if (groups['wari'] !== undefined) return [{ readings: [canonical(value)], kind: 'percent' }]
  const loose = LOOSE_SCALES[LOOSE.exec(rest)?.[1] ?? '']
  const readings = [value, ...(loose === undefined ? [] : [value * loose])]
  return [{ readings: readings.map(canonical), kind: kindOf(rest) }]
}

function kindOf(rest: string): NumberKind {
  if (PERCENT.test(rest)) return 'percent'
  return JOINS.test(rest) || rest.trim() === '' ? 'bare' : 'other'
}

function valueOfNumeral(numeral: string, groups: Match['groups']): number {
  if (groups['ordinal'] !== undefined) return ORDINALS[numeral] ?? 0
  if (groups['word'] !== undefined) return wordsValue(numeral)
  if (groups['wari'] !== undefined) {
    return japaneseValue(groups['wari']) * 10 + japaneseValue(groups['part'] ?? '')
  }
  if (groups['figure'] !== undefined) {
    return japaneseValue(groups['figure']) * (SCALES[groups['scale'] ?? ''] ?? 1)
  }
  return japaneseValue(numeral)
}

const PART = new RegExp(`${FIGURE}|.`, 'g')

/** 1億2千万, 三十五, 二〇二六, 1,234.5 */
function japaneseValue(numeral: string): number {
  let total = 0
  let section = 0
  let current: number | null = null
  for (const [part] of numeral.matchAll(PART)) {
    if (part in TENS) {
      section += (current ?? 1) * (TENS[part] ?? 1)
      current = null
    } else if (part in MYRIADS) {
      total += (section + (current ?? 0) || 1) * (MYRIADS[part] ?? 1)
      section = 0
      current = null
    } else current = withDigits(current, part)
  }
  return total + section + (current ?? 0)
}

/** Kanji digits follow each other as figures do: 二〇二六. */
function withDigits(before: number | null, part: string): number {
  const digit = DIGITS[part]
  return digit === undefined ? Number(part.replaceAll(',', '')) : (before ?? 0) * 10 + digit
}

/** two hundred and fifty thousand */
function wordsValue(words: string): number {
  let total = 0
  let section = 0
  for (const word of words.split(/[^a-z]+/)) {
    if (word === 'hundred') section = (section || 1) * 100
    else if (SCALES[word] !== undefined) {
      total += (section || 1) * SCALES[word]
      section = 0
    } else if (word === 'dozen') section = (section || 1) * 12
    else section += WORDS[word] ?? 0
  }
  return total + section
}

/** Says whether a stated number is among those of its source: the same value, of percent where it is one. */
export const isKnownNumber = (stated: FoundNumber, source: readonly FoundNumber[]): boolean =>
  source.some(
    (one) =>
      (one.kind === stated.kind || one.kind === 'bare' || stated.kind === 'bare') &&
      one.readings.some((reading) => stated.readings.includes(reading)),
  )
