/** Which articles a digest has on its cards, and which beside them. */
import type { Tx } from '../storage/db.ts'

type Slot = { subscriptionId: number; slotMinute: number }

/**
 * Gives the ids of the digest's articles in a subscription's slot that were listed, and of those that the channel was told
 * before, in their order; of each story one.
 */
export async function listedIn(tx: Tx, { subscriptionId, slotMinute }: Slot): Promise<number[]> {
  const rows = await tx.all(
    `SELECT da.article_id FROM digest d JOIN digest_article da ON da.digest_id = d.id
      WHERE d.subscription_id = $1 AND d.slot >= $2 AND d.slot < $3 
        AND ((da.place = 'listed' AND da.reason IS NULL) OR da.reason = 'told-before')
      ORDER BY da.position`,
    [subscriptionId, slotMinute * 60_000, (slotMinute + 1) * 60_000],
  )
  return rows.map((row) => Number(row['article_id']))
}

/** Gives the ids of the articles on the cards of the digest in a subscription's slot, in their order. */
export async function cardsOf(tx: Tx, { subscriptionId, slotMinute }: Slot): Promise<number[]> {
  const rows = await tx.all(
    `SELECT da.article_id FROM digest d JOIN digest_article da ON da.digest_id = d.id
      WHERE d.subscription_id = $1 AND d.slot >= $2 AND d.slot < $3 AND da.place = 'shown' AND da.reason IS NULL
      ORDER BY da.position`,
    [subscriptionId, slotMinute * 60_000, (slotMinute + 1) * 60_000],
  )
  return rows.map((row) => Number(row['article_id']))
}
