/** Servers that the bot is no longer in, and since when: what is theirs is kept for a month. */
import type { Migration } from '../migrate.ts'

export const leftServers: Migration = {
  id: 14,
  name: 'servers that were left',
  sql: () => ['CREATE TABLE left_server (guild_id TEXT PRIMARY KEY, since BIGINT NOT NULL)'],
}
