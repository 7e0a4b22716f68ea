/** The articles that people keep for themselves. The second index is for whoever trims the archive: these stay. */
import type { Migration } from '../migrate.ts'

export const saved: Migration = {
  id: 11,
  name: 'saved articles',
  sql: () => [
    `CREATE TABLE saved (
      user_id TEXT NOT NULL,
      article_id BIGINT NOT NULL REFERENCES article (id),
      saved_at BIGINT NOT NULL,
      PRIMARY KEY (user_id, article_id)
    )`,
    'CREATE INDEX saved_article ON saved (article_id)',
  ],
}
