/** Where a section of the digest format begins: between the last section's tail and the next one's cited source. Pure. */
import type { Line } from './lines.ts'
import { isEnded, isQuestion } from './marks.ts'

/** Heading, question, answer and three lines of introduction. */
const LONGEST_HEAD = 6
const LONGEST_HEADING = 80

/**
 * Gives the index of the heading among the lines before a cited source's title, or -1 where there is none. The headings of
 * HTML win; in plain text a heading is a line that does not end as a sentence does, best with a question right after it.
 */
export function headingIndex(lines: readonly Line[]): number {
  const from = Math.max(0, lines.length - LONGEST_HEAD)
  const window = lines.slice(from)
  const found = [byMarkup, beforeQuestion, beforeQuestionLoosely, byShape, byShout, byQuestion]
    .map((rule) => rule(window))
    .find((index) => index >= 0)
  return found === undefined ? -1 : from + found
}

/** The page's own title is none, where there is another. */
function byMarkup(lines: readonly Line[]): number {
  const levels = lines.flatMap(({ level }) => (level > 1 ? [level] : []))
  const wanted = levels.length > 0 ? Math.min(...levels) : 1
  return lines.findLastIndex((line) => line.level === wanted)
}

const couldHead = (line: Line) =>
  [...line.text].length <= LONGEST_HEADING && line.kind !== 'item' && line.kind !== 'quote'

const questionFollows = (lines: readonly Line[], index: number) =>
  isQuestion(lines[index + 1]?.text ?? '')

const beforeQuestion = (lines: readonly Line[]) =>
  lines.findLastIndex(
    (line, index) => couldHead(line) && !isEnded(line.text) && questionFollows(lines, index),
  )

/** A heading may end in ! or ?, but a sentence of the body does too: only a short one, and not one with a full stop. */
const beforeQuestionLoosely = (lines: readonly Line[]) =>
  lines.findLastIndex(
    (line, index) =>
      [...line.text].length <= LONGEST_HEADING / 2 &&
      /^[^。]*[!！?？]$/.test(line.text) &&
      questionFollows(lines, index),
  )

const byShape = (lines: readonly Line[]) =>
  lines.findLastIndex((line) => couldHead(line) && !isEnded(line.text))

const byShout = (lines: readonly Line[]) =>
  lines.findLastIndex(
    (line) =>
      couldHead(line) &&
      [...line.text].length <= LONGEST_HEADING / 2 &&
      /^[^。]*[!！]$/.test(line.text),
  )

const byQuestion = (lines: readonly Line[]) =>
  lines.findLastIndex((line) => couldHead(line) && isQuestion(line.text))
