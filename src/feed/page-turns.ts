/**
 * When a host may be asked for a page: in the same turns as for its feeds, as slowly as its robots.txt asks, and only so
 * often a day. Who takes a turn writes it down.
 */
import { PAGES } from '../../config/page-limits.ts'
import type { Tx } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'
import { TURN_MS } from './claim-feeds.ts'

const DAY_MS = 24 * 3_600_000

const dayOf = (now: number) => Math.floor(now / DAY_MS)

/** Says of a host's row `h`, which may be missing, that its turn is free at `$1` and its day (`$2`) has room for more. */
export const HAS_TURN = `COALESCE(h.free_at, 0) <= $1 AND COALESCE(h.page_free_at, 0) <= $1
  AND (COALESCE(h.page_day, 0) <> $2 OR COALESCE(h.pages, 0) < ${PAGES.aHostADay})`

/** Gives the values of `$1` and `$2` in `HAS_TURN`. */
export const turnAt = (now: number): [now: number, day: number] => [now, dayOf(now)]

/** Takes the turns of hosts; gives those that nobody else has taken. In one order, so that two takers cannot lock each other. */
export async function takePageTurns(
  tx: Tx,
  hosts: readonly string[],
  now: number,
): Promise<Set<string>> {
  if (hosts.length === 0) return new Set()
  const rows = await tx.all(
    `INSERT INTO host AS h (name, free_at, page_free_at, page_day, pages)
     VALUES ${hosts.map((_, index) => `($${index + 4}, $3, $3, $2, 1)`).join(', ')}
     ON CONFLICT (name) DO UPDATE SET
       free_at = excluded.free_at,
       page_free_at = $1 + CASE WHEN h.page_gap > ${TURN_MS} THEN h.page_gap ELSE ${TURN_MS} END,
       pages = CASE WHEN h.page_day = excluded.page_day THEN h.pages + 1 ELSE 1 END,
       page_day = excluded.page_day
      WHERE ${HAS_TURN}
     RETURNING name`,
    [...turnAt(now), now + TURN_MS, ...hosts.toSorted()],
  )
  return new Set(rows.map((row) => String(row['name'])))
}

/** Leaves a host's pages alone until a moment. */
export async function holdPages(tx: Tx, host: string, until: number): Promise<void> {
  await tx.all(`UPDATE host SET page_free_at = $2 WHERE name = $1 AND page_free_at < $2`, [
    host,
    until,
  ])
}

/** Notes how long (ms) a host wants to be left alone between two pages, from now on. */
export async function setPageGap(tx: Tx, host: string, gap: number, now: number): Promise<void> {
  await tx.all('UPDATE host SET page_gap = $2 WHERE name = $1', [host, gap])
  await holdPages(tx, host, now + gap)
}

/** Gives those hosts of some whose pages may be had until a moment. */
export async function openHosts(
  tx: Tx,
  hosts: readonly string[],
  { now, until }: { now: number; until: number },
): Promise<Set<string>> {
  if (hosts.length === 0) return new Set()
  const rows = await tx.all(
    `SELECT name FROM host h WHERE name IN (${placesFor(hosts, 3)}) AND NOT (${HAS_TURN})`,
    [until, dayOf(now), ...hosts],
  )
  const closed = new Set(rows.map((row) => String(row['name'])))
  return new Set(hosts.filter((host) => !closed.has(host)))
}
