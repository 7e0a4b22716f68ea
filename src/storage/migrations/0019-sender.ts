/** Who sends: one process at a time. And servers whose refusals let them rest. */
import type { Migration } from '../migrate.ts'

export const sender: Migration = {
  id: 19,
  name: 'the lease of the sender, servers that rest',
  sql: () => [
    'CREATE TABLE lease (name TEXT PRIMARY KEY, owner TEXT NOT NULL, until BIGINT NOT NULL)',
    'CREATE TABLE resting_server (guild_id TEXT PRIMARY KEY, until BIGINT NOT NULL)',
    `CREATE INDEX delivery_claimed ON delivery (owner) WHERE state = 'pending' AND owner IS NOT NULL`,
  ],
}
