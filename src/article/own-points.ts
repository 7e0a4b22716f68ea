/** The key points that a publisher gives its own article: a list under a heading, or right under the title. Pure. */
import { sentences } from '../text/sentences.ts'
import { isOneLink } from './boilerplate.ts'
import type { Line } from './lines.ts'
import { listAt, withoutMark } from './list-lines.ts'
import { isEnded, isPageData } from './marks.ts'
import { type PointHead, pointHeadOf, type Trust } from './point-heads.ts'
import { isTelling, pointsAmong } from './point-shape.ts'

export type OwnPoints = {
  /** Copied; as many as there are. */
  points: string[]
  /** The article without its list. */
  rest: Line[]
}

/** Paragraphs and characters over the heading. */
const ABOVE: Record<Trust, { lines: number; characters: number; part: number }> = {
  sure: { lines: 1000, characters: 1_000_000, part: 1 },
  strong: { lines: 5, characters: 1500, part: 0.4 },
  weak: { lines: 2, characters: 600, part: 0.4 },
}
/** So little over it is no part of the article that could be measured. */
const NEXT_TO_NOTHING = 120
/** A text with more of them is none that anybody wrote. */
const MOST_HEADS = 20
/** Lines without a mark that are points by their place. */
const MOST_LINES = 6
/** A list right under the title. */
const FEWEST = 2
const MOST = 6
const LINES_BELOW = 2

/** Gives the publisher's own points, or null where the lines have none. */
export function ownPoints(lines: readonly Line[]): OwnPoints | null {
  let heads = 0
  for (const [index, line] of lines.entries()) {
    const head = pointHeadOf(line.text)
    if (head !== null) heads += 1
    if (heads > MOST_HEADS) break
    if (head === null || !isHighEnough(lines, index, head.trust)) continue
    const found = pointsUnder(lines, index, head)
    if (found !== null) return found
  }
  return underTitle(lines)
}

function isHighEnough(lines: readonly Line[], at: number, trust: Trust): boolean {
  const above = lines.slice(0, at).filter(isProse)
  const limit = ABOVE[trust]
  const characters = lengthOf(above)
  if (above.length > limit.lines || characters > limit.characters) return false
  if (trust === 'sure') return true
  // Under a heading of its own begins a section of the article.
  const section = lines.slice(0, at).findIndex((line) => line.level > 1)
  if (section >= 0 && lines.slice(section, at).some(isProse)) return false
  return (
    characters <= NEXT_TO_NOTHING ||
    characters <= limit.part * lengthOf(lines.filter((line) => isProse(line)))
  )
}

const isProse = (line: Line) => line.level === 0 && isEnded(line.text) && line.kind !== 'item'

const lengthOf = (lines: readonly Line[]) => lines.reduce((sum, { text }) => sum + text.length, 0)

/** Gives the points that stand under a heading, wherever that is; null where nothing of the kind does. */
export function pointsUnder(lines: readonly Line[], at: number, head: PointHead): OwnPoints | null {
  const { items, end } = itemsUnder(lines, at, head)
  if (items.length === 0) return null
  const rest = [...lines.slice(0, at), ...lines.slice(end)]
  const [only] = items
  // One paragraph that sums up has a point in each of its sentences.
  const split =
    items.length === 1 && only !== undefined
      ? sentences(only.text).map((text): Line => ({ ...only, text, links: [] }))
      : items
  const points = pointsAmong(split, rest)
  return points.length === 0 ? null : { points, rest }
}

type Items = { items: readonly Line[]; end: number }

function itemsUnder(lines: readonly Line[], at: number, head: PointHead): Items {
  const line = lines[at]
  if (line !== undefined && head.inline !== '') return inlineItems(line, head.inline, at)
  // “Here are the key points:” may stand between.
  const from = /[:：]$/.test(lines[at + 1]?.text ?? '') ? at + 2 : at + 1
  const list = listAt(lines, from)
  return list.items.length > 0 ? list : unmarkedItems(lines, at, head)
}

function unmarkedItems(lines: readonly Line[], at: number, head: PointHead): Items {
  const counts = [
    linesOfBlock(lines, at),
    linesOfBox(lines, at),
    linesToHeading(lines, at),
    head.three ? 3 : 0,
    head.summary && isEnded(lines[at + 1]?.text ?? '') ? 1 : 0,
  ]
  const taken = counts
    .filter((count) => count > 0)
    .map((count) => lines.slice(at + 1, at + 1 + count))
    .find((items) => items.every(couldBePoint))
  return { items: taken ?? [], end: at + 1 + (taken?.length ?? 0) }
}

const couldBePoint = (line: Line) => line.level === 0 && pointHeadOf(line.text) === null

/** `要点: ①… ②… ③…` on one line, or sentences. */
function inlineItems(line: Line, text: string, at: number): Items {
  const parts = text.split(/(?=[①-⑳])|\n|(?<=[。\s])(?=[・•▼■●])/u).map((part) => part.trim())
  const items = parts
    .filter((part) => part !== '')
    .map((part) => ({ ...line, text: withoutMark(part) }))
  return { items, end: at + 1 }
}

/** Lines of the heading's own paragraph, or several of the one after it. */
function linesOfBlock(lines: readonly Line[], at: number): number {
  const own = runOf(
    lines,
    at + 1,
    (line) => line.block !== undefined && line.block === lines[at]?.block,
  )
  if (own > 0) return own <= MOST_LINES ? own : 0
  const block = lines[at + 1]?.block
  const next = runOf(lines, at + 1, (line) => block !== undefined && line.block === block)
  return next > 1 && next <= MOST_LINES ? next : 0
}

/** Lines in the heading's own box, where that is not the whole article's. */
function linesOfBox(lines: readonly Line[], at: number): number {
  const box = lines[at]?.box
  if (box === undefined || lines[at - 1]?.box === box) return 0
  const own = runOf(lines, at + 1, (line) => line.box === box)
  return own <= MOST_LINES && at + 1 + own < lines.length ? own : 0
}

/** Lines up to the next heading of HTML, under a heading of HTML. */
function linesToHeading(lines: readonly Line[], at: number): number {
  if (lines[at]?.level === 0) return 0
  const own = runOf(lines, at + 1, (line) => line.level === 0)
  return own <= MOST_LINES && at + 1 + own < lines.length ? own : 0
}

function runOf(lines: readonly Line[], from: number, is: (line: Line) => boolean): number {
  let end = from
  for (let line = lines[end]; line !== undefined && is(line); line = lines[end]) end += 1
  return end - from
}

/** A list of statements that comes before all prose, and prose after it. */
function underTitle(lines: readonly Line[]): OwnPoints | null {
  const at = lines.findIndex(
    (line) => line.level === 0 && !isPageData(line.text) && !isOneLink(line),
  )
  const { items, end } = listAt(lines, Math.max(0, at))
  if (items.length < FEWEST || items.length > MOST) return null
  const rest = [...lines.slice(0, at), ...lines.slice(end)]
  const prose = lines.slice(end).filter(isProse)
  if (prose.length < LINES_BELOW || lengthOf(prose) < lengthOf(items)) return null
  const points = pointsAmong(items, rest)
  return points.length === items.length && points.every(isTelling) ? { points, rest } : null
}
