/** Finds articles for someone who may see some feeds. */
import { findArticles } from '../archive/article-index.ts'
import { articlesByIds, outlinesByIds } from '../archive/article-table.ts'
import { locate } from '../archive/locate.ts'
import { rank } from '../archive/rank.ts'
import { parseQuery } from '../archive/search-query.ts'
import { ok, type Result } from '../lib/result.ts'
import type { SearchHit, SearchScope } from '../model/search.ts'
import type { Tx } from '../storage/db.ts'

/** The newest matches that are ranked: enough for what was meant, few enough to rank at once. */
const RANKED = 200

export type Found = {
  hits: SearchHit[]
  /** How many matches can be paged through: at most the newest 200. */
  total: number
}

/**
 * Gives matches of a query within what the scope allows, best first, from `offset` on. A query without a letter or digit
 * is a problem; any other text is a query, whatever it holds.
 */
export async function search(
  tx: Tx,
  {
    query: text,
    scope,
    limit,
    offset,
    now,
  }: {
    query: string
    scope: SearchScope
    limit: number
    offset: number
    now: number
  },
): Promise<Result<Found, { kind: 'empty-query' }>> {
  const parsed = parseQuery(text)
  if (!parsed.ok) return parsed
  const query = parsed.value
  if (scope.feedIds !== 'all' && scope.feedIds.length === 0) return ok({ hits: [], total: 0 })
  const ids = await findArticles(tx, { query, scope, limit: RANKED })
  const outlines = await outlinesByIds(tx, ids)
  const page = rank(outlines, { query, now }).slice(offset, offset + limit)
  const scores = new Map(page.map(({ id, score }) => [id, score]))
  const articles = await articlesByIds(tx, [...scores.keys()])
  const hits = articles.map((article) => ({
    article,
    score: scores.get(article.id) ?? 0,
    ...locate(article, query),
  }))
  return ok({ hits, total: outlines.length })
}
