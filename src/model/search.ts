/** What a search takes and gives. */
import type { Article } from './article.ts'

export type SearchScope = {
  /** Feeds that the caller may see; only their articles are found. `all` is the operator's lens. */
  feedIds: readonly number[] | 'all'
}

/** The part of an article in which a query was found, best first. */
export type Where = 'title' | 'lead' | 'point' | 'section' | 'source' | 'next' | 'body'

export type SearchHit = {
  article: Article
  score: number
  where: Where
  /** The sentence, point or heading where it was found, as in the article. */
  text: string
}
