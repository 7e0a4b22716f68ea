/** What the archive knows of a feed whose poll looks like a re-issue. */
import type { NewArticle } from '../model/article.ts'
import type { Tx } from '../storage/db.ts'
import { type Known, mayBeReissue, type Reissue, reissueOf } from './reissue.ts'

/** Gives which new articles of a poll are no news, and makes known ones known under their new identity. */
export async function takeReissue(
  tx: Tx,
  feedId: number,
  fresh: readonly NewArticle[],
): Promise<Reissue> {
  const nothing: Reissue = { same: new Map(), old: new Set() }
  if (!mayBeReissue(fresh)) return nothing
  const [last] = await tx.all('SELECT MAX(arrived_at) AS at FROM article WHERE feed_id = $1', [
    feedId,
  ])
  if (last?.['at'] == null) return nothing
  const known = await knownArticles(tx, feedId, fresh)
  const reissue = reissueOf(fresh, { known, lastArrival: Number(last['at']) })
  for (const [identity, id] of reissue.same) {
    await tx.all('UPDATE article SET identity = $2 WHERE id = $1', [id, identity])
  }
  return reissue
}

async function knownArticles(
  tx: Tx,
  feedId: number,
  fresh: readonly NewArticle[],
): Promise<Known[]> {
  const urls = new Set(fresh.map(({ url }) => url))
  const titles = new Set(fresh.map(({ title }) => title))
  const rows = await tx.all('SELECT id, url, title FROM article WHERE feed_id = $1', [feedId])
  return rows
    .map((row) => ({
      id: Number(row['id']),
      url: row['url'] == null ? null : String(row['url']),
      title: String(row['title']),
    }))
    .filter(({ url, title }) => urls.has(url) || titles.has(title))
}
