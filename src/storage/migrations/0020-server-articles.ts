/** Whether an article was posted in a server is asked with every answer: not by looking through all that was posted there. */
import type { Migration } from '../migrate.ts'

export const serverArticles: Migration = {
  id: 20,
  name: 'postings by server and article',
  sql: () => [
    'CREATE INDEX posting_server_article ON posting (guild_id, article_id)',
    // The new one finds a server's postings too.
    'DROP INDEX posting_guild',
  ],
}
