/** Which articles a digest has on its cards, and which beside them. */
import { digestKey } from '../delivery/nonce.ts'
import type { Tx } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'

const LISTED = "((da.place = 'listed' AND da.reason IS NULL) OR da.reason = 'told-before')"

type Slot = { subscriptionId: number; slotMinute: number }

/**
 * Gives the ids of the digest's articles in a subscription's slot that were listed, and of those that the channel was told
 * before, in their order; of each story one.
 */
export async function listedIn(tx: Tx, { subscriptionId, slotMinute }: Slot): Promise<number[]> {
  const rows = await tx.all(
    `SELECT da.article_id FROM digest d JOIN digest_article da ON da.digest_id = d.id
      WHERE d.subscription_id = $1 AND d.slot >= $2 AND d.slot < $3 AND ${LISTED}
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

/** Gives which of some articles a server's digests listed whose messages stand in channels that `sees` lets through. */
export async function listedFor(
  tx: Tx,
  {
    articleIds,
    guildId,
    sees,
  }: {
    articleIds: readonly number[]
    guildId: string
    sees: (channelId: string) => boolean
  },
): Promise<Set<number>> {
  if (articleIds.length === 0) return new Set()
  const rows = await tx.all(
    `SELECT da.article_id, d.subscription_id, d.slot FROM digest_article da
       JOIN digest d ON d.id = da.digest_id JOIN subscription s ON s.id = d.subscription_id
      WHERE s.guild_id = $1 AND da.article_id IN (${placesFor(articleIds, 2)}) AND ${LISTED}`,
    [guildId, ...articleIds],
  )
  const listed = rows.map((row) => ({
    articleId: Number(row['article_id']),
    key: digestKey(Number(row['subscription_id']), Number(row['slot'])),
  }))
  const keys = [...new Set(listed.map(({ key }) => key))]
  const seen = new Set(await keysSeen(tx, keys, sees))
  return new Set(listed.filter(({ key }) => seen.has(key)).map(({ articleId }) => articleId))
}

/** Keys at once: far below the engines' limits of parameters. */
const STEP = 500

async function keysSeen(tx: Tx, keys: readonly string[], sees: (channelId: string) => boolean) {
  const seen: string[] = []
  for (let from = 0; from < keys.length; from += STEP) {
    const step = keys.slice(from, from + STEP)
    const rows = await tx.all(
      `SELECT key, channel_id FROM delivery WHERE state = 'sent' AND key IN (${placesFor(step)})`,
      step,
    )
    const inSight = rows.filter((row) => sees(String(row['channel_id'])))
    seen.push(...inSight.map((row) => String(row['key'])))
  }
  return seen
}
