/** What an article's own text says beside its lead and points: nobody reads the same sentence twice. Pure. */
import type { Article } from '../model/article.ts'
import { sentences } from '../text/sentences.ts'
import { codePoints } from '../text/truncate.ts'
import { oneLine } from './one-line.ts'

/** Stands where a sentence that was said above was left out before another. */
const LEFT_OUT = '…'
/** Less than this share of a sentence is a remark beside what was said. */
const REST = 0.3
/** Code points of また、 and “As a result, ”. */
const CONNECTIVE = 16
const DATELINE = /^(?:[（(【［[].{1,60}[)）】］\]]|.{1,60}(?:--|[-–—/]|\d[:.]\d\d.{0,8}))\s*$/u

/**
 * Gives the paragraphs in order without the sentences that the lead or a point says, `…` where one is missing before
 * another; a paragraph of which nothing is left is not there.
 */
export function unsaidParagraphs(article: Article): string[] {
  const lead = oneLine(article.lead)
  const said = [
    lead,
    ...sentences(lead),
    ...article.keyPoints.map(({ text }) => oneLine(text)),
  ].filter((text) => text !== '')
  return article.body.map((paragraph) => unsaid(oneLine(paragraph), said)).filter(Boolean)
}

function unsaid(paragraph: string, said: readonly string[]): string {
  if (said.some((text) => text.includes(paragraph))) return ''
  const repeats = (sentence: string) => said.some((text) => says(text, sentence))
  let rest = ''
  let before: 'nothing' | 'said' | 'kept' = 'nothing'
  let at = 0
  for (const sentence of sentences(paragraph)) {
    const from = paragraph.indexOf(sentence, at)
    const gap = rest === '' ? '' : paragraph.slice(at, from)
    at = from + sentence.length
    if (repeats(sentence)) {
      before = 'said'
      continue
    }
    rest += `${gap}${before === 'said' ? `${LEFT_OUT} ` : ''}${sentence}`
    before = 'kept'
  }
  return rest
}

/** A point is a sentence, the end of one without dateline or connective, or a clause of it. */
function says(text: string, sentence: string): boolean {
  if (text.includes(sentence)) return true
  const at = sentence.indexOf(text.slice(0, -1))
  if (at < 0) return false
  const isBegun = at <= CONNECTIVE || DATELINE.test(sentence.slice(0, at))
  const before = isBegun ? 0 : at
  const after = codePoints(sentence) - at - codePoints(text)
  return before + after <= codePoints(sentence) * REST
}
