/**
 * The search index in SQLite's FTS5, table `article_index`. Tokens are written so that nothing in them means anything to
 * FTS5: whatever a user types, a query is made of quoted words and our own operators.
 */
import type { Tx, Value } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'
import type { Term } from '../text/terms.ts'
import type { Field } from './query-pieces.ts'
import type { IndexWords, Search, SearchIndex } from './search-index.ts'
import type { SearchQuery, Wanted } from './search-query.ts'
import { periodWords, timeWords } from './time-words.ts'

/** Stands between two texts of a group: no query holds it, so no phrase reaches over it. */
const BOUNDARY = '\ue000'

/** Of words that begin alike so many are looked at. */
const WORDS = 5000

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

const COLUMNS: Record<Field, string> = { title: 'a', lead: 'b', source: 'c' }

const termExpression = ({ tokens, prefix }: Term) => `"${encoded(tokens)}"${prefix ? ' *' : ''}`

const oneOf = (expressions: readonly string[]) => `(${expressions.join(' OR ')})`

const wantedIn =
  (columns: string) =>
  ({ spellings }: Wanted) =>
    `{${columns}} : ${oneOf(spellings.map(termExpression))}`

const wantedExpression = (wanted: Wanted) =>
  wantedIn(wanted.field === null ? 'a b c d' : COLUMNS[wanted.field])(wanted)

const wordExpression = (words: readonly string[]) =>
  `f : ${oneOf(words.map((word) => `"${word}"`))}`

function matchExpression(
  query: SearchQuery,
  {
    feedIds,
    now,
    beside,
  }: { feedIds: readonly number[] | null; now: number; beside: string | null },
): string {
  const times = periodWords({ ...query, now })
  const all = [
    ...query.all.map((any) => oneOf(any.map(wantedExpression))),
    ...(feedIds === null ? [] : [wordExpression(feedIds.map(feedToken))]),
    ...(times === null ? [] : [wordExpression(times)]),
    ...(beside === null ? [] : [beside]),
  ].join(' AND ')
  // What must not stand in a source may stand in a heading, which is in the same column.
  const none = query.none.filter(({ field }) => field !== 'source').map(wantedExpression)
  return none.length === 0 ? all : `(${all}) NOT ${oneOf(none)}`
}

export const fts5Index: SearchIndex = {
  async put(tx, { articleId, feedId, time, words }) {
    const { a, b, c, d }: IndexWords = words
    // A table without content knows no UPDATE: the whole row is replaced.
    await tx.all(
      'INSERT OR REPLACE INTO article_index (rowid, a, b, c, d, f) VALUES ($1, $2, $3, $4, $5, $6)',
      [
        articleId,
        columnOf(a),
        columnOf(b),
        columnOf(c),
        columnOf(d),
        [feedToken(feedId), ...timeWords(time)].join(' '),
      ],
    )
  },

  async remove(tx, articleIds) {
    if (articleIds.length === 0) return
    await tx.all(`DELETE FROM article_index WHERE rowid IN (${placesFor(articleIds)})`, articleIds)
  },

  find: (tx, search) => idsOf(tx, search, null),

  findIn: (tx, { group, wanted, ...search }) =>
    idsOf(tx, search, oneOf(wanted.map(wantedIn(group)))),

  async wordsFrom(tx, beginning) {
    const rows = await tx.all(
      'SELECT term, doc FROM article_words WHERE term >= $1 AND term < $2 LIMIT $3',
      [beginning, `${beginning}\uffff`, WORDS],
    )
    return rows.map((row) => ({ word: String(row['term']), articles: Number(row['doc']) }))
  },
}

async function idsOf(tx: Tx, search: Search, beside: string | null): Promise<number[]> {
  const { sql, params } = statement(search, beside)
  return (await tx.all(sql, params)).map((row) => Number(row['id']))
}

/** The newest first; what the words of the index cannot say is asked of the articles themselves. */
function statement(
  { query, scope: { feedIds }, among, firstId, limit, now }: Search,
  beside: string | null,
): { sql: string; params: Value[] } {
  const isNamed = feedIds !== 'all' && feedIds.length <= FEEDS_IN_QUERY
  const named = isNamed ? feedIds : null
  const params: Value[] = [matchExpression(query, { feedIds: named, now, beside }), limit]
  const ofArticle: string[] = []
  if (feedIds !== 'all' && !isNamed) {
    ofArticle.push(`a.feed_id IN (${placesFor(feedIds, params.length + 1)})`)
    params.push(...feedIds)
  }
  for (const [bound, sign] of [
    [query.from, '>='],
    [query.to, '<'],
  ] as const) {
    if (bound === null) continue
    params.push(bound)
    ofArticle.push(`COALESCE(a.published_at, a.arrived_at) ${sign} $${params.length}`)
  }
  const ids: string[] = []
  if (among !== undefined) {
    ids.push(`article_index.rowid IN (${placesFor(among, params.length + 1)})`)
    params.push(...among)
  }
  if (firstId !== undefined) {
    params.push(firstId)
    ids.push(`article_index.rowid >= $${params.length}`)
  }
  const join = ofArticle.length === 0 ? '' : 'JOIN article a ON a.id = article_index.rowid'
  const conditions = ['article_index MATCH $1', ...ofArticle, ...ids].join(' AND ')
  const sql = `SELECT article_index.rowid AS id FROM article_index ${join}
    WHERE ${conditions} ORDER BY article_index.rowid DESC LIMIT $2`
  return { sql, params }
}
