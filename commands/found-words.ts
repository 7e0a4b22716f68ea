/** A piece of text around the words that were looked for, with these in bold. Pure. */
import { oneLine } from '../src/digest/one-line.ts'
import { graphemesOf } from '../src/text/graphemes.ts'
import { escapeMarkdown } from '../src/text/markdown.ts'
import { truncate } from '../src/text/truncate.ts'

/** Two lines of a phone screen. */
const SNIPPET = 120
const BEFORE = 30

const wordsOf = (query: string): string[] =>
  query
    .normalize('NFKC')
    .split(/[\s、,，。"“”「」『』]+/u)
    .filter((word) => word !== '')

/** Words as they stand in the text; a spelling that only the index knows is found, but not made bold. */
function anyOf(query: string): RegExp | null {
  const words = wordsOf(query).toSorted((a, b) => b.length - a.length)
  return words.length === 0 ? null : new RegExp(`(${words.map(RegExp.escape).join('|')})`, 'giu')
}

/** What the cut left of a word between spaces; Japanese has none, and is cut between any two characters. */
const BROKEN_WORD = /^[\p{Script=Latin}\p{M}\p{N}\p{P}]+\s+/u

/** Cuts so that the first found word is in sight: between words, else between graphemes. */
function around(line: string, found: number): string {
  if (found <= SNIPPET - BEFORE) return truncate(line, SNIPPET)
  const before = graphemesOf(line.slice(0, found)).slice(-BEFORE).join('').replace(BROKEN_WORD, '')
  return truncate(`…${before}${line.slice(found)}`, SNIPPET)
}

/** Gives the text, escaped, at most two lines long, with the words of the query in bold. */
export function foundWords(text: string, query: string): string {
  const line = oneLine(text)
  const words = anyOf(query)
  if (words === null) return escapeMarkdown(truncate(line, SNIPPET))
  const shown = around(line, Math.max(line.search(words), 0))
  return shown
    .split(words)
    .map((part, index) => (index % 2 === 1 ? `**${escapeMarkdown(part)}**` : escapeMarkdown(part)))
    .join('')
}
