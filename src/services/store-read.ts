/** What a poll read goes into the archive, what it tells of the feed is noted, what has too little is sent for, what was corrected is noted, and who wants it as it comes is rung. */
import { storeArticles } from '../archive/article-table.ts'
import { noteReissue } from '../feed/feed-table.ts'
import type { NewArticle } from '../model/article.ts'
import type { Tx } from '../storage/db.ts'
import { ring } from '../subscription/instant-table.ts'
import { noteCorrections } from './note-corrections.ts'
import { placeStories } from './place-stories.ts'
import { type Enriching, wantStored } from './want.ts'
import { lookForWithdrawn } from './withdraw.ts'

/** Gives how many are new; that old ones came again is noted with the feed. */
export async function storeRead(
  tx: Tx,
  read: { feedId: number; articles: readonly NewArticle[]; now: number; enriching: Enriching },
): Promise<number> {
  const { now } = read
  const stored = await storeArticles(tx, read)
  const { added, takenAsRead } = stored
  await placeStories(tx, added)
  if (takenAsRead > 0) await noteReissue(tx, read.feedId, { count: takenAsRead, at: now })
  await wantStored(tx, stored, { enriching: read.enriching, now })
  await noteCorrections(tx, stored.changed, now)
  await lookForWithdrawn(tx, read)
  if (added.length > 0) await ring(tx, { feedId: read.feedId, now })
  return added.length
}
