/** The words of the search index, to look for what a misspelled one may have meant. */
import type { Migration } from '../migrate.ts'

export const indexWords: Migration = {
  id: 23,
  name: 'words of the index',
  sql: (engine) =>
    engine === 'sqlite'
      ? ["CREATE VIRTUAL TABLE article_words USING fts5vocab('article_index', 'row')"]
      : [],
}
