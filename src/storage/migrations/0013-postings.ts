/** What a channel was shown since some moment is found without reading all that was ever posted. */
import type { Migration } from '../migrate.ts'

export const postingsByTime: Migration = {
  id: 13,
  name: 'postings by time',
  sql: () => ['CREATE INDEX posting_channel ON posting (channel_id, posted_at)'],
}
