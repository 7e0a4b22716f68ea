/**
 * What articles get beside their feed's item: whether they are paid for, the address that their page calls its own, and
 * the work of fetching that page. A row of `enrichment` belongs to an article that wants more than its item gave: `due_at`
 * is null when that is done, `item` what the feed itself said. Hosts have a pace and a daily number of pages beside.
 */
import type { Migration } from '../migrate.ts'

export const enrichment: Migration = {
  id: 7,
  name: 'enrichment',
  sql: (engine) => [
    'ALTER TABLE article ADD COLUMN paid BIGINT',
    'ALTER TABLE article ADD COLUMN canonical TEXT',
    `CREATE TABLE enrichment (
      id ${engine === 'sqlite' ? 'INTEGER' : 'BIGINT'} PRIMARY KEY REFERENCES article (id),
      address TEXT NOT NULL, host TEXT NOT NULL, hops BIGINT NOT NULL DEFAULT 0,
      wanted_at BIGINT NOT NULL, fresh_from BIGINT NOT NULL, urgent BIGINT NOT NULL DEFAULT 0,
      due_at BIGINT, tries BIGINT NOT NULL DEFAULT 0, attempt BIGINT NOT NULL DEFAULT 0, owner TEXT,
      outcome TEXT, done_at BIGINT, item TEXT
    )`,
    'CREATE INDEX enrichment_due ON enrichment (due_at) WHERE due_at IS NOT NULL',
    'ALTER TABLE host ADD COLUMN page_free_at BIGINT NOT NULL DEFAULT 0',
    'ALTER TABLE host ADD COLUMN page_gap BIGINT NOT NULL DEFAULT 0',
    'ALTER TABLE host ADD COLUMN page_day BIGINT NOT NULL DEFAULT 0',
    'ALTER TABLE host ADD COLUMN pages BIGINT NOT NULL DEFAULT 0',
  ],
}
