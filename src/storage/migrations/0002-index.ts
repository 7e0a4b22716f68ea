/**
 * The search index and what the newest articles of a feed are found by. Groups of text: a title · b lead, points ·
 * c headings, questions, answers, points and sources of sections, next teaser · d body; f holds the feed's id as a token.
 * The tokens are our own (src/text/tokens.ts): `ascii` only splits at blanks, and the text itself is not kept twice.
 */
import type { Migration } from '../migrate.ts'

export const articleIndex: Migration = {
  id: 2,
  name: 'search index',
  sql: (engine) => [
    'CREATE INDEX article_latest ON article (feed_id, (COALESCE(published_at, arrived_at)))',
    ...(engine === 'sqlite'
      ? [
          "CREATE VIRTUAL TABLE article_index USING fts5 (a, b, c, d, f, tokenize = 'ascii', content = '', contentless_delete = 1)",
        ]
      : []),
  ],
}
