/** What sources corrected of what they had said, and which cards in Discord are to be brought up to it. */
import type { Migration } from '../migrate.ts'

export const corrections: Migration = {
  id: 21,
  name: 'corrections',
  sql: () => [
    `CREATE TABLE correction (
      article_id BIGINT NOT NULL REFERENCES article (id),
      version BIGINT NOT NULL, at BIGINT NOT NULL, kind TEXT NOT NULL, changes TEXT NOT NULL,
      PRIMARY KEY (article_id, version)
    )`,
    'ALTER TABLE posting ADD COLUMN corrections BIGINT NOT NULL DEFAULT 0',
    'ALTER TABLE posting ADD COLUMN wanted BIGINT',
    // A page is only looked at whether it is still there: nothing is gained of it.
    'ALTER TABLE enrichment ADD COLUMN recheck BIGINT NOT NULL DEFAULT 0',
    'CREATE INDEX delivery_message ON delivery (message_id) WHERE message_id IS NOT NULL',
  ],
}
