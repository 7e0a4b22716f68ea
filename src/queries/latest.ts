/** What is new in the feeds that somebody may see. */
import { ARTICLE_COLUMNS, articleOf } from '../archive/article-table.ts'
import type { Article } from '../model/article.ts'
import type { SearchScope } from '../model/search.ts'
import type { Tx, Value } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'

const NEWEST_FIRST = 'COALESCE(published_at, arrived_at) DESC, id DESC'

/** Gives the newest articles, by publication or, where that is not known, arrival; of one feed where `feedId` is given. */
export async function latest(
  tx: Tx,
  { scope, limit, feedId }: { scope: SearchScope; limit: number; feedId?: number },
): Promise<Article[]> {
  const feedIds = feedId === undefined ? scope.feedIds : only(scope, feedId)
  if (feedIds !== 'all' && feedIds.length === 0) return []
  const [feeds, params]: [string, Value[]] =
    feedIds === 'all' ? ['', []] : [`WHERE f.id IN (${placesFor(feedIds, 2)})`, [...feedIds]]
  // Each feed's newest come from its index: a feed that posts all day does not make the others slow to find.
  const rows = await tx.all(
    `SELECT ${ARTICLE_COLUMNS} FROM article WHERE id IN (
       SELECT a.id FROM feed f JOIN article a ON a.id IN (
         SELECT id FROM article WHERE feed_id = f.id ORDER BY ${NEWEST_FIRST} LIMIT $1) ${feeds})
     ORDER BY ${NEWEST_FIRST} LIMIT $1`,
    [limit, ...params],
  )
  return rows.map(articleOf)
}

const only = ({ feedIds }: SearchScope, feedId: number): number[] =>
  feedIds === 'all' || feedIds.includes(feedId) ? [feedId] : []
