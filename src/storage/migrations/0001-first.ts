/** The first tables. Types of the common subset: BIGINT holds epoch ms and ids, TEXT holds JSON. */
import type { Migration } from '../migrate.ts'

export const first: Migration = {
  id: 1,
  name: 'first tables',
  sql: (engine) => {
    const id =
      engine === 'sqlite'
        ? 'INTEGER PRIMARY KEY AUTOINCREMENT'
        : 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY'
    return [
      'CREATE TABLE counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL)',
      'CREATE TABLE tick (name TEXT PRIMARY KEY, slot BIGINT NOT NULL)',
      `CREATE TABLE kv (
        namespace TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, expires_at BIGINT,
        PRIMARY KEY (namespace, key)
      )`,
      'CREATE INDEX kv_expires ON kv (expires_at)',
      'CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL)',
      `CREATE TABLE feed (
        id ${id},
        url TEXT NOT NULL UNIQUE,
        title TEXT, link TEXT, lang TEXT,
        etag TEXT, last_modified TEXT, body_hash TEXT,
        failures BIGINT NOT NULL DEFAULT 0, error TEXT,
        polled_at BIGINT, succeeded_at BIGINT,
        due_at BIGINT NOT NULL, attempt BIGINT NOT NULL DEFAULT 0, owner TEXT
      )`,
      'CREATE INDEX feed_due ON feed (due_at)',
      `CREATE TABLE article (
        id ${id},
        feed_id BIGINT NOT NULL REFERENCES feed (id),
        identity TEXT NOT NULL,
        seq BIGINT NOT NULL, version BIGINT NOT NULL DEFAULT 1,
        url TEXT, title TEXT NOT NULL, headline TEXT NOT NULL, lead TEXT NOT NULL,
        points TEXT NOT NULL, sections TEXT NOT NULL, next TEXT, body TEXT NOT NULL, categories TEXT NOT NULL, flags TEXT NOT NULL,
        image TEXT, author TEXT, lang TEXT NOT NULL,
        published_at BIGINT, arrived_at BIGINT NOT NULL,
        source_hash TEXT NOT NULL,
        UNIQUE (feed_id, identity)
      )`,
      'CREATE INDEX article_seq ON article (feed_id, seq)',
      'CREATE INDEX article_published ON article (published_at)',
      `CREATE TABLE article_version (
        article_id BIGINT NOT NULL REFERENCES article (id), version BIGINT NOT NULL,
        replaced_at BIGINT NOT NULL, content TEXT NOT NULL,
        PRIMARY KEY (article_id, version)
      )`,
      `CREATE TABLE guild (id TEXT PRIMARY KEY, locale TEXT, zone TEXT, settings TEXT NOT NULL DEFAULT '{}')`,
      `CREATE TABLE subscription (
        id ${id},
        guild_id TEXT NOT NULL, channel_id TEXT NOT NULL, name TEXT NOT NULL,
        minute BIGINT NOT NULL, days TEXT NOT NULL, zone TEXT NOT NULL, locale TEXT NOT NULL,
        count BIGINT NOT NULL, role_id TEXT, silent BIGINT NOT NULL DEFAULT 0,
        seen_seq BIGINT NOT NULL, first_done BIGINT NOT NULL DEFAULT 0,
        slot_at BIGINT NOT NULL, due_at BIGINT NOT NULL,
        version BIGINT NOT NULL DEFAULT 1, set_by TEXT NOT NULL, set_at BIGINT NOT NULL,
        state TEXT NOT NULL, paused_for TEXT, attempt BIGINT NOT NULL DEFAULT 0, owner TEXT
      )`,
      'CREATE INDEX subscription_due ON subscription (state, due_at)',
      'CREATE INDEX subscription_guild ON subscription (guild_id, channel_id)',
      `CREATE TABLE subscription_feed (
        subscription_id BIGINT NOT NULL REFERENCES subscription (id),
        feed_id BIGINT NOT NULL REFERENCES feed (id),
        from_seq BIGINT NOT NULL,
        position BIGINT NOT NULL,
        PRIMARY KEY (subscription_id, feed_id)
      )`,
      'CREATE INDEX subscription_feed_feed ON subscription_feed (feed_id)',
      `CREATE TABLE digest (
        id ${id},
        subscription_id BIGINT NOT NULL REFERENCES subscription (id),
        slot BIGINT NOT NULL, from_seq BIGINT NOT NULL, to_seq BIGINT NOT NULL, created_at BIGINT NOT NULL,
        UNIQUE (subscription_id, slot)
      )`,
      `CREATE TABLE digest_article (
        digest_id BIGINT NOT NULL REFERENCES digest (id),
        article_id BIGINT NOT NULL REFERENCES article (id),
        place TEXT NOT NULL, position BIGINT NOT NULL, reason TEXT,
        PRIMARY KEY (digest_id, article_id)
      )`,
      'CREATE INDEX digest_article_article ON digest_article (article_id)',
      `CREATE TABLE delivery (
        id ${id},
        key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
        digest_id BIGINT REFERENCES digest (id),
        guild_id TEXT NOT NULL, channel_id TEXT NOT NULL,
        position BIGINT NOT NULL, payload TEXT NOT NULL, postings TEXT NOT NULL DEFAULT '[]',
        state TEXT NOT NULL, due_at BIGINT NOT NULL, first_try_at BIGINT,
        tries BIGINT NOT NULL DEFAULT 0, attempt BIGINT NOT NULL DEFAULT 0, owner TEXT,
        message_id TEXT, error TEXT, created_at BIGINT NOT NULL
      )`,
      'CREATE INDEX delivery_due ON delivery (state, due_at)',
      'CREATE INDEX delivery_order ON delivery (channel_id, state, id)',
      `CREATE TABLE posting (
        article_id BIGINT NOT NULL REFERENCES article (id),
        guild_id TEXT NOT NULL, channel_id TEXT NOT NULL, message_id TEXT NOT NULL, embed BIGINT NOT NULL,
        version BIGINT NOT NULL, posted_at BIGINT NOT NULL,
        PRIMARY KEY (message_id, article_id)
      )`,
      'CREATE INDEX posting_article ON posting (article_id)',
    ]
  },
}
