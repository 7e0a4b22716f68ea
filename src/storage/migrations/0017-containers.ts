/**
 * Forum posts, threads from digests, and announcements that are handed on. What was set up before stays as it was: nobody is
 * published who was not told of it.
 */
import type { Migration } from '../migrate.ts'

export const containers: Migration = {
  id: 17,
  name: 'containers of digests',
  sql: (engine) => {
    const id =
      engine === 'sqlite'
        ? 'INTEGER PRIMARY KEY AUTOINCREMENT'
        : 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY'
    return [
      'ALTER TABLE subscription ADD COLUMN container TEXT',
      'ALTER TABLE subscription ADD COLUMN publish BIGINT NOT NULL DEFAULT 0',
      'ALTER TABLE delivery ADD COLUMN container TEXT',
      'ALTER TABLE delivery ADD COLUMN title TEXT',
      'ALTER TABLE delivery ADD COLUMN container_id TEXT',
      'ALTER TABLE delivery ADD COLUMN publish BIGINT NOT NULL DEFAULT 0',
      // Who sees a forum sees its posts, also those that no cache knows.
      'ALTER TABLE posting ADD COLUMN parent_id TEXT',
      `CREATE TABLE follow_up (
        id ${id},
        kind TEXT NOT NULL, delivery_id BIGINT NOT NULL,
        guild_id TEXT NOT NULL, channel_id TEXT NOT NULL, message_id TEXT NOT NULL, name TEXT NOT NULL,
        state TEXT NOT NULL, due_at BIGINT NOT NULL, created_at BIGINT NOT NULL,
        tries BIGINT NOT NULL DEFAULT 0, attempt BIGINT NOT NULL DEFAULT 0, owner TEXT, error TEXT,
        UNIQUE (delivery_id, kind)
      )`,
      'CREATE INDEX follow_up_due ON follow_up (state, due_at)',
      'CREATE INDEX follow_up_guild ON follow_up (guild_id)',
      `CREATE TABLE place_trouble (
        subscription_id BIGINT NOT NULL, cause TEXT NOT NULL, guild_id TEXT NOT NULL,
        since BIGINT NOT NULL, told_key TEXT,
        PRIMARY KEY (subscription_id, cause)
      )`,
      'CREATE INDEX place_trouble_guild ON place_trouble (guild_id)',
    ]
  },
}
