/** Where in an article a query was found, in the article's own characters. */
import type { Article } from '../model/article.ts'
import type { SearchHit } from '../model/search.ts'
import { sentences } from '../text/sentences.ts'
import { termsIn } from './match.ts'
import { bodyParts, outlineParts, type Part } from './parts.ts'
import type { SearchQuery } from './search-query.ts'

/**
 * Gives the heading, point or sentence that holds the most terms of a query, of equal ones that of the best place. Where
 * no single one holds any (a phrase that crosses sentences) it is the text's beginning.
 */
export function locate(
  article: Article,
  { terms }: SearchQuery,
): Pick<SearchHit, 'where' | 'text'> {
  let best: { part: Part; count: number } | null = null
  for (const part of [...outlineParts(article), ...bodyParts(article)].flatMap(pieces)) {
    const count = termsIn(part.text, terms).length
    if (count > (best?.count ?? 0)) best = { part, count }
    if (count === terms.length) break
  }
  return best?.part ?? { where: 'body', text: sentences(article.body[0] ?? '')[0] ?? article.title }
}

/** Long texts are shown by the sentence, titles and points whole. */
function pieces(part: Part): Part[] {
  if (part.where !== 'lead' && part.where !== 'body') return [part]
  return sentences(part.text).map((text) => ({ where: part.where, text }))
}
