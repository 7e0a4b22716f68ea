/** What goes out first of all that is due. */
import type { Migration } from '../migrate.ts'

export const priority: Migration = {
  id: 24,
  name: 'the order in which deliveries go out',
  sql: () => [
    'ALTER TABLE delivery ADD COLUMN priority BIGINT NOT NULL DEFAULT 0',
    `UPDATE delivery SET priority = 2 WHERE kind = 'notice'`,
    'DROP INDEX delivery_due',
    'CREATE INDEX delivery_next ON delivery (state, priority, due_at, id)',
  ],
}
