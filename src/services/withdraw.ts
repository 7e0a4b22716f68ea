/**
 * Articles that their sources take back without a word in the feed.
 *
 *   posted within two days, and gone from the feed while older ones still stand in it ─→ its page is asked once more ─→
 *   HTTP 410: withdrawn
 *
 * To be gone from a feed alone means nothing: feeds drop and move what they list.
 */
import { noteWithdrawn } from '../archive/correction-table.ts'
import { wantRecheck } from '../archive/enrichment-table.ts'
import { CORRECTED_FOR_MS, wantCorrected } from '../delivery/correction-steps.ts'
import { hostOf } from '../feed/address.ts'
import type { Article, NewArticle } from '../model/article.ts'
import { oldestAmong, postedLately } from '../queries/posted-lately.ts'
import type { Tx } from '../storage/db.ts'
import type { Enriching } from './want.ts'

/** What is posted was in the feed for a day at most; and a page is asked a few times within the two days. */
const ARRIVED_WITHIN_MS = CORRECTED_FOR_MS + 24 * 3_600_000
const ASKED_AGAIN_MS = 6 * 3_600_000

/** Sends for the pages of posted articles that a feed does not list any more where it should. */
export async function lookForWithdrawn(
  tx: Tx,
  {
    feedId,
    articles,
    now,
    enriching,
  }: { feedId: number; articles: readonly NewArticle[]; now: number; enriching: Enriching },
): Promise<void> {
  if (!enriching.pages || articles.length === 0) return
  const identities = new Set(articles.map(({ identity }) => identity))
  const posted = await postedLately(tx, {
    feedId,
    postedSince: now - CORRECTED_FOR_MS,
    arrivedSince: now - ARRIVED_WITHIN_MS,
    askedBefore: now - ASKED_AGAIN_MS,
  })
  const missing = posted.filter(({ identity }) => !identities.has(identity))
  const oldest =
    missing.length === 0 ? null : await oldestAmong(tx, { feedId, identities: [...identities] })
  if (oldest === null) return
  for (const { id, url, seq } of missing) {
    const host = hostOf(url ?? '')
    if (url === null || host === '' || seq < oldest) continue
    await wantRecheck(tx, { id, address: url, host }, now)
  }
}

/** Takes an article back whose page is gone for good: its cards say so. */
export async function withdraw(tx: Tx, article: Article, now: number): Promise<void> {
  const version = await noteWithdrawn(tx, { article, now })
  if (version === null) return
  await wantCorrected(tx, { articleId: article.id, version, now, dueAt: now })
}
