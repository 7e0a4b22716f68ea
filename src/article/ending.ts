/** What stands below an article's last sentence and is none of it: the company, whom to call, who wrote it, what else to read. Pure. */
import { sentences } from '../text/sentences.ts'
import { isBoilerplate } from './boilerplate.ts'
import { isBiography } from './filler.ts'
import type { Line } from './lines.ts'

/** Under these headings a press release or column says who it comes from, to its end. */
const LAST_HEAD =
  /^(?:About (?:the (?:company|author|writer)|us|\p{Lu}[\p{L}\d&.,'’® -]{1,60})|Forward[- ]Looking Statements?|Safe Harbor.{0,40}|(?:Media|Press|Investor) (?:Contacts?|Inquiries|Relations).{0,30}|Notes? to Editors?|SOURCE:? \p{Lu}.{1,60})(?<![?!])[:.]?$|^[■◆●▼□◇○【［[<＜\s]*(?:会社概要|企業情報|会社情報|運営会社|著者略歴|(?:本件に関する)?(?:報道関係(?:者(?:様)?)?(?:から)?の?)?お?問い?合わ?せ先?)[】］\]>＞\s]*$|^[■◆●▼□◇○【［[]\s*.{2,30}について[】］\]]?$/u
/** More than this share of the lines stands above them, and not many below. */
const LATE = 0.4
const MOST_BELOW = 15
/** Lines and sentences at the end that are looked at. */
const LAST = 4
/** Characters of a paragraph that its last sentence stands in. */
const TAIL = 600

const ENDING =
  /^[（(]?※?\s*(?:所属|肩書|記載されている|掲載されている|本文中の|記事(?:内|中)の|価格は|内容は|情報は)[^。]{0,40}(?:当時|時点|登録商標|商標|場合があります)[^。]{0,20}。?[)）]?$|^(?:The )?(?:views|opinions) expressed|^This is a (?:developing|breaking)|^(?:Journal reference|DOI|More information|Citation)s?:|^SOURCE:? \p{Lu}|^_{2,}$|^Das könnte Sie auch|^[（(]?(?:編輯|责任编辑|責任編輯|編集|記者)[:：]|^Follow [^.]{2,60} (?:at|on) /iu

const isEnding = (text: string): boolean =>
  !BROKEN_OFF.test(text) && (ENDING.test(text) || isBoilerplate(text) || isBiography(text))

/** Says that the article has more elsewhere: its page is sent for. */
const BROKEN_OFF = /^\[?…\]?$/

/** Gives the lines above the heading under which only its sender speaks. */
export function withoutSender(lines: readonly Line[]): readonly Line[] {
  const at = lines.findIndex(
    ({ text }, index) =>
      index >= Math.max(2, lines.length * LATE) &&
      lines.length - index <= MOST_BELOW &&
      LAST_HEAD.test(text),
  )
  return at < 0 ? lines : lines.slice(0, at)
}

/** Gives the paragraphs without the last ones and the last sentences that are no part of the article; the first stays. */
export function withoutEnding(body: readonly string[]): string[] {
  const kept = [...body]
  for (let times = 0; times < LAST && kept.length > 0; times += 1) {
    const paragraph = kept.pop() ?? ''
    const rest = withoutLastSentences(paragraph)
    if (rest !== '' || kept.length === 0) return [...kept, rest || paragraph]
  }
  return kept
}

function withoutLastSentences(paragraph: string): string {
  let rest = paragraph
  for (let times = 0; times < LAST && rest !== ''; times += 1) {
    const last = lastSentence(rest)
    if (last === null || !isEnding(last)) break
    rest = rest.slice(0, rest.lastIndexOf(last)).trimEnd()
  }
  return rest
}

/** Only the end of a long paragraph is taken apart; null where one sentence fills it, which is no ending. */
function lastSentence(text: string): string | null {
  const found = sentences(text.slice(-TAIL))
  return text.length > TAIL && found.length < 2 ? null : (found.at(-1) ?? null)
}
