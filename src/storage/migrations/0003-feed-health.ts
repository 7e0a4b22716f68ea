/**
 * What manners and health need of a feed: its host and the pace of that host, what it asks of its readers, where it has
 * moved, since when it fails. And what was told of it: one notice a server and feed, direct channels of those who are told.
 */
import type { Migration } from '../migrate.ts'

/** Later rows get the host from the address as it is parsed; this is near enough for those that are there. */
const HOST = {
  sqlite: `LOWER(SUBSTR(SUBSTR(url, INSTR(url, '://') + 3), 1, INSTR(SUBSTR(url, INSTR(url, '://') + 3) || '/', '/') - 1))`,
  postgres: `LOWER(SPLIT_PART(SPLIT_PART(url, '://', 2), '/', 1))`,
} as const

export const feedHealth: Migration = {
  id: 3,
  name: 'feed health',
  sql: (engine) => [
    `ALTER TABLE feed ADD COLUMN host TEXT NOT NULL DEFAULT ''`,
    `UPDATE feed SET host = ${HOST[engine]}`,
    'CREATE INDEX feed_host ON feed (host, due_at)',
    'CREATE INDEX subscription_slot ON subscription (state, slot_at)',
    'CREATE TABLE host (name TEXT PRIMARY KEY, free_at BIGINT NOT NULL)',
    'ALTER TABLE feed ADD COLUMN hints TEXT',
    'ALTER TABLE feed ADD COLUMN fresh_until BIGINT NOT NULL DEFAULT 0',
    'ALTER TABLE feed ADD COLUMN status BIGINT',
    'ALTER TABLE feed ADD COLUMN failing_since BIGINT',
    'ALTER TABLE feed ADD COLUMN moved_to TEXT',
    'ALTER TABLE feed ADD COLUMN moved_seen BIGINT NOT NULL DEFAULT 0',
    'ALTER TABLE feed ADD COLUMN stopped_at BIGINT',
    `CREATE TABLE notice (
      guild_id TEXT NOT NULL,
      feed_id BIGINT NOT NULL REFERENCES feed (id),
      cause TEXT NOT NULL, told_at BIGINT NOT NULL,
      PRIMARY KEY (guild_id, feed_id)
    )`,
    'CREATE TABLE direct_channel (user_id TEXT PRIMARY KEY, channel_id TEXT NOT NULL)',
    'CREATE INDEX delivery_kind ON delivery (kind, guild_id, created_at)',
  ],
}
