/** Words and "phrases" that people type, as terms that are looked for in texts: in search, and in the filters of digests. */
import { indexTokens, type QueryTerm, queryTerms } from './tokens.ts'

/** Tokens that must stand side by side within one text of an article; with `prefix` the last one may go on. */
export type Term = QueryTerm

/** A term has no more tokens than these; the rest is not looked for. */
const MOST_TOKENS = 64

/** What stands between two quotes of one kind; a quote without its other half is a blank. */
const QUOTED = /["“”„＂]([^"“”„＂]*)["“”„＂]|「([^「」]*)」|『([^『』]*)』/g

/** Gives the phrases (what stands in quotes) of what was typed, and the rest of it. */
export function phrasesOf(typed: string): { phrases: string[]; rest: string } {
  const phrases = [...typed.matchAll(QUOTED)].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
  return { phrases, rest: typed.replaceAll(QUOTED, ' ') }
}

/**
 * Gives one term for a text that may mix scripts (`AI企業`, `2025年`), or null where it has no letter or digit. Within it a
 * run of characters is known to end where the next begins, so it has its index form; only the last run may go on in the
 * article and has its query form.
 */
export function termOf(text: string): Term | null {
  const last = queryTerms(text).at(-1)
  if (!last) return null
  const tokens = indexTokens(text)
  if (tokens.at(-1) !== last.tokens.at(-1)) tokens.pop()
  return tokens.length > MOST_TOKENS
    ? { tokens: tokens.slice(0, MOST_TOKENS), prefix: false }
    : { tokens, prefix: last.prefix }
}
