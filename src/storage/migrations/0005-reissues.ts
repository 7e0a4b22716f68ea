/** When a feed last gave old articles as if they were new, and how many. */
import type { Migration } from '../migrate.ts'

export const reissues: Migration = {
  id: 5,
  name: 'reissues',
  sql: () => [
    'ALTER TABLE feed ADD COLUMN reissued_count BIGINT',
    'ALTER TABLE feed ADD COLUMN reissued_at BIGINT',
  ],
}
