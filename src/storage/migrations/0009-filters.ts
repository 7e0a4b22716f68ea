/** What a subscription takes and leaves out, as JSON; without it everything goes in. */
import type { Migration } from '../migrate.ts'

export const filters: Migration = {
  id: 9,
  name: 'filters of digests',
  sql: () => ['ALTER TABLE subscription ADD COLUMN filters TEXT'],
}
