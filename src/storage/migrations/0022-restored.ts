/** What stands in Discord and not in a store that was put back from a copy; what a message goes without. */
import type { Migration } from '../migrate.ts'

export const restored: Migration = {
  id: 22,
  name: 'what was posted after a copy was made, cards that are left out',
  sql: () => [
    `CREATE TABLE restored_post (channel_id TEXT NOT NULL, url TEXT NOT NULL, guild_id TEXT NOT NULL,
       PRIMARY KEY (channel_id, url))`,
    'CREATE INDEX restored_post_guild ON restored_post (guild_id)',
    'ALTER TABLE delivery ADD COLUMN left_out INTEGER',
  ],
}
