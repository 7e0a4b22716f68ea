/** Points of the digest format that are marked otherwise, and those that go on on the next line. Pure. */
import type { Line } from './lines.ts'
import { listAt, listBefore } from './list-lines.ts'
import {
  afterMore,
  isCheck,
  isEnded,
  isMark,
  isMore,
  isNext,
  isPoint,
  isPointsHead,
  isPromo,
  splitCredit,
  splitDate,
} from './marks.ts'

/** Lines of a paragraph that begins with a mark: a longer one is a whole page. */
const LONGEST_POINT = 3
/** Lines under the head that are points by their place alone. */
const MOST_UNMARKED = 10

/** Gives the lines, each point of which bears the format's mark and is one line, with its own line breaks in it. */
export const withMarks = (lines: readonly Line[]): Line[] =>
  withBulbs(withTicks(wholePoints(lines)))

const isPlain = ({ text, level }: Line) =>
  level === 0 &&
  !isMark(text) &&
  !isMore(text) &&
  !isNext(text) &&
  !isPromo(text) &&
  !isPointsHead(text) &&
  splitDate(text) === null

/** Joins what follows a mark in its own paragraph, or a sentence between two points, to the point before it. */
function wholePoints(lines: readonly Line[]): Line[] {
  const joined: Line[] = []
  for (const [index, line] of lines.entries()) {
    const before = joined.at(-1)
    if (before !== undefined && isMark(before.text) && isPlain(line) && belongs(lines, index)) {
      joined[joined.length - 1] = { ...before, text: `${before.text}\n${line.text}` }
    } else joined.push(line)
  }
  return joined
}

function belongs(lines: readonly Line[], index: number): boolean {
  const line = lines[index]
  if (line === undefined) return false
  if (line.block !== undefined && isOnePoint(lines, line.block, index)) return true
  return isEnded(line.text) && isBetween(lines, index)
}

/** A paragraph of few lines whose first one alone bears a mark. */
function isOnePoint(lines: readonly Line[], block: number, index: number): boolean {
  const near = lines.slice(Math.max(0, index - LONGEST_POINT), index + LONGEST_POINT)
  const own = near.filter((line) => line.block === block)
  const [first, ...others] = own
  return (
    own.length <= LONGEST_POINT &&
    first !== undefined &&
    isMark(first.text) &&
    others.every(isPlain)
  )
}

/** The same mark stands over and under it. */
function isBetween(lines: readonly Line[], index: number): boolean {
  const [above, below] = [lines[index - 1]?.text ?? '', lines[index + 1]?.text ?? '']
  return (isPoint(above) && isPoint(below)) || (isCheck(above) && isCheck(below))
}

/** A list right over `さらに読む ⇒ … 出典: …` holds the source's points, whatever its mark. */
function withTicks(lines: readonly Line[]): Line[] {
  const marked = [...lines]
  for (const [index, { text }] of lines.entries()) {
    const above = lines[index - 1]?.text ?? ''
    if (!isMore(text) || splitCredit(afterMore(text)) === null || isMark(above)) continue
    const from = listBefore(lines, index)
    const { items } = listAt(lines, from)
    for (const [at, item] of items.entries()) {
      marked[from + at] = { ...item, text: `✅ ${item.text}`, kind: 'paragraph' }
    }
  }
  return marked
}

/** Under the head a list holds the points, whatever its mark, and so do the lines up to what leads over to the sections. */
function withBulbs(lines: readonly Line[]): Line[] {
  const head = lines.findIndex(({ text }) => isPointsHead(text))
  const sure = lines.some(({ text }) => isMore(text)) && lines.some(({ text }) => isCheck(text))
  if (head < 0 || !sure || lines.some(({ text }) => isPoint(text))) return [...lines]
  const { items, end } = listAt(lines, head + 1)
  const points = items.length > 0 ? items : unmarkedAfter(lines, head + 1)
  const after = items.length > 0 ? end : head + 1 + points.length
  return [
    ...lines.slice(0, head + 1),
    ...points.map((line): Line => ({ ...line, text: `💡 ${line.text}`, kind: 'paragraph' })),
    ...lines.slice(after),
  ]
}

function unmarkedAfter(lines: readonly Line[], from: number): Line[] {
  const promo = lines.findIndex(({ text }, index) => index >= from && isPromo(text))
  const between = promo < 0 ? [] : lines.slice(from, promo)
  return between.length <= MOST_UNMARKED && between.every(isPlain) ? between : []
}
