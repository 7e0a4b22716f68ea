/** Articles that their sources take back without a word in the feed: their pages are gone for good (HTTP 410). */
import { noteWithdrawn } from '../archive/correction-table.ts'
import { wantCorrected } from '../delivery/correction-steps.ts'
import type { Article } from '../model/article.ts'
import type { Tx } from '../storage/db.ts'

/** Takes an article back: its cards say so. */
export async function withdraw(tx: Tx, article: Article, now: number): Promise<void> {
  const version = await noteWithdrawn(tx, { article, now })
  if (version === null) return
  await wantCorrected(tx, { articleId: article.id, version, now, dueAt: now })
}
