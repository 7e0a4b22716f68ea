/** What a user looks for: every word must be found, a "phrase" word beside word. */
import { fail, ok, type Result } from '../lib/result.ts'
import { indexTokens, type QueryTerm, queryTerms } from '../text/tokens.ts'

/** Tokens that must stand side by side within one text of an article; with `prefix` the last one may go on. */
export type Term = QueryTerm

export type SearchQuery = { terms: Term[] }

/** A query has no more terms, and a term no more tokens, than these; the rest is not looked for. */
const MOST_TERMS = 32
const MOST_TOKENS = 64

/** What stands between two quotes of one kind; a quote without its other half is a blank. */
const QUOTED = /["“”„＂]([^"“”„＂]*)["“”„＂]|「([^「」]*)」|『([^『』]*)』/g

/** Reads a query. Any text is one; without a letter or digit to look for it is empty. */
export function parseQuery(query: string): Result<SearchQuery, { kind: 'empty-query' }> {
  const terms = texts(query).flatMap((text) => termOf(text) ?? [])
  const distinct = [...new Map(terms.map((term) => [JSON.stringify(term), term])).values()]
  return distinct.length === 0
    ? fail({ kind: 'empty-query' })
    : ok({ terms: distinct.slice(0, MOST_TERMS) })
}

/** Gives the phrases and words of a query, phrases first. */
function texts(query: string): string[] {
  const phrases = [...query.matchAll(QUOTED)].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
  return [...phrases, ...query.replaceAll(QUOTED, ' ').split(/\s+/)]
}

/**
 * Gives one term for a text that may mix scripts (`AI企業`, `2025年`). Within it a run of characters is known to end where
 * the next begins, so it has its index form; only the last run may go on in the article and has its query form.
 */
function termOf(text: string): Term | null {
  const last = queryTerms(text).at(-1)
  if (!last) return null
  const tokens = indexTokens(text)
  if (tokens.at(-1) !== last.tokens.at(-1)) tokens.pop()
  return tokens.length > MOST_TOKENS
    ? { tokens: tokens.slice(0, MOST_TOKENS), prefix: false }
    : { tokens, prefix: last.prefix }
}
