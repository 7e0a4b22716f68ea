/**
 * The search index in SQLite's FTS5, table `article_index`. Tokens are written so that nothing in them means anything to
 * FTS5: whatever a user types, a query is made of quoted words and our own operators.
 */
import type { SearchScope } from '../model/search.ts'
import type { Tx } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'
import type { Term } from '../text/terms.ts'
import type { IndexWords, SearchIndex } from './search-index.ts'
import type { SearchQuery } from './search-query.ts'

/** Stands between two texts of a group: no query holds it, so no phrase reaches over it. */
const BOUNDARY = '\ue000'

/** Up to this many feeds are named in the query; beyond, joining the articles is faster. */
const FEEDS_IN_QUERY = 200

/** The `ascii` tokenizer splits at these too; everything beyond ASCII is part of a word. */
const ASCII_MARK = /[^A-Za-z0-9 \u0080-\uffff]/g
const PRIVATE_USE = 0xe000

/** Gives tokens as FTS5 sees them, their ASCII marks moved to private-use characters. */
const encoded = (tokens: readonly string[]) =>
  tokens
    .join(' ')
    .replaceAll(ASCII_MARK, (mark) => String.fromCharCode(PRIVATE_USE + 1 + mark.charCodeAt(0)))

const columnOf = (texts: string[][]) => texts.map(encoded).join(` ${BOUNDARY} `)

const feedToken = (feedId: number) => `f${feedId}`

const termExpression = ({ tokens, prefix }: Term) => `"${encoded(tokens)}"${prefix ? ' *' : ''}`

function matchExpression({ terms }: SearchQuery, feedIds: readonly number[] | null): string {
  const words = `{a b c d} : (${terms.map(termExpression).join(' AND ')})`
  if (feedIds === null) return words
  return `${words} AND f : (${feedIds.map((id) => `"${feedToken(id)}"`).join(' OR ')})`
}

export const fts5Index: SearchIndex = {
  async put(tx, { articleId, feedId, words }) {
    const { a, b, c, d }: IndexWords = words
    // A table without content knows no UPDATE: the whole row is replaced.
    await tx.all(
      'INSERT OR REPLACE INTO article_index (rowid, a, b, c, d, f) VALUES ($1, $2, $3, $4, $5, $6)',
      [articleId, columnOf(a), columnOf(b), columnOf(c), columnOf(d), feedToken(feedId)],
    )
  },

  async remove(tx, articleIds) {
    if (articleIds.length === 0) return
    await tx.all(`DELETE FROM article_index WHERE rowid IN (${placesFor(articleIds)})`, articleIds)
  },

  async find(tx, { query, scope, limit }) {
    const rows = await findRows(tx, { query, scope, limit })
    return rows.map((row) => Number(row['id']))
  },
}

function findRows(
  tx: Tx,
  { query, scope: { feedIds }, limit }: { query: SearchQuery; scope: SearchScope; limit: number },
) {
  if (feedIds === 'all' || feedIds.length <= FEEDS_IN_QUERY) {
    return tx.all(
      'SELECT rowid AS id FROM article_index WHERE article_index MATCH $1 ORDER BY rowid DESC LIMIT $2',
      [matchExpression(query, feedIds === 'all' ? null : feedIds), limit],
    )
  }
  return tx.all(
    `SELECT article_index.rowid AS id FROM article_index JOIN article a ON a.id = article_index.rowid
      WHERE article_index MATCH $1 AND a.feed_id IN (${placesFor(feedIds, 3)})
      ORDER BY article_index.rowid DESC LIMIT $2`,
    [matchExpression(query, null), limit, ...feedIds],
  )
}
