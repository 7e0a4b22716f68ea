/** A piece of text around the words that were looked for, with these in bold. Pure. */
import { wordsToShow } from '../src/archive/query-pieces.ts'
import { oneLine } from '../src/digest/one-line.ts'
import { findWords, spansOf } from '../src/text/found.ts'
import { graphemesOf } from '../src/text/graphemes.ts'
import { escapeMarkdown } from '../src/text/markdown.ts'
import { truncate } from '../src/text/truncate.ts'

/** Two lines of a phone screen. */
const SNIPPET = 120
const BEFORE = 30

/** What the cut left of a word between spaces; Japanese has none, and is cut between any two characters. */
const BROKEN_WORD = /^[\p{Script=Latin}\p{M}\p{N}\p{P}]+\s+/u

/** Cuts so that the first found word is in sight: between words, else between graphemes. */
function around(graphemes: readonly string[], found: number): string {
  if (found <= SNIPPET - BEFORE) return truncate(graphemes.join(''), SNIPPET)
  const before = graphemes
    .slice(found - BEFORE, found)
    .join('')
    .replace(BROKEN_WORD, '')
  return truncate(`…${before}${graphemes.slice(found).join('')}`, SNIPPET)
}

/** Gives the text, escaped, at most two lines long, with the words of the query in bold. */
export function foundWords(text: string, query: string): string {
  const words = wordsToShow(query)
  const { graphemes, spans } = findWords(oneLine(text), words)
  const shown = graphemesOf(around(graphemes, spans[0]?.from ?? 0))
  let bold = ''
  let done = 0
  const plain = (from: number, to: number) => escapeMarkdown(shown.slice(from, to).join(''))
  for (const { from, to } of spansOf(shown, words)) {
    bold += `${plain(done, from)}**${plain(from, to)}**`
    done = to
  }
  return bold + plain(done, shown.length)
}
