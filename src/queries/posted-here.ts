/**
 * What another digest has on its cards in a channel, where one of the two posts articles as they come; and what stands on cards
 * there that the store was put back without.
 */
import type { Subscription } from '../model/subscription.ts'
import type { Tx } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'
import { isInstant } from '../subscription/instant.ts'

/** Statements are kept far below the engines' limits of parameters. */
const STEP = 500

/**
 * Gives which of some articles a subscription is not to repeat in its channel: those that another one has posted there as
 * they came; where it posts so itself, those that any other one has posted there. And those that anybody has posted there after
 * the copy was made from which the store was put back.
 */
export async function postedHere(
  tx: Tx,
  { id, channelId, schedule }: Subscription,
  articleIds: readonly number[],
): Promise<Set<number>> {
  const posted = new Set<number>()
  for (let from = 0; from < articleIds.length; from += STEP) {
    const step = articleIds.slice(from, from + STEP)
    const rows = await tx.all(
      // CROSS keeps SQLite to this order: from the articles, not through all that a channel was ever sent.
      `SELECT DISTINCT da.article_id FROM digest_article da CROSS JOIN digest d CROSS JOIN delivery m
        WHERE d.id = da.digest_id AND m.digest_id = d.id AND da.article_id IN (${placesFor(step, 3)}) AND da.place = 'shown'
          AND d.subscription_id <> $1 ${isInstant(schedule) ? '' : 'AND d.instant = 1'}
          AND m.channel_id = $2 AND m.state <> 'failed'`,
      [id, channelId, ...step],
    )
    const before = await tx.all(
      `SELECT a.id FROM article a CROSS JOIN restored_post r
        WHERE a.id IN (${placesFor(step, 2)}) AND r.channel_id = $1 AND r.url = a.url`,
      [channelId, ...step],
    )
    for (const row of rows) posted.add(Number(row['article_id']))
    for (const row of before) posted.add(Number(row['id']))
  }
  return posted
}
