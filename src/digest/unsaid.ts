/** What an article's own text says beside its lead and points: nobody reads the same sentence twice. Pure. */
import type { Article } from '../model/article.ts'
import { sentences } from '../text/sentences.ts'
import { codePoints } from '../text/truncate.ts'
import { oneLine } from './one-line.ts'

/** Stands where a sentence that was said above was left out before another. */
const LEFT_OUT = '…'
/** Less than this share of a sentence is a remark beside what was said. */
const REST = 0.3
/** So many code points are not by chance in another text. */
const NO_CHANCE = 8
/** Code points of また、 and “As a result, ”. */
const CONNECTIVE = 16
const DATELINE = /^(?:[（(【［[].{1,60}[)）】］\]]|.{1,60}(?:--|[-–—/]|\d[:.]\d\d.{0,8}))\s*$/u

/**
 * Gives the paragraphs in order without the sentences that the lead or a point says, `…` where one is missing before
 * another; a paragraph of which nothing is left is not there.
 */
export function unsaidParagraphs(article: Article): string[] {
  const lead = oneLine(article.lead)
  const said = [lead, ...sentences(lead), ...article.keyPoints.map(({ text }) => oneLine(text))]
    .map(withoutBrackets)
    .filter((text) => text !== '')
  return article.body.map((paragraph) => unsaid(oneLine(paragraph), said)).filter(Boolean)
}

/** A card leaves out what may stand in brackets: a company's seat, a dateline, a credit. */
function withoutBrackets(text: string): string {
  const bare = text.replaceAll(BRACKETED, '')
  return bare === '' ? text : bare
}
const BRACKETED = /\s?[（(【][^（）()【】]{0,160}[)）】]/g

function unsaid(paragraph: string, said: readonly string[]): string {
  const repeats = (sentence: string) => {
    const bare = withoutBrackets(sentence)
    return said.some((text) => says(text, bare))
  }
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
  if (text === sentence || (codePoints(sentence) >= NO_CHANCE && text.includes(sentence)))
    return true
  const at = sentence.indexOf(text.slice(0, -1))
  if (at < 0) return false
  const isBegun = at <= CONNECTIVE || DATELINE.test(sentence.slice(0, at))
  const before = isBegun ? 0 : at
  const after = codePoints(sentence) - at - codePoints(text)
  return before + after <= codePoints(sentence) * REST
}
