/** What a search index does, whichever engine holds it. */
import type { SearchScope } from '../model/search.ts'
import type { Tx } from '../storage/db.ts'
import type { SearchQuery, Wanted } from './search-query.ts'

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

/** `time` is when it was published, or else arrived. */
export type IndexEntry = { articleId: number; feedId: number; time: number; words: IndexWords }

/** `now` is where time that is open at its end ends. */
export type Search = {
  query: SearchQuery
  scope: SearchScope
  /** Only these articles, where given. */
  among?: readonly number[]
  /** Only articles with this id or a later one, where given. */
  firstId?: number
  limit: number
  now: number
}

export type SearchIndex = {
  /** Puts an article in, or in place of what was there for it. */
  put(tx: Tx, entry: IndexEntry): Promise<void>
  /** Takes articles out. */
  remove(tx: Tx, articleIds: readonly number[]): Promise<void>
  /** Gives the ids of the newest matches in scope and time, newest arrival first; what is in which feeds the scope says, not the query. */
  find(tx: Tx, search: Search): Promise<number[]>
  /** The same, of those whose words in one group hold one of what is wanted. */
  findIn(
    tx: Tx,
    search: Search & { group: keyof IndexWords; wanted: readonly Wanted[] },
  ): Promise<number[]>
  /** Gives some words of the index that begin alike, with how many articles hold each. */
  wordsFrom(tx: Tx, beginning: string): Promise<{ word: string; articles: number }[]>
}
