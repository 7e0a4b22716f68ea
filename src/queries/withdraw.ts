/** Digests that are composed and not posted yet, and must not be posted as they are. */
import type { Tx } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'

/** Says whether a delivery's digest has an article on a card whose feed calls itself one for adults. */
export async function showsAdult(tx: Tx, deliveryId: number): Promise<boolean> {
  const rows = await tx.all(
    `SELECT a.id FROM delivery d
       JOIN digest_article da ON da.digest_id = d.digest_id
       JOIN article a ON a.id = da.article_id
       JOIN feed f ON f.id = a.feed_id
      WHERE d.id = $1 AND da.place = 'shown' AND f.adult = 1 LIMIT 1`,
    [deliveryId],
  )
  return rows.length > 0
}

type Composed = {
  id: number
  subscriptionId: number
  slot: number
  fromSeq: number
  toSeq: number
  /** Null where it was stored without a message. */
  state: string | null
  tried: boolean
}

/** A delivery's digest, and those of its subscription that were composed after it. */
async function digestsSince(tx: Tx, deliveryId: number): Promise<Composed[]> {
  const rows = await tx.all(
    `SELECT g.id, g.subscription_id, g.slot, g.from_seq, g.to_seq, d.state, d.first_try_at
       FROM delivery m
       JOIN digest asked ON asked.id = m.digest_id
       JOIN digest g ON g.subscription_id = asked.subscription_id AND g.id >= asked.id
       LEFT JOIN delivery d ON d.digest_id = g.id
      WHERE m.id = $1 ORDER BY g.id`,
    [deliveryId],
  )
  return rows.map((row) => ({
    id: Number(row['id']),
    subscriptionId: Number(row['subscription_id']),
    slot: Number(row['slot']),
    fromSeq: Number(row['from_seq']),
    toSeq: Number(row['to_seq']),
    state: row['state'] == null ? null : String(row['state']),
    tried: row['first_try_at'] != null,
  }))
}

/**
 * Takes a claimed delivery's digest back, and those that were composed after it: what they hold is composed anew at the
 * digest's slot. Gives false where any of them was tried, or their articles were taken since: then nothing is done.
 */
export async function withdrawDigests(
  tx: Tx,
  { id, attempt }: { id: number; attempt: number },
): Promise<boolean> {
  const all = await digestsSince(tx, id)
  const [first] = all
  if (!first || all.some(({ state, tried }) => tried || (state !== null && state !== 'pending'))) {
    return false
  }
  const ours = await tx.all('SELECT id FROM delivery WHERE id = $1 AND attempt = $2', [id, attempt])
  if (ours.length === 0) return false
  const moved = await tx.all(
    `UPDATE subscription SET seen_seq = $2, slot_at = $3, due_at = $3, attempt = attempt + 1,
        first_done = CASE WHEN $2 = 0 THEN 0 ELSE first_done END
      WHERE id = $1 AND seen_seq = $4 AND state = 'active' RETURNING id`,
    [first.subscriptionId, first.fromSeq, first.slot, all.at(-1)?.toSeq ?? 0],
  )
  if (moved.length === 0) return false
  const ids = all.map(({ id }) => id)
  for (const [table, column] of [
    ['delivery', 'digest_id'],
    ['digest_article', 'digest_id'],
    ['digest', 'id'],
  ]) {
    await tx.all(`DELETE FROM ${table} WHERE ${column} IN (${placesFor(ids)})`, ids)
  }
  return true
}
