/** What a search index does, whichever engine holds it. */
import type { SearchScope } from '../model/search.ts'
import type { Tx } from '../storage/db.ts'
import type { SearchQuery } from './search-query.ts'

/** Tokens of an article: of each group a list of texts. A phrase is found within a text, never across two. */
export type IndexWords = {
  /** Title. */
  a: string[][]
  /** Lead, points. */
  b: string[][]
  /** Headings, questions, answers, points and sources of sections, next teaser. */
  c: string[][]
  /** Body. */
  d: string[][]
}

export type SearchIndex = {
  /** Puts an article in, or in place of what was there for it. */
  put(tx: Tx, entry: { articleId: number; feedId: number; words: IndexWords }): Promise<void>
  /** Takes articles out. */
  remove(tx: Tx, articleIds: readonly number[]): Promise<void>
  /** Gives the ids of the newest matches in scope, newest arrival first. */
  find(
    tx: Tx,
    { query, scope, limit }: { query: SearchQuery; scope: SearchScope; limit: number },
  ): Promise<number[]>
}
