/** How else a number may be written in Japanese: 20年 is 二十年 and 二〇年. Pure. */

const DIGITS = '〇一二三四五六七八九'
const TENS: readonly [string, number][] = [
  ['千', 1000],
  ['百', 100],
  ['十', 10],
]

/** 万 and what is above stand beside either form: 2万, 二万. */
const IN_DIGITS = /(?<!\d)[1-9]\d{0,5}(?!\d)/g
const IN_KANJI = /[〇零一二三四五六七八九十百千]+/g

const kanjiDigit = (digit: string | number) => DIGITS[Number(digit)] ?? ''

/** Gives 二〇二五 for 2025. */
const digitByDigit = (digits: string) => [...digits].map(kanjiDigit).join('')

/** Gives 二十五 for 25; up to 9,999. */
function counted(digits: string): string {
  let rest = Number(digits)
  if (rest > 9999) return digitByDigit(digits)
  let words = ''
  for (const [name, worth] of TENS) {
    const times = Math.floor(rest / worth)
    rest %= worth
    if (times > 0) words += `${times === 1 ? '' : kanjiDigit(times)}${name}`
  }
  return words + (rest > 0 ? kanjiDigit(rest) : '')
}

/** Gives 25 for 二十五 and 2025 for 二〇二五; what is no number stays as it is. */
function inDigits(kanji: string): string {
  const plain = kanji.replaceAll('零', '〇')
  if (!/[十百千]/.test(plain)) return [...plain].map((one) => DIGITS.indexOf(one)).join('')
  let sum = 0
  let rest = plain
  for (const [name, worth] of TENS) {
    const parts = rest.split(name)
    if (parts.length === 1) continue
    const [times = '', after = ''] = parts
    if (parts.length > 2 || times.length > 1) return kanji
    sum += (times === '' ? 1 : DIGITS.indexOf(times)) * worth
    rest = after
  }
  if (rest.length > 1) return kanji
  return String(sum + Math.max(0, DIGITS.indexOf(rest || '〇')))
}

/**
 * Gives the other spellings of a text that holds a number in digits or kanji, without the text itself. A lone kanji digit is
 * left alone: 一 is not looked for as every 1.
 */
export function numberSpellings(text: string): string[] {
  const plain = text.normalize('NFKC')
  if (!/\p{Script=Han}/u.test(plain)) return []
  const digits = plain.length > 1 ? plain.replaceAll(IN_KANJI, inDigits) : plain
  const others = [
    digits,
    digits.replaceAll(IN_DIGITS, counted),
    digits.replaceAll(IN_DIGITS, digitByDigit),
  ]
  return [...new Set(others)].filter((other) => other !== plain)
}
