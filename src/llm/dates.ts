/** The dates of a text, in Japanese and English, with as much of year, month and day as it gives. Pure. */
import { plainFigures } from './numbers.ts'

export type FoundDate = {
  year: number | null
  /** 1–12 */
  month: number | null
  day: number | null
}

export type DatesOf = {
  dates: FoundDate[]
  /** 0 is Monday. */
  weekdays: number[]
  /** The text with a blank for each date: what numbers are left counts something else. */
  rest: string
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const MONTH =
  '(?:jan(?:uary|\\.)?|feb(?:ruary|\\.)?|mar(?:ch|\\.)?|apr(?:il|\\.)?|may|june?\\.?|july?\\.?|aug(?:ust|\\.)?|sept?(?:ember|\\.)?|oct(?:ober|\\.)?|nov(?:ember|\\.)?|dec(?:ember|\\.)?)'
/** Years before the common era's first of each. */
const ERAS: Record<string, number> = { 令和: 2018, 平成: 1988, 昭和: 1925, 大正: 1911, 明治: 1867 }
const JAPANESE_DAYS = '月火水木金土日'
const ENGLISH_DAYS = 'mon tue wed thu fri sat sun'.split(' ')

const ERA = new RegExp(`(${Object.keys(ERAS).join('|')})(\\d{1,2}|元)年`, 'g')
const KANJI_DAY = /[〇一二三四五六七八九十]{1,4}(?=[年月日](?!間))/g
const DATE = new RegExp(
  '(?:(?<y1>\\d{4})年\\s?)?(?<m1>\\d{1,2})月(?:\\s?(?<d1>\\d{1,2})日(?!間|連続))?' +
    '|(?<![\\d.,])(?<d2>\\d{1,2})日(?!間|連続|目|後|前|以内|ほど|も|分)' +
    '|(?<!\\d)(?<y3>\\d{4})[-/.](?<m3>0?[1-9]|1[0-2])[-/.](?<d3>3[01]|[12]\\d|0?[1-9])(?!\\d)' +
    '|(?<![\\d/])(?<m4>0?[1-9]|1[0-2])/(?<d4>3[01]|[12]\\d|0?[1-9])(?![\\d/])' +
    `|\\b(?<m5>${MONTH})\\s(?<d5>\\d{1,2})(?:st|nd|rd|th)?(?!\\d|:)(?:,?\\s(?<y5>\\d{4}))?` +
    `|\\b(?<d6>\\d{1,2})(?:st|nd|rd|th)?\\s(?:of\\s)?(?<m6>${MONTH})\\b\\.?(?:,?\\s(?<y6>\\d{4}))?` +
    `|\\b(?<m7>${MONTH}),?\\s(?<y7>\\d{4})` +
    '|\\bon the (?<d8>\\d{1,2})(?:st|nd|rd|th)\\b',
  'g',
)
/** A month's name alone; may and march are words too. */
const MONTH_ALONE =
  /\b(?:in|of|by|since|until|from|last|next|this|late|early|mid-?)\s(january|february|march|april|may|june|july|august|september|october|november|december)\b|\b(january|february|april|june|july|august|september|october|november|december)\b/g
const WEEKDAY =
  /([月火水木金土日])曜|\(([月火水木金土日])\)|\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b/g

const JAPANESE_NUMERALS: Record<string, number> = Object.fromEntries(
  [...'〇一二三四五六七八九'].map((digit, value) => [digit, value]),
)

/** 二十五 → 25, 二〇二六 → 2026 */
function arabic(kanji: string): string {
  if (!kanji.includes('十')) {
    return [...kanji].map((digit) => JAPANESE_NUMERALS[digit] ?? 0).join('')
  }
  const [tens = '', ones = ''] = kanji.split('十')
  const digit = (text: string, fallback: number) => JAPANESE_NUMERALS[text] ?? fallback
  return String(digit(tens, 1) * 10 + digit(ones, 0))
}

/** Writes years of eras in the common one, and kanji of dates as figures; takes what `plainFigures` gives. */
export const westernYears = (text: string) =>
  text
    .replaceAll(KANJI_DAY, arabic)
    .replaceAll(
      ERA,
      (_, era: string, year: string) =>
        `${(ERAS[era] ?? 0) + (year === '元' ? 1 : Number(year))}年`,
    )

function monthOf(text: string | undefined): number | null {
  if (text === undefined) return null
  if (/^\d/.test(text)) return Number(text)
  return MONTHS.indexOf(text.slice(0, 3)) + 1
}

const numberOf = (text: string | undefined): number | null =>
  text === undefined ? null : Number(text)

function dateOf(groups: Record<string, string | undefined>): FoundDate {
  const first = (letter: string) =>
    Object.entries(groups).find(([name, value]) => name[0] === letter && value !== undefined)?.[1]
  return { year: numberOf(first('y')), month: monthOf(first('m')), day: numberOf(first('d')) }
}

const isDate = ({ month, day }: FoundDate) =>
  (month === null || (month >= 1 && month <= 12)) && (day === null || (day >= 1 && day <= 31))

/** Gives the dates and weekdays of a text, and what is left of it. Years that stand alone are numbers. */
export function datesOf(text: string): DatesOf {
  const dates: FoundDate[] = []
  const plain = westernYears(plainFigures(text))
  const withoutDates = plain.replaceAll(DATE, (...match) => {
    const date = dateOf(match.at(-1))
    if (!isDate(date)) return String(match[0])
    dates.push(date)
    return ' '
  })
  const rest = withoutDates.replaceAll(MONTH_ALONE, (_, told?: string, alone?: string) => {
    dates.push({ year: null, month: monthOf(told ?? alone), day: null })
    return ' '
  })
  const weekdays = [...plain.matchAll(WEEKDAY)].map(([, japanese, bracketed, english]) =>
    english === undefined
      ? JAPANESE_DAYS.indexOf(japanese ?? bracketed ?? '')
      : ENGLISH_DAYS.indexOf(english.slice(0, 3)),
  )
  return { dates, weekdays, rest }
}

/**
 * Says whether a date is among those of its source. News says the month once and then days alone, and a year elsewhere: a
 * part that the source's date leaves out may stand anywhere in the source.
 */
export function isKnownDate(
  date: FoundDate,
  source: readonly FoundDate[],
  hasYear: (year: number) => boolean,
): boolean {
  const months = new Set(source.map(({ month }) => month))
  return source.some(
    (one) =>
      (date.day === null || one.day === date.day) &&
      agrees(date.month, one.month, () => months.has(date.month)) &&
      agrees(date.year, one.year, () => date.year !== null && hasYear(date.year)),
  )
}

const agrees = (claimed: number | null, known: number | null, elsewhere: () => boolean): boolean =>
  claimed === null || claimed === known || (known === null && elsewhere())
