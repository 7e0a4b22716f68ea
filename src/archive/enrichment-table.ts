/** What is due of articles that want more than their feed's item gave, and what became of it. */
import { PAGES } from '../../config/page-limits.ts'
import type { ArticleText } from '../model/article.ts'
import type { Row, Tx } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'

export type Enrichment = {
  /** The article's. */
  id: number
  /** What is asked next; empty where no page is wanted. */
  address: string
  host: string
  /** Hosts that redirects have led over. */
  hops: number
  tries: number
  attempt: number
  /** Epoch ms: cached answers since then are good. */
  freshFrom: number
  /** Nothing is gained of the page: it is only looked at whether it is still there. */
  recheck: boolean
}

/** What `enrichmentOf` reads. */
export const ENRICHMENT_COLUMNS = 'id, address, host, hops, tries, attempt, fresh_from, recheck'

/** Gives the enrichment that a row of `ENRICHMENT_COLUMNS` holds. */
export const enrichmentOf = (row: Row): Enrichment => ({
  id: Number(row['id']),
  address: String(row['address']),
  host: String(row['host']),
  hops: Number(row['hops']),
  tries: Number(row['tries']),
  attempt: Number(row['attempt']),
  freshFrom: Number(row['fresh_from']),
  recheck: row['recheck'] === 1,
})

export type WantedEnrichment = { id: number; address: string; host: string }

/** Makes enrichment of an article due now, anew where there was one before: what is under way for it is dropped. */
export async function wantEnrichment(
  tx: Tx,
  { id, address, host }: WantedEnrichment,
  { now, freshFrom }: { now: number; freshFrom: number },
): Promise<void> {
  await tx.all(
    `INSERT INTO enrichment (id, address, host, wanted_at, fresh_from, due_at) VALUES ($1, $2, $3, $4, $5, $4)
     ON CONFLICT (id) DO UPDATE SET address = excluded.address, host = excluded.host, hops = 0, tries = 0, urgent = 0,
       wanted_at = excluded.wanted_at, fresh_from = excluded.fresh_from, due_at = excluded.due_at,
       attempt = enrichment.attempt + 1, owner = NULL, outcome = NULL, done_at = NULL, item = NULL, recheck = 0`,
    [id, address, host, now, freshFrom],
  )
}

/** Has an article's page looked at once more, unless it is being asked for; what was gained of it stays. */
export async function wantRecheck(
  tx: Tx,
  { id, address, host }: WantedEnrichment,
  now: number,
): Promise<void> {
  await tx.all(
    `INSERT INTO enrichment (id, address, host, wanted_at, fresh_from, due_at, recheck) VALUES ($1, $2, $3, $4, $4, $4, 1)
     ON CONFLICT (id) DO UPDATE SET address = excluded.address, host = excluded.host, hops = 0, tries = 0, urgent = 0,
       wanted_at = excluded.wanted_at, fresh_from = excluded.fresh_from, due_at = excluded.due_at,
       attempt = enrichment.attempt + 1, owner = NULL, recheck = 1
      WHERE enrichment.due_at IS NULL`,
    [id, address, host, now],
  )
}

/** Ends the enrichment of an article whose feed says something else now; what is under way for it is dropped. */
export async function dropEnrichment(tx: Tx, id: number): Promise<void> {
  await tx.all(
    'UPDATE enrichment SET due_at = NULL, attempt = attempt + 1, owner = NULL, item = NULL WHERE id = $1',
    [id],
  )
}

/** Gives those of some articles that were never sent for. */
export async function neverWanted(tx: Tx, ids: readonly number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set()
  const rows = await tx.all(`SELECT id FROM enrichment WHERE id IN (${placesFor(ids)})`, ids)
  const known = new Set(rows.map((row) => Number(row['id'])))
  return new Set(ids.filter((id) => !known.has(id)))
}

/** Lets articles that a digest is about to show go before others of their host. */
export async function hurry(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await tx.all(
    `UPDATE enrichment SET urgent = 1 WHERE due_at IS NOT NULL AND id IN (${placesFor(ids)})`,
    ids,
  )
}

/** Gives the hosts of those of some articles whose enrichment is under way, or may be until a moment. */
export async function pendingHosts(
  tx: Tx,
  ids: readonly number[],
  { now, until }: { now: number; until: number },
): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await tx.all(
    `SELECT DISTINCT host FROM enrichment
      WHERE (due_at <= $1 OR owner IS NOT NULL) AND wanted_at > $2 AND id IN (${placesFor(ids, 3)})`,
    [until, now - PAGES.wantedFor, ...ids],
  )
  return rows.map((row) => String(row['host']))
}

/** Gives up what nobody has come to in time; gives how many. */
export async function giveUpOld(tx: Tx, now: number): Promise<number> {
  const rows = await tx.all(
    `UPDATE enrichment SET due_at = NULL, owner = NULL, outcome = 'too-late', attempt = attempt + 1
      WHERE due_at <= $1 AND wanted_at <= $2 RETURNING id`,
    [now, now - PAGES.wantedFor],
  )
  return rows.length
}

/** Gives what an article's feed itself said, where its page's text stands in its place. */
export async function itemOf(tx: Tx, id: number): Promise<ArticleText | null> {
  const [row] = await tx.all('SELECT item FROM enrichment WHERE id = $1', [id])
  return row?.['item'] == null ? null : (JSON.parse(String(row['item'])) as ArticleText)
}
