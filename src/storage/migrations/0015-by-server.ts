/** What stands in a server is found by it: when all of it is deleted, nothing else is looked through. */
import type { Migration } from '../migrate.ts'

export const byServer: Migration = {
  id: 15,
  name: 'postings and shares by server',
  sql: () => [
    'CREATE INDEX posting_guild ON posting (guild_id)',
    'CREATE INDEX share_guild ON share (guild_id)',
  ],
}
