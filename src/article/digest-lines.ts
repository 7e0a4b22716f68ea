/** The lines of a page in the digest format, each of its marks at the beginning of a line of its own. Pure. */
import { linksOfTexts } from '../text/links.ts'
import { withMarks } from './digest-lists.ts'
import type { Line } from './lines.ts'
import {
  BEFORE_MARK,
  bulletOf,
  isAdLabel,
  isCheck,
  isChrome,
  isMark,
  isMarkAlone,
  isMore,
  isNext,
  isPoint,
  isPointsHead,
} from './marks.ts'

const BEFORE_HEAD = /(?<=\S)\s*(?=📘)/u

/** Gives the lines without the site's own, cut before each mark; a mark alone on its line takes the next one along. */
export function digestLines(lines: readonly Line[]): Line[] {
  const own = lines.filter(({ text }) => !isChrome(text) && !isAdLabel(text))
  const cut = own.flatMap(cutLine)
  const marked = cut.flatMap((line, index) => {
    const before = cut[index - 1]
    if (isMarkAlone(line.text)) return []
    return before !== undefined && isMarkAlone(before.text) && !isMark(line.text)
      ? [{ ...line, text: `${before.text} ${line.text}` }]
      : [line]
  })
  return withMarks(marked)
}

function cutLine(line: Line): Line[] {
  const texts = pieces(line.text)
  if (texts.length === 1) return [line]
  const links = linksOfTexts(texts, line.links)
  return texts.map((text, index) => ({ ...line, text, links: links[index] ?? [] }))
}

/** A mark within a line begins a new one where the line has several, or is the head over the points. */
function pieces(text: string): string[] {
  const [first = '', ...rest] = text.split(BEFORE_HEAD)
  const parts =
    rest.length > 0 && rest.every((part) => isHeadStart(part)) ? [first, ...rest] : [text]
  return parts.flatMap((part) => {
    const bullet = bulletOf(part)
    const [start = '', ...others] = part.slice(bullet.length).split(BEFORE_MARK)
    const cut = [bullet + start, ...others].map((piece) => piece.trim())
    const marked = isMark(part) || isPointsHead(cut[0] ?? '') || cut.length > 2
    return marked ? cut : [part]
  })
}

const isHeadStart = (text: string) => isPointsHead(text.split(BEFORE_MARK)[0] ?? '')

/** Gives how many lines bear a mark of the format at their beginning. */
export const marksIn = (lines: readonly Line[]): number =>
  lines.filter(({ text }) => isMark(text) || isPointsHead(text) || isMore(text) || isNext(text))
    .length

/** Says whether lines are in the digest format: a first page or a continuation. */
export function isDigestFormat(lines: readonly Line[]): boolean {
  const count = (test: (text: string) => boolean) => lines.filter((line) => test(line.text)).length
  const points = count(isPoint)
  const checks = count(isCheck)
  const more = count(isMore) > 0
  if (count(isPointsHead) > 0 && points >= 1) return true
  return (points >= 3 && (checks >= 3 || more)) || (checks >= 3 && more)
}
