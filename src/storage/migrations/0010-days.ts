/** On whose public holidays a digest does not come; who changed it last, when and how. */
import type { Migration } from '../migrate.ts'

export const days: Migration = {
  id: 10,
  name: 'days without holidays, and who changed a digest',
  sql: () => [
    'ALTER TABLE subscription ADD COLUMN holidays TEXT',
    'ALTER TABLE subscription ADD COLUMN changed_by TEXT',
    'ALTER TABLE subscription ADD COLUMN changed_at BIGINT',
    'ALTER TABLE subscription ADD COLUMN changed_how TEXT',
  ],
}
