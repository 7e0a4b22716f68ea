/** Which articles people have shared where: for the pace, and so that a person's name can be taken out of what was sent. */
import type { Migration } from '../migrate.ts'

export const shares: Migration = {
  id: 12,
  name: 'shared articles',
  sql: (engine) => [
    `CREATE TABLE share (
      id ${engine === 'sqlite' ? 'INTEGER PRIMARY KEY AUTOINCREMENT' : 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY'},
      user_id TEXT NOT NULL, guild_id TEXT NOT NULL, channel_id TEXT NOT NULL,
      article_id BIGINT NOT NULL REFERENCES article (id),
      shared_at BIGINT NOT NULL
    )`,
    'CREATE INDEX share_user ON share (user_id, shared_at)',
  ],
}
