/**
 * Stories: which articles tell the same news, and what a story follows up. A story is found by the rare words of the
 * article in its middle and by the addresses of its articles and of those that they cite; both are kept for a week.
 */
import type { Migration } from '../migrate.ts'

export const stories: Migration = {
  id: 8,
  name: 'stories',
  sql: (engine) => {
    const id =
      engine === 'sqlite'
        ? 'INTEGER PRIMARY KEY AUTOINCREMENT'
        : 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY'
    const compact = engine === 'sqlite' ? 'WITHOUT ROWID' : ''
    return [
      `CREATE TABLE story (
        id ${id},
        article_id BIGINT NOT NULL REFERENCES article (id),
        follows BIGINT REFERENCES story (id),
        at BIGINT NOT NULL
      )`,
      'CREATE INDEX story_follows ON story (follows)',
      'ALTER TABLE article ADD COLUMN story_id BIGINT REFERENCES story (id)',
      'CREATE INDEX article_story ON article (story_id)',
      `CREATE TABLE story_word (
        word TEXT NOT NULL, at BIGINT NOT NULL, story_id BIGINT NOT NULL,
        PRIMARY KEY (word, at, story_id)
      ) ${compact}`,
      'CREATE INDEX story_word_at ON story_word (at)',
      `CREATE TABLE story_url (
        url TEXT NOT NULL, at BIGINT NOT NULL, story_id BIGINT NOT NULL,
        PRIMARY KEY (url, at, story_id)
      ) ${compact}`,
      'CREATE INDEX story_url_at ON story_url (at)',
    ]
  },
}
