/** Whether texts hold a term of a query, as the index would say. */
import { normalize } from './normalize.ts'
import type { Term } from './terms.ts'
import { indexTokens } from './tokens.ts'

/** Gives the numbers (from 0) of the terms that a text holds. */
export const termsIn = (text: string, terms: readonly Term[]): number[] => termsInAny([text], terms)

/** Gives the numbers (from 0) of the terms that one of the texts holds; no term goes over from one to the next. */
export function termsInAny(texts: readonly string[], terms: readonly Term[]): number[] {
  const possible = possibleIn(texts.join('\n'), terms)
  if (possible.length === 0) return []
  const tokens = texts.map(indexTokens)
  return possible.filter((index) => tokens.some((own) => startOf(own, terms[index]) >= 0))
}

/** Where a text holds terms: the token (from 0) at which each first begins. `count` is of the text's tokens. */
export type Starts = { count: number; starts: { term: number; start: number }[] }

/** Gives where terms first begin in a text, in the order of the terms; null where it holds none. */
export function startsIn(text: string, terms: readonly Term[]): Starts | null {
  const possible = possibleIn(text, terms)
  if (possible.length === 0) return null
  const tokens = indexTokens(text)
  const starts = possible
    .map((term) => ({ term, start: startOf(tokens, terms[term]) }))
    .filter(({ start }) => start >= 0)
  return starts.length === 0 ? null : { count: tokens.length, starts }
}

function possibleIn(text: string, terms: readonly Term[]): number[] {
  const plain = normalize(text)
  const dotted = DOTTED.test(plain)
  return terms.flatMap((term, index) => (mayHold(plain, dotted, term) ? [index] : []))
}

const LATIN = /[a-z]/
/** U.S. is the token `us`, C++ is `cplusplus`: what stands in the text is not what is looked for. */
const DOTTED = /(?<![a-z])[a-z]\.[a-z]\./
const SIGN = /^[cf](?:plusplus|sharp)$/

/**
 * Most texts hold none of the terms, and this is much cheaper than their tokens. It may say yes for nothing, never no for
 * something: a Latin word is looked for by its stem, whose only letter that is not the word's is a last y (countries).
 */
const mayHold = (plain: string, dotted: boolean, { tokens }: Term) =>
  tokens.every((token) => {
    if (!LATIN.test(token)) return plain.includes(token)
    return dotted || SIGN.test(token) || plain.includes(token.replace(/y$/, ''))
  })

/** Gives where a term first stands among the tokens of a text, or -1. */
function startOf(tokens: readonly string[], term: Term | undefined): number {
  if (!term) return -1
  const { tokens: wanted, prefix } = term
  const last = wanted.length - 1
  return tokens.findIndex((_, start) =>
    wanted.every((token, index) => {
      const found = tokens[start + index]
      return prefix && index === last ? (found?.startsWith(token) ?? false) : found === token
    }),
  )
}
