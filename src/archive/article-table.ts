/** The archive: every article of every feed, with what it said before it changed. */
import { createHash } from 'node:crypto'
import type { Article, Flag, KeyPoint, NewArticle, NextPage, Section } from '../model/article.ts'
import type { Details } from '../model/details.ts'
import { nextSeq } from '../storage/counter.ts'
import type { Row, Tx, Value } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'
import { storable } from '../storage/storable.ts'
import { indexArticle } from './article-index.ts'
import { ARTICLE_TEXT_COLUMNS, textValues } from './article-text.ts'
import { contentHash } from './content-hash.ts'
import { itemOf } from './enrichment-table.ts'
import type { Head, Rankable } from './rank.ts'
import { takeReissue } from './reissue-table.ts'

const CONTENT_COLUMNS = [
  'url',
  ...ARTICLE_TEXT_COLUMNS,
  'categories',
  'image',
  'author',
  'published_at',
  'details',
  'paid',
] as const

/** What `articleOf` reads. */
export const ARTICLE_COLUMNS = `id, feed_id, identity, seq, version, arrived_at, canonical, story_id, ${CONTENT_COLUMNS.join(', ')}`

/** Feeds are read in pieces of this many identities, far below the engines' limits of parameters. */
const STEP = 500

/** The arrival number of what no digest shows: search finds it. */
const READ = 0

/** PostgreSQL cannot index a text of more than 2,704 bytes; a code unit takes at most three. */
const LONGEST_IDENTITY = 600

const text = (value: Value | undefined) => (value == null ? null : String(value))
const parsed = <T>(value: Value | undefined) => JSON.parse(String(value)) as T

const headOf = (row: Row): Head => ({
  id: Number(row['id']),
  feedId: Number(row['feed_id']),
  seq: Number(row['seq']),
  arrivedAt: Number(row['arrived_at']),
  publishedAt: row['published_at'] == null ? null : Number(row['published_at']),
  ...(row['story_id'] == null ? {} : { story: Number(row['story_id']) }),
})

/** Gives what a search weighs of a row: the columns that `outlinesByIds` asks for. */
const rankableOf = (row: Row): Rankable => ({
  ...headOf(row),
  title: String(row['title']),
  headline: String(row['headline']),
  lead: String(row['lead']),
  keyPoints: parsed<KeyPoint[]>(row['points']),
  sections: parsed<Section[]>(row['sections']),
  next: row['next'] == null ? null : parsed<NextPage>(row['next']),
})

/** Gives the article that a row of `ARTICLE_COLUMNS` holds. */
export const articleOf = (row: Row): Article => ({
  ...rankableOf(row),
  identity: String(row['identity']),
  version: Number(row['version']),
  // The feed's own address stays in the row: by it a source that re-issues its articles is recognised.
  url: text(row['canonical']) ?? text(row['url']),
  body: parsed<string[]>(row['body']),
  categories: parsed<string[]>(row['categories']),
  flags: parsed<Flag[]>(row['flags']),
  image: text(row['image']),
  author: text(row['author']),
  lang: String(row['lang']),
  ...(row['paid'] == null ? {} : { paid: row['paid'] === 1 }),
  ...(row['details'] == null ? {} : { details: parsed<Details>(row['details']) }),
})

/** Values in the order of `CONTENT_COLUMNS`. */
const contentOf = (article: NewArticle): Value[] => [
  article.url,
  ...textValues(article),
  JSON.stringify(article.categories),
  article.image,
  article.author,
  article.publishedAt,
  article.details === undefined ? null : JSON.stringify(article.details),
  article.paid === undefined ? null : Number(article.paid),
]

export type Stored = {
  /** In the order of their arrival numbers. */
  added: Article[]
  /** What a source said before and what it says now. */
  changed: { before: Article; after: Article }[]
  unchanged: number
  /** Of a source that moved or showed its archive: known articles under new identities, and old ones that are no news. */
  takenAsRead: number
}

/**
 * Stores what a poll of a feed read: new articles with arrival numbers in the order of their publication (those without
 * a date last), changed ones as their next version, each with its words in the search index. A date in the future becomes
 * `now`. What a source only re-issues is taken as read. Of several articles of one identity the first counts. The last statements of a transaction: they take the counter.
 */
export async function storeArticles(
  tx: Tx,
  { feedId, articles, now }: { feedId: number; articles: readonly NewArticle[]; now: number },
): Promise<Stored> {
  const read = new Map<string, NewArticle>()
  for (const article of articles) {
    const clean = cleaned(article, now)
    if (!read.has(clean.identity)) read.set(clean.identity, clean)
  }
  const known = await knownHashes(tx, feedId, [...read.keys()])
  const fresh = [...read.values()].filter(({ identity }) => !known.has(identity))
  const { same, old } = await takeReissue(tx, feedId, fresh)
  for (const [identity, about] of await knownHashes(tx, feedId, [...same.keys()])) {
    known.set(identity, about)
  }
  const changed: Stored['changed'] = []
  for (const article of read.values()) {
    const before = known.get(article.identity)
    if (before && before.hash !== contentHash(article)) {
      changed.push(await storeVersion(tx, { id: before.id, article, now }))
    }
  }
  for (const article of fresh) {
    if (old.has(article.identity)) await insertArticle(tx, { feedId, article, seq: READ, now })
  }
  const news = fresh.filter(({ identity }) => !same.has(identity) && !old.has(identity))
  const added = await storeNew(tx, { feedId, articles: news, now })
  const takenAsRead = same.size + old.size
  const unchanged = read.size - added.length - changed.length - old.size
  return { added, changed, unchanged, takenAsRead }
}

function cleaned(article: NewArticle, now: number): NewArticle {
  const clean = withStorableText(article)
  const { publishedAt } = article
  return {
    ...clean,
    identity: shortIdentity(clean.identity),
    publishedAt:
      publishedAt === null || !Number.isFinite(publishedAt) ? null : Math.min(publishedAt, now),
  }
}

const withStorableText = <T>(value: T): T =>
  JSON.parse(
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'string' ? storable(part) : part,
    ),
  ) as T

const shortIdentity = (identity: string) =>
  identity.length <= LONGEST_IDENTITY
    ? identity
    : `sha256:${createHash('sha256').update(identity).digest('base64url')}`

async function knownHashes(tx: Tx, feedId: number, identities: readonly string[]) {
  const known = new Map<string, { id: number; hash: string }>()
  for (let from = 0; from < identities.length; from += STEP) {
    const step = identities.slice(from, from + STEP)
    const rows = await tx.all(
      `SELECT id, identity, source_hash FROM article WHERE feed_id = $1 AND identity IN (${placesFor(step, 2)})`,
      [feedId, ...step],
    )
    for (const row of rows) {
      known.set(String(row['identity']), {
        id: Number(row['id']),
        hash: String(row['source_hash']),
      })
    }
  }
  return known
}

async function storeVersion(
  tx: Tx,
  { id, article, now }: { id: number; article: NewArticle; now: number },
): Promise<{ before: Article; after: Article }> {
  const before = await asItsSourceSaid(tx, id)
  if (!before) throw new Error(`article ${id} has gone within a transaction`)
  await tx.all(
    'INSERT INTO article_version (article_id, version, replaced_at, content) VALUES ($1, $2, $3, $4)',
    [id, before.version, now, JSON.stringify(before)],
  )
  // A source that changes an article often moves its date too: it was published when it was first published.
  const content = { ...article, publishedAt: before.publishedAt ?? article.publishedAt }
  const assignments = CONTENT_COLUMNS.map((column, index) => `${column} = $${index + 3}`)
  const [row] = await tx.all(
    `UPDATE article SET version = version + 1, source_hash = $2,
            canonical = CASE WHEN url = $3 THEN canonical END, ${assignments.join(', ')}
      WHERE id = $1 RETURNING ${ARTICLE_COLUMNS}`,
    [id, contentHash(article), ...contentOf(content)],
  )
  if (!row) throw new Error('UPDATE … RETURNING gave no row')
  const after = articleOf(row)
  await indexArticle(tx, after)
  return { before, after }
}

/** An article whose page's text stands in its item's place is compared, and kept, as its feed gave it. */
async function asItsSourceSaid(tx: Tx, id: number): Promise<Article | null> {
  const article = await articleById(tx, id)
  const item = article === null ? null : await itemOf(tx, id)
  return article === null || item === null ? article : { ...article, ...item }
}

async function storeNew(
  tx: Tx,
  { feedId, articles, now }: { feedId: number; articles: readonly NewArticle[]; now: number },
): Promise<Article[]> {
  if (articles.length === 0) return []
  // Feeds list the newest first: of two without an order of their own the later one is older.
  const oldestFirst = articles
    .toReversed()
    .sort((a, b) => (a.publishedAt ?? now) - (b.publishedAt ?? now))
  const first = await nextSeq(tx, articles.length)
  const added: Article[] = []
  for (const [index, article] of oldestFirst.entries()) {
    added.push(await insertArticle(tx, { feedId, article, seq: first + index, now }))
  }
  return added
}

async function insertArticle(
  tx: Tx,
  { feedId, article, seq, now }: { feedId: number; article: NewArticle; seq: number; now: number },
): Promise<Article> {
  const content = contentOf(article)
  const [row] = await tx.all(
    `INSERT INTO article (feed_id, identity, seq, arrived_at, source_hash, ${CONTENT_COLUMNS.join(', ')})
     VALUES ($1, $2, $3, $4, $5, ${placesFor(content, 6)}) RETURNING id`,
    [feedId, article.identity, seq, now, contentHash(article), ...content],
  )
  const stored = { ...article, id: Number(row?.['id']), feedId, seq, version: 1, arrivedAt: now }
  await indexArticle(tx, stored)
  return stored
}

/** Gives an article, or null. */
export async function articleById(tx: Tx, id: number): Promise<Article | null> {
  return (await articlesByIds(tx, [id]))[0] ?? null
}

/** Gives articles in the order of `ids`; those that are not there are left out. */
export async function articlesByIds(tx: Tx, ids: readonly number[]): Promise<Article[]> {
  if (ids.length === 0) return []
  const rows = await tx.all(
    `SELECT ${ARTICLE_COLUMNS} FROM article WHERE id IN (${placesFor(ids)})`,
    ids,
  )
  const byId = new Map(rows.map((row) => [Number(row['id']), row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row ? [articleOf(row)] : []
  })
}

/** Gives what articles are ranked by, in no order; the body, most of their size, is not read. */
export async function outlinesByIds(tx: Tx, ids: readonly number[]): Promise<Rankable[]> {
  if (ids.length === 0) return []
  const rows = await tx.all(
    `SELECT id, feed_id, story_id, seq, title, headline, lead, points, sections, next, published_at, arrived_at
       FROM article WHERE id IN (${placesFor(ids)})`,
    ids,
  )
  return rows.map(rankableOf)
}

/** Gives what is known of articles without reading them. */
export async function headsByIds(tx: Tx, ids: readonly number[]): Promise<Head[]> {
  if (ids.length === 0) return []
  const rows = await tx.all(
    `SELECT id, feed_id, story_id, seq, published_at, arrived_at FROM article WHERE id IN (${placesFor(ids)})`,
    ids,
  )
  return rows.map(headOf)
}

/** Gives the articles of some feeds that arrived after `afterSeq` and up to `toSeq`, in the order of arrival. */
export async function articlesBetween(
  tx: Tx,
  { feedIds, afterSeq, toSeq }: { feedIds: readonly number[]; afterSeq: number; toSeq: number },
): Promise<Article[]> {
  if (feedIds.length === 0) return []
  const rows = await tx.all(
    `SELECT ${ARTICLE_COLUMNS} FROM article
      WHERE seq > $1 AND seq <= $2 AND feed_id IN (${placesFor(feedIds, 3)}) ORDER BY seq`,
    [afterSeq, toSeq, ...feedIds],
  )
  return rows.map(articleOf)
}
