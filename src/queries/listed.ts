/** Which articles a digest listed without a card. */
import type { Tx } from '../storage/db.ts'

/** Gives the ids of the listed articles of the digest in a subscription's slot, in their order. */
export async function listedIn(
  tx: Tx,
  { subscriptionId, slotMinute }: { subscriptionId: number; slotMinute: number },
): Promise<number[]> {
  const rows = await tx.all(
    `SELECT da.article_id FROM digest d JOIN digest_article da ON da.digest_id = d.id
      WHERE d.subscription_id = $1 AND d.slot >= $2 AND d.slot < $3 AND da.place = 'listed'
      ORDER BY da.position`,
    [subscriptionId, slotMinute * 60_000, (slotMinute + 1) * 60_000],
  )
  return rows.map((row) => Number(row['article_id']))
}
