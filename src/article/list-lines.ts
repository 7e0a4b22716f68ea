/** Lists among the lines of a text: items of HTML, or lines that begin with one mark. Pure. */
import type { Line } from './lines.ts'

/** What texts put before the lines of a list; a dash or star only with a blank after it. */
const SIGN =
  /^([・•·‣◦■□◆◇●○◎▪▫▼▽▶▷►★☆※✓✔☑✅🗹✦❖➤➢]|\p{Extended_Pictographic}|[-–—*＊](?=\s))[\ufe0e\ufe0f]?\s*(?=\S)/u
const NUMBER =
  /^(?:[(（]?([0-9０-９]{1,2})(?:[)）]|[.．](?![0-9０-９])|、|:(?!\d))|([①-⑳])|(?:ポイント|その|Point|No\.?)\s?([0-9０-９]{1,2})[:：.、]?)\s*(?=\S)/iu

/** A line without its mark; `mark` is the same for all lines of one list. */
type Marked = { mark: string; number: number | null; text: string }

function numberOf(match: RegExpExecArray): number {
  const circled = match[2]?.codePointAt(0)
  if (circled !== undefined) return circled - 0x245f
  return Number((match[1] ?? match[3] ?? '').normalize('NFKC'))
}

/** Gives what a line is as a part of a list, or null. */
export function markedLine(text: string): Marked | null {
  const number = NUMBER.exec(text)
  if (number !== null) {
    return { mark: '1', number: numberOf(number), text: text.slice(number[0].length) }
  }
  const sign = SIGN.exec(text)
  return sign === null
    ? null
    : { mark: sign[1] ?? '', number: null, text: text.slice(sign[0].length) }
}

/** Gives the text of an item without a mark that it bears beside. */
export const withoutMark = (text: string): string => markedLine(text)?.text ?? text

/** Says whether a line goes on with the list that `before` is in. */
function goesOn(before: Line, line: Line): boolean {
  if (before.kind === 'item' || line.kind === 'item') return before.kind === line.kind
  const [a, b] = [markedLine(before.text), markedLine(line.text)]
  if (a === null || b === null || a.mark !== b.mark) return false
  return a.number === null || b.number === a.number + 1 || b.number === a.number
}

const begins = (line: Line) => {
  if (line.kind === 'item') return true
  const marked = markedLine(line.text)
  return marked !== null && (marked.number ?? 1) === 1
}

/** Gives the items of the list that begins at a line, without their marks, and where it ends; no items where none does. */
export function listAt(lines: readonly Line[], from: number): { items: Line[]; end: number } {
  const first = lines[from]
  if (first === undefined || first.level > 0 || !begins(first)) return { items: [], end: from }
  let end = from + 1
  let before = first
  for (let next = lines[end]; next !== undefined && goesOn(before, next); next = lines[end]) {
    before = next
    end += 1
  }
  return {
    items: lines.slice(from, end).map((line) => ({ ...line, text: withoutMark(line.text) })),
    end,
  }
}

/** Gives where the list begins whose last line is the one before `end`; `end` where there is none. */
export function listBefore(lines: readonly Line[], end: number): number {
  let from = end
  while (from > 0) {
    const line = lines[from - 1]
    const next = lines[from]
    if (line === undefined || (line.kind !== 'item' && markedLine(line.text) === null)) break
    if (from < end && next !== undefined && !goesOn(line, next)) break
    from -= 1
  }
  return from
}
