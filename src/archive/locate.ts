/** Where in an article a query was found, in the article's own characters. */
import type { Article } from '../model/article.ts'
import type { SearchHit } from '../model/search.ts'
import { termsIn } from '../text/match.ts'
import { sentences } from '../text/sentences.ts'
import type { Term } from '../text/terms.ts'
import { truncate } from '../text/truncate.ts'
import { bodyParts, outlineParts, type Part } from './parts.ts'
import { type SearchQuery, termsWanted } from './search-query.ts'

/**
 * Gives the heading, point or sentence that holds the most terms of a query, of equal ones that of the best place. Where
 * no single one holds any (a phrase that crosses sentences) it is the text's beginning.
 */
export function locate(article: Article, query: SearchQuery): Pick<SearchHit, 'where' | 'text'> {
  const { terms, clauseOf } = termsWanted(query)
  const count = query.all.length
  let best: { part: Part; count: number } | null = null
  for (const part of [...outlineParts(article), ...bodyParts(article)].flatMap(pieces)) {
    const found = clausesIn(part.text, { terms, clauseOf })
    if (found > (best?.count ?? 0)) best = { part, count: found }
    if (found === count) break
  }
  if (best !== null) return { ...best.part, text: around(best.part.text, terms) }
  return { where: 'body', text: sentences(article.body[0] ?? '')[0] ?? article.title }
}

/** Gives how many of the wanted words a text holds, in any spelling. */
const clausesIn = (
  text: string,
  { terms, clauseOf }: { terms: readonly Term[]; clauseOf: readonly number[] },
): number => new Set(termsIn(text, terms).map((term) => clauseOf[term])).size

/** Characters of what is shown, and how far apart the places are at which it may begin. */
const SHOWN = 240
const STEP = 80

/** Gives a text, or where it is long the part of it that holds the most terms. */
function around(text: string, terms: readonly Term[]): string {
  if (text.length <= SHOWN) return text
  const count = Math.ceil((text.length - SHOWN) / STEP) + 1
  let best = { from: 0, found: -1 }
  for (let index = 0; index < count; index += 1) {
    const found = termsIn(text.slice(index * STEP, index * STEP + SHOWN), terms).length
    if (found > best.found) best = { from: index * STEP, found }
    if (found === terms.length) break
  }
  const part = truncate(text.slice(best.from), SHOWN)
  return best.from === 0 ? part : `…${part.replace(/^[\udc00-\udfff]/, '')}`
}

/** Long texts are shown by the sentence, titles and points whole. */
function pieces(part: Part): Part[] {
  if (part.where !== 'lead' && part.where !== 'body') return [part]
  return sentences(part.text).map((text) => ({ where: part.where, text }))
}
