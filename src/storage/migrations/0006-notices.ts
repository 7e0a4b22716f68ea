/**
 * What notices and health need beside: by which notice a server was told of a feed, which servers nobody could write to
 * yet, when a feed has moved, and whether a feed calls itself one for adults.
 */
import type { Migration } from '../migrate.ts'

export const notices: Migration = {
  id: 6,
  name: 'notices',
  sql: () => [
    'ALTER TABLE notice ADD COLUMN key TEXT',
    'CREATE INDEX notice_key ON notice (key)',
    'CREATE TABLE notice_owed (guild_id TEXT PRIMARY KEY, since BIGINT NOT NULL)',
    'ALTER TABLE feed ADD COLUMN moved_at BIGINT',
    'ALTER TABLE feed ADD COLUMN adult BIGINT NOT NULL DEFAULT 0',
  ],
}
