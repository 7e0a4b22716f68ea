/** What a poll read goes into the archive, and what that tells of the feed is noted with it. */
import { storeArticles } from '../archive/article-table.ts'
import { noteReissue } from '../feed/feed-table.ts'
import type { NewArticle } from '../model/article.ts'
import type { Tx } from '../storage/db.ts'
import { placeStories } from './place-stories.ts'

/** Gives how many are new; that old ones came again is noted with the feed. */
export async function storeRead(
  tx: Tx,
  read: { feedId: number; articles: readonly NewArticle[]; now: number },
): Promise<number> {
  const { added, takenAsRead } = await storeArticles(tx, read)
  await placeStories(tx, added)
  if (takenAsRead > 0) await noteReissue(tx, read.feedId, { count: takenAsRead, at: read.now })
  return added.length
}
