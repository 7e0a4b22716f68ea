/** How much two texts say the same. Pure. */
import { contentWords, foldWords } from '../text/content-words.ts'

export type Words = ReadonlySet<string>

export const wordsOf = (text: string, lang: string): Words =>
  new Set(contentWords(foldWords(text), lang))

/** Gives the shared content words as a part of the smaller set, in [0, 1]. */
export function overlap(a: Words, b: Words): number {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a]
  if (few.size === 0) return 0
  let shared = 0
  for (const word of few) if (many.has(word)) shared += 1
  return shared / few.size
}
