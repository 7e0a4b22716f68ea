/** Whether texts hold a term of a query, as the index would say. */
import { normalize } from './normalize.ts'
import type { Term } from './terms.ts'
import { indexTokens } from './tokens.ts'

/** Gives the numbers (from 0) of the terms that a text holds. */
export const termsIn = (text: string, terms: readonly Term[]): number[] => termsInAny([text], terms)

/** Gives the numbers (from 0) of the terms that one of the texts holds; no term goes over from one to the next. */
export function termsInAny(texts: readonly string[], terms: readonly Term[]): number[] {
  const plain = normalize(texts.join('\n'))
  const dotted = DOTTED.test(plain)
  const possible = terms.flatMap((term, index) => (mayHold(plain, dotted, term) ? [index] : []))
  if (possible.length === 0) return []
  const tokens = texts.map(indexTokens)
  return possible.filter((index) => tokens.some((own) => holds(own, terms[index])))
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
