/** The digests that were composed: one a subscription and slot, with the place of every article of its window. */
import type { Placement } from '../model/digest.ts'
import type { Tx } from '../storage/db.ts'

export type NewDigest = {
  subscriptionId: number
  slot: number
  fromSeq: number
  toSeq: number
  now: number
  /** Its articles are posted as they come. */
  instant?: boolean
}

/** Stores a digest with its articles' places and gives its id, or null where the slot has one already. */
export async function addDigest(
  tx: Tx,
  digest: NewDigest,
  placements: readonly Placement[],
): Promise<number | null> {
  const [row] = await tx.all(
    `INSERT INTO digest (subscription_id, slot, from_seq, to_seq, created_at, instant) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (subscription_id, slot) DO NOTHING RETURNING id`,
    [
      digest.subscriptionId,
      digest.slot,
      digest.fromSeq,
      digest.toSeq,
      digest.now,
      digest.instant ? 1 : 0,
    ],
  )
  if (!row) return null
  const id = Number(row['id'])
  for (const [position, placement] of placements.entries()) {
    await tx.all(
      'INSERT INTO digest_article (digest_id, article_id, place, position, reason) VALUES ($1, $2, $3, $4, $5)',
      [id, placement.articleId, placement.place, position, placement.reason],
    )
  }
  return id
}

/** Gives the slot of a subscription's last digest that showed something, or null. */
export async function lastDigestAt(tx: Tx, subscriptionId: number): Promise<number | null> {
  const [row] = await tx.all(
    `SELECT d.slot FROM digest d
      WHERE d.subscription_id = $1
        AND EXISTS (SELECT 1 FROM digest_article da WHERE da.digest_id = d.id AND da.place = 'shown')
      ORDER BY d.slot DESC LIMIT 1`,
    [subscriptionId],
  )
  return row?.['slot'] == null ? null : Number(row['slot'])
}

/** Gives when a subscription's last digest was composed, whether it was posted or not; null where there is none. */
export async function lastComposedAt(tx: Tx, subscriptionId: number): Promise<number | null> {
  const [row] = await tx.all(
    'SELECT created_at FROM digest WHERE subscription_id = $1 ORDER BY slot DESC LIMIT 1',
    [subscriptionId],
  )
  return row ? Number(row['created_at']) : null
}

/** Deletes the digests of a server; their deliveries must be gone. */
export async function forgetDigests(tx: Tx, guildId: string): Promise<void> {
  const own =
    'SELECT d.id FROM digest d JOIN subscription s ON s.id = d.subscription_id WHERE s.guild_id = $1'
  await tx.all(`DELETE FROM digest_article WHERE digest_id IN (${own})`, [guildId])
  await tx.all(`DELETE FROM digest WHERE id IN (${own})`, [guildId])
}
