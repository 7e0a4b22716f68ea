/** Where the words of a query stand in a text as it is written, in whatever spelling: for making them bold. Pure. */
import { graphemesOf } from './graphemes.ts'
import { normalize } from './normalize.ts'
import { indexTokens } from './tokens.ts'

/** From a grapheme up to another, which does not belong to it; numbers of graphemes. */
export type Span = { from: number; to: number }

const LATIN_WORD = /^[a-z]+$/
const ENDING = '(?:s|es|ies|y)?'

/** A word in the form of texts that are compared: a Latin one by its stem, with the endings of plurals. */
function patternOf(word: string): string | null {
  const plain = normalize(word).trim()
  if (!/[\p{L}\p{N}]/u.test(plain)) return null
  if (!LATIN_WORD.test(plain)) return RegExp.escape(plain)
  const [stem = plain] = indexTokens(plain)
  return `(?<![\\p{L}\\p{N}])${RegExp.escape(stem.replace(/y$/, ''))}${ENDING}(?![a-z])`
}

/** Gives where words stand in the graphemes of a text, in order and without overlaps. */
export function spansOf(graphemes: readonly string[], words: readonly string[]): Span[] {
  const patterns = words.toSorted((a, b) => b.length - a.length).flatMap((w) => patternOf(w) ?? [])
  if (patterns.length === 0) return []
  // Of each character of the normalized text, the grapheme that it comes from.
  const origin: number[] = []
  let plain = ''
  for (const [index, grapheme] of graphemes.entries()) {
    const own = normalize(grapheme)
    plain += own
    for (let count = 0; count < own.length; count += 1) origin.push(index)
  }
  const spans: Span[] = []
  for (const match of plain.matchAll(new RegExp(patterns.join('|'), 'gu'))) {
    const from = origin[match.index] ?? 0
    const last = origin[match.index + match[0].length - 1] ?? from
    // サーバ is found in サーバー: the mark belongs to the word.
    const to = graphemes[last + 1] === 'ー' ? last + 2 : last + 1
    if (from >= (spans.at(-1)?.to ?? 0)) spans.push({ from, to })
  }
  return spans
}

/** Gives the graphemes of a text, and where the words stand in it. */
export function findWords(
  text: string,
  words: readonly string[],
): { graphemes: string[]; spans: Span[] } {
  const graphemes = graphemesOf(text)
  return { graphemes, spans: spansOf(graphemes, words) }
}
