/**
 * Notes what sources have corrected, in the transaction that stores their new versions.
 *
 *   changed articles ─→ another meaning? ─→ not one that changes all the time ─→ the correction + a step for every message of the
 *   last two days in which its card stands
 *
 * A message that is still on its way keeps what it says, and is looked at when it is posted.
 */
import { PAGES } from '../../config/page-limits.ts'
import type { Stored } from '../archive/article-table.ts'
import { correctionOf, isLive, LIVE } from '../archive/correction.ts'
import { addCorrection, versionsReplacedSince } from '../archive/correction-table.ts'
import { wantCorrected } from '../delivery/correction-steps.ts'
import type { Article } from '../model/article.ts'
import type { Tx } from '../storage/db.ts'
import { isAwaited } from './want.ts'

/** Notes the corrections among what a poll found changed. */
export async function noteCorrections(
  tx: Tx,
  changed: Stored['changed'],
  now: number,
): Promise<void> {
  for (const { before, after } of changed) {
    const correction = correctionOf(before, after)
    if (correction === null) continue
    const { id: articleId, version } = after
    const versions = await versionsReplacedSince(tx, { articleId, since: now - LIVE.withinMs })
    if (isLive([before.title, after.title], versions)) continue
    await addCorrection(tx, { ...correction, articleId, version, at: now })
    await wantCorrected(tx, { articleId, version, now, dueAt: await dueAtOf(tx, after, now) })
  }
}

/** The article's own page says more than its feed: a card that was made of it waits for the page as a digest does. */
async function dueAtOf(tx: Tx, article: Article, now: number): Promise<number> {
  const until = now + PAGES.digestWaits
  return (await isAwaited(tx, [article], { now, until })) ? until : now
}
