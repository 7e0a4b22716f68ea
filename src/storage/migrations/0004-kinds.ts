/** What an article is beside its text, as JSON: video, episode, release, post or link. */
import type { Migration } from '../migrate.ts'

export const kinds: Migration = {
  id: 4,
  name: 'kinds of articles',
  sql: () => ['ALTER TABLE article ADD COLUMN details TEXT'],
}
