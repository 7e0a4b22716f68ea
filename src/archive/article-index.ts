/** The words of the archive: written with the articles, in the same transaction, and searched by every engine's own index. */
import type { Article } from '../model/article.ts'
import type { Db, Tx } from '../storage/db.ts'
import { fts5Index } from './fts5-index.ts'
import { indexWords } from './index-words.ts'
import { timeOf } from './rank.ts'
import type { Search, SearchIndex } from './search-index.ts'
import type { Wanted } from './search-query.ts'

function indexOf(engine: Db['engine']): SearchIndex {
  if (engine === 'sqlite') return fts5Index
  throw new Error('the search index knows SQLite only so far')
}

/** Puts an article's words into the index, in place of those of its earlier version. */
export const indexArticle = (tx: Tx, article: Article): Promise<void> =>
  indexOf(tx.engine).put(tx, {
    articleId: article.id,
    feedId: article.feedId,
    time: timeOf(article),
    words: indexWords(article),
  })

/** Takes articles out of the index. */
export const forgetArticles = (tx: Tx, articleIds: readonly number[]): Promise<void> =>
  indexOf(tx.engine).remove(tx, articleIds)

/**
 * Gives the ids of the newest articles in scope that match, newest arrival first. The scope is part of the statement: what
 * others may see never takes the place of what the caller may see.
 */
export const findArticles = (tx: Tx, search: Search): Promise<number[]> =>
  indexOf(tx.engine).find(tx, search)

/** Gives of these matches those that hold one of what is wanted in the title, or in the lead and points. */
export const findIn = (
  tx: Tx,
  search: Search & { group: 'a' | 'b'; wanted: readonly Wanted[] },
): Promise<number[]> => indexOf(tx.engine).findIn(tx, search)

/** Gives words of the index, Latin ones, that begin with these letters: whatever feeds they stand in. */
export const indexedWords = (
  tx: Tx,
  beginning: string,
): Promise<{ word: string; articles: number }[]> => indexOf(tx.engine).wordsFrom(tx, beginning)
