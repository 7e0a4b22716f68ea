/** What an article's own text says beside its lead and points: nobody reads the same sentence twice. Pure. */
import type { Article } from '../model/article.ts'
import { sentences } from '../text/sentences.ts'
import { codePoints } from '../text/truncate.ts'
import { oneLine } from './one-line.ts'

/** Stands where a sentence that was said above was left out before another. */
const LEFT_OUT = '…'
/** Less than this share of a sentence is a connective, a dateline or a credit beside what was said. */
const REST = 0.3

/**
 * Gives the paragraphs in order without the sentences that the lead or a point says, `…` where one is missing before
 * another; a paragraph of which nothing is left is not there.
 */
export function unsaidParagraphs(article: Article): string[] {
  const said = [article.lead, ...article.keyPoints.map(({ text }) => text)]
    .map(oneLine)
    .filter((text) => text !== '')
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

/** A point is a sentence, the end of one without its connective, or a clause of it. */
function says(text: string, sentence: string): boolean {
  if (text.includes(sentence)) return true
  const inside = sentence.includes(text) || sentence.includes(text.slice(0, -1))
  return inside && codePoints(text) >= codePoints(sentence) * (1 - REST)
}
