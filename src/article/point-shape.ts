/** Whether the lines of a list are points: statements, and no links, contents, ingredients, data or dates. Pure. */
import { codePoints } from '../text/truncate.ts'
import { isBoilerplate, isOneLink } from './boilerplate.ts'
import type { Line } from './lines.ts'
import { isEnded, isQuestion } from './marks.ts'

const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu

/** Text that says as much in half as many letters. */
const isDense = (text: string) => (text.match(SPACELESS)?.length ?? 0) * 3 > text.length

const longerThan = (text: string, { dense, spelled }: { dense: number; spelled: number }) =>
  codePoints(text) >= (isDense(text) ? dense : spelled)

/** Shorter lines under a heading are words, no statements. */
const SHORTEST = { dense: 9, spelled: 20 }
/** A line that states something, though it has no full stop. */
const TELLING = { dense: 20, spelled: 40 }
/** A fact sheet's value is shorter. */
const LONG_VALUE = { dense: 15, spelled: 32 }

const QUANTITY =
  /^(?:about |約)?[\d¼½¾⅓⅔]+(?:[/.,–-]\d+)?\s?(?:x\s|g\b|kg\b|ml\b|l\b|oz\b|lbs?\b|cups?\b|tbsp|tsp|tablespoons?|teaspoons?|cloves?\b|pinch|slices?\b|cans?\b|large\b|medium\b|small\b)|(?:大さじ|小さじ|適量|少々|ひとつまみ|\d\s?(?:g|kg|ml|cc|個|本|枚|片|束|カップ|人分|パック))\s?(?:[(（][^)）]*[)）])?$/i
const MONTH =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*|janvier|février|mars|avril|mai|juin|juillet|août|enero|marzo|mayo|junio|julio|januar|märz|juni|juli|oktober|dezember'
/** A programme's line begins with its day or hour. */
const DATED = new RegExp(
  `^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\\s)?(?:(?:${MONTH})\\.? \\d{1,2}|\\d{1,2}\\.? (?:${MONTH})|\\d{1,2}[:：]\\d{2}|\\d{4}[/.-]\\d|\\d{1,2}/\\d{1,2}|(?:\\d{4}年)?\\d{1,2}月\\d{1,2}日)`,
  'i',
)
const LABEL = /^([^:：。.]{1,24})[:：]\s*(\S[\s\S]*)$/u
/** What a table of contents says of a section. */
const TOPIC =
  /(?:とは|の方法|について|の理由|のコツ|の選び方|の違い|の流れ|一覧|ランキング)[?？!！]?$/

const isFact = (text: string) => {
  const [, , value] = LABEL.exec(text) ?? []
  return value !== undefined && !isEnded(text) && !longerThan(value, LONG_VALUE)
}

const isShortDate = (text: string) =>
  DATED.test(text) && !isEnded(text) && !longerThan(text, { dense: 35, spelled: 70 })

/** Says whether a line states something, by its end or its length. */
export const isTelling = (text: string): boolean =>
  !isQuestion(text) &&
  !isFact(text) &&
  longerThan(text, isEnded(text) ? SHORTEST : TELLING) &&
  !QUANTITY.test(text)

const NO_POINT: readonly ((line: Line) => boolean)[] = [
  isOneLink,
  ({ text }) => isQuestion(text),
  ({ text }) => QUANTITY.test(text) && !isEnded(text),
  ({ text }) => isFact(text),
  ({ text }) => isShortDate(text),
  ({ text }) => TOPIC.test(text),
  ({ text }) => !longerThan(text, SHORTEST),
]

/**
 * Gives the points among the items of a list; none where one of them is a heading, or more than half are something else.
 *
 * @param rest the lines outside the list: a table of contents says them once more
 */
export function pointsAmong(items: readonly Line[], rest: readonly Line[]): string[] {
  const said = new Set(rest.map(({ text }) => text))
  const headings = new Set(rest.flatMap(({ text, level }) => (level > 0 ? [text] : [])))
  if (items.some(({ text }) => headings.has(text))) return []
  const odd = items.filter(
    (line) => said.has(line.text) || isBoilerplate(line.text) || NO_POINT.some((is) => is(line)),
  )
  if (odd.length * 2 > items.length) return []
  const left = new Set(odd.filter((line) => isOneLink(line) || isBoilerplate(line.text)))
  return items.filter((line) => !left.has(line)).map(({ text }) => text)
}
