/** Which articles of a feed stand on cards that are still read. */
import type { Tx } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'

export type PostedLately = { id: number; identity: string; url: string | null; seq: number }

/** Gives the articles of a feed that came and were posted since these moments and whose pages were not asked for of late. */
export async function postedLately(
  tx: Tx,
  {
    feedId,
    arrivedSince,
    postedSince,
    askedBefore,
  }: { feedId: number; arrivedSince: number; postedSince: number; askedBefore: number },
): Promise<PostedLately[]> {
  const rows = await tx.all(
    `SELECT a.id, a.identity, a.url, a.seq FROM article a LEFT JOIN enrichment e ON e.id = a.id
      WHERE a.feed_id = $1 AND a.arrived_at > $2 AND (e.id IS NULL OR (e.due_at IS NULL AND e.wanted_at < $3))
        AND EXISTS (SELECT 1 FROM posting p WHERE p.article_id = a.id AND p.posted_at > $4)`,
    [feedId, arrivedSince, askedBefore, postedSince],
  )
  return rows.map((row) => ({
    id: Number(row['id']),
    identity: String(row['identity']),
    url: row['url'] == null ? null : String(row['url']),
    seq: Number(row['seq']),
  }))
}

/** Statements are kept far below the engines' limits of parameters. */
const MOST = 500

/** Gives the lowest arrival number among some articles of a feed, or null where none is known. */
export async function oldestAmong(
  tx: Tx,
  { feedId, identities }: { feedId: number; identities: readonly string[] },
): Promise<number | null> {
  const some = identities.slice(0, MOST)
  const [row] = await tx.all(
    `SELECT MIN(seq) AS seq FROM article WHERE feed_id = $1 AND seq > 0 AND identity IN (${placesFor(some, 2)})`,
    [feedId, ...some],
  )
  return row?.['seq'] == null ? null : Number(row['seq'])
}
