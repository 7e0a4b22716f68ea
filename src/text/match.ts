/** Whether a text holds a term of a query, as the index would say. */
import { normalize } from './normalize.ts'
import type { Term } from './terms.ts'
import { indexTokens } from './tokens.ts'

/** Gives the numbers (from 0) of the terms that a text holds. */
export function termsIn(text: string, terms: readonly Term[]): number[] {
  const plain = normalize(text)
  const possible = terms.flatMap((term, index) => (mayHold(plain, term) ? [index] : []))
  if (possible.length === 0) return []
  const tokens = indexTokens(text)
  return possible.filter((index) => holds(tokens, terms[index]))
}

const LATIN = /[a-z]/

/** Most texts hold none of the terms, and this is much cheaper than their tokens. Latin words are stemmed: it cannot say. */
const mayHold = (plain: string, { tokens }: Term) =>
  tokens.every((token) => LATIN.test(token) || plain.includes(token))

function holds(tokens: readonly string[], term: Term | undefined): boolean {
  if (!term) return false
  const { tokens: wanted, prefix } = term
  const last = wanted.length - 1
  return tokens.some((_, start) =>
    wanted.every((token, index) => {
      const found = tokens[start + index]
      return prefix && index === last ? (found?.startsWith(token) ?? false) : found === token
    }),
  )
}
