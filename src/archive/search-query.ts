/** What a user looks for: every word must be found, a "phrase" word beside word. */
import { fail, ok, type Result } from '../lib/result.ts'
import { phrasesOf, type Term, termOf } from '../text/terms.ts'

export type SearchQuery = { terms: Term[] }

/** A query has no more terms than these; the rest is not looked for. */
const MOST_TERMS = 32

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
  const { phrases, rest } = phrasesOf(query)
  return [...phrases, ...rest.split(/\s+/)]
}
