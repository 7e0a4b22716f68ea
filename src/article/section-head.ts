/** Where a section of the digest format begins: between the last section's tail and the next one's cited source. Pure. */
import type { Line } from './lines.ts'
import { isEnded, isQuestion } from './marks.ts'

/** Heading, answer and some lines of introduction; a question under it tells a heading from farther away. */
const LONGEST_HEAD = 6
const LONGEST_ASKING_HEAD = 12
const LONGEST_HEADING = 80
const LONGEST_ASKING_HEADING = 120

/**
 * Gives the index of the heading among the lines before a cited source's title, or -1 where there is none. The headings of
 * HTML win; in plain text a heading is a line that does not end as a sentence does, best with a question right after it.
 */
export function headingIndex(lines: readonly Line[]): number {
  const rules: [Rule, number][] = [
    [byMarkup, lines.length],
    [beforeQuestion, LONGEST_ASKING_HEAD],
    [beforeQuestionLoosely, LONGEST_HEAD],
    [byHeadline, LONGEST_HEAD],
    [byShape, LONGEST_HEAD],
    [byShout, LONGEST_HEAD],
    [byQuestion, LONGEST_HEAD],
  ]
  for (const [rule, longest] of rules) {
    const from = Math.max(0, lines.length - longest)
    const found = rule(lines.slice(from))
    if (found >= 0) return from + found
  }
  return -1
}

type Rule = (lines: readonly Line[]) => number

/** The page's own title is none, where there is another. */
function byMarkup(lines: readonly Line[]): number {
  const levels = lines.flatMap(({ level }) => (level > 1 ? [level] : []))
  const wanted = levels.length > 0 ? Math.min(...levels) : 1
  return lines.findLastIndex((line) => line.level === wanted)
}

const couldHead = (line: Line, longest = LONGEST_HEADING) =>
  [...line.text].length <= longest && line.kind !== 'item' && line.kind !== 'quote'

const questionFollows = (lines: readonly Line[], index: number) =>
  isQuestion(lines[index + 1]?.text ?? '')

const beforeQuestion = (lines: readonly Line[]) =>
  lines.findLastIndex(
    (line, index) =>
      couldHead(line, LONGEST_ASKING_HEADING) &&
      !isEnded(line.text) &&
      questionFollows(lines, index),
  )

/** A heading may end in ! or ?, but a sentence of the body does too: only a short one, and not one with a full stop. */
const beforeQuestionLoosely = (lines: readonly Line[]) =>
  lines.findLastIndex(
    (line, index) =>
      [...line.text].length <= LONGEST_HEADING / 2 &&
      /^[^。]*[!！?？]$/.test(line.text) &&
      questionFollows(lines, index),
  )

/** Sentences without their full stop end in hiragana, headlines in a noun or in what a noun takes along. */
const HEADLINE_END = /[^\p{Script=Hiragana}\s]["”」』)）]?$|[へにをがは]$/u

const byHeadline = (lines: readonly Line[]) =>
  lines.findLastIndex(
    (line) => couldHead(line) && !isEnded(line.text) && HEADLINE_END.test(line.text),
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
