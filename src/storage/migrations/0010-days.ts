/** On whose public holidays a digest does not come; who changed it last, when and how; and where it stood before. */
import type { Migration } from '../migrate.ts'

export const days: Migration = {
  id: 10,
  name: 'days without holidays, and who changed a digest',
  sql: () => [
    'ALTER TABLE subscription ADD COLUMN holidays TEXT',
    'ALTER TABLE subscription ADD COLUMN changed_by TEXT',
    'ALTER TABLE subscription ADD COLUMN changed_at BIGINT',
    'ALTER TABLE subscription ADD COLUMN changed_how TEXT',
    `CREATE TABLE former_channel (
      subscription_id BIGINT NOT NULL REFERENCES subscription (id),
      guild_id TEXT NOT NULL, channel_id TEXT NOT NULL,
      PRIMARY KEY (subscription_id, channel_id)
    )`,
    'CREATE INDEX former_channel_guild ON former_channel (guild_id)',
  ],
}
