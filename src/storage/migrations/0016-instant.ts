/** Articles that are posted as they come, but not in quiet hours; what was there when a digest was set up. */
import type { Migration } from '../migrate.ts'

export const instant: Migration = {
  id: 16,
  name: 'articles as they come',
  sql: () => [
    'ALTER TABLE subscription ADD COLUMN instant BIGINT NOT NULL DEFAULT 0',
    'ALTER TABLE subscription ADD COLUMN quiet_from BIGINT',
    'ALTER TABLE subscription ADD COLUMN quiet_to BIGINT',
    'ALTER TABLE subscription ADD COLUMN start_seq BIGINT NOT NULL DEFAULT 0',
    `UPDATE subscription SET start_seq =
       COALESCE((SELECT MAX(a.seq) FROM article a WHERE a.arrived_at <= subscription.set_at), 0)
      WHERE seen_seq = 0`,
    'ALTER TABLE digest ADD COLUMN instant BIGINT NOT NULL DEFAULT 0',
    'CREATE INDEX delivery_digest ON delivery (digest_id)',
  ],
}
