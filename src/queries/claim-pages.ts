/**
 * Articles whose enrichment is due, one of a host in its turn: what a digest is about to show first, else the newest.
 * Those that want no page wait for no host.
 */
import { articlesByIds } from '../archive/article-table.ts'
import { ENRICHMENT_COLUMNS, type Enrichment, enrichmentOf } from '../archive/enrichment-table.ts'
import { HAS_TURN, takePageTurns, turnAt } from '../feed/page-turns.ts'
import type { Article } from '../model/article.ts'
import { claim } from '../storage/claim.ts'
import type { Tx } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'

type Lease = {
  now: number
  leaseUntil: number
  owner: string
  limit: number
  /** What this process has under way, which it does not take again whatever the clock says. */
  inHand: readonly number[]
}

export type DueArticle = { enrichment: Enrichment; article: Article }

/** Takes due articles for this process until `leaseUntil`, and the turns of their hosts. */
export async function claimPages(tx: Tx, { inHand, ...lease }: Lease): Promise<DueArticle[]> {
  const others = inHand.length === 0 ? '' : ` AND e.id NOT IN (${placesFor(inHand, 4)})`
  const due = await tx.all(
    `WITH due AS MATERIALIZED (
       SELECT e.id, e.host, e.urgent,
              ROW_NUMBER() OVER (PARTITION BY e.host ORDER BY e.urgent DESC, e.id DESC) AS place
         FROM enrichment e LEFT JOIN host h ON h.name = e.host
        WHERE e.due_at <= $1 AND ${HAS_TURN}${others})
     SELECT id, host FROM due WHERE place = 1 OR host = '' ORDER BY urgent DESC, id DESC LIMIT $3`,
    [...turnAt(lease.now), lease.limit, ...inHand],
  )
  const hosts = new Set(due.map((row) => String(row['host'])).filter((host) => host !== ''))
  const taken = await takePageTurns(tx, [...hosts], lease.now)
  const ids = due
    .filter((row) => row['host'] === '' || taken.has(String(row['host'])))
    .map((row) => Number(row['id']))
  if (ids.length === 0) return []
  const rows = await claim(tx, {
    ...lease,
    table: 'enrichment',
    where: `id IN (${placesFor(ids)})`,
    params: ids,
    columns: ENRICHMENT_COLUMNS,
  })
  const articles = new Map((await articlesByIds(tx, ids)).map((article) => [article.id, article]))
  return rows.map(enrichmentOf).flatMap((enrichment) => {
    const article = articles.get(enrichment.id)
    return article === undefined ? [] : [{ enrichment, article }]
  })
}
