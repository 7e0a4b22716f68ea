/** What people have saved: an article stays in the archive as long as anybody keeps it. */
import type { Tx } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'

export type SavedRow = { articleId: number; feedId: number; savedAt: number }

/** Gives what a person has saved, the last saved first. */
export async function savedBy(tx: Tx, userId: string): Promise<SavedRow[]> {
  const rows = await tx.all(
    `SELECT s.article_id, s.saved_at, a.feed_id FROM saved s JOIN article a ON a.id = s.article_id
      WHERE s.user_id = $1 ORDER BY s.saved_at DESC, s.article_id DESC`,
    [userId],
  )
  return rows.map((row) => ({
    articleId: Number(row['article_id']),
    feedId: Number(row['feed_id']),
    savedAt: Number(row['saved_at']),
  }))
}

/** Saves an article; gives false where the person had it already. */
export async function addSaved(
  tx: Tx,
  { userId, articleId, now }: { userId: string; articleId: number; now: number },
): Promise<boolean> {
  const rows = await tx.all(
    `INSERT INTO saved (user_id, article_id, saved_at) VALUES ($1, $2, $3)
     ON CONFLICT (user_id, article_id) DO NOTHING RETURNING article_id`,
    [userId, articleId, now],
  )
  return rows.length === 1
}

/** Gives how many articles a person has saved. */
export async function countSaved(tx: Tx, userId: string): Promise<number> {
  const [row] = await tx.all('SELECT COUNT(*) AS saved FROM saved WHERE user_id = $1', [userId])
  return Number(row?.['saved'])
}

/** Takes articles off a person's list; gives how many were on it. */
export async function removeSaved(
  tx: Tx,
  { userId, articleIds }: { userId: string; articleIds: readonly number[] },
): Promise<number> {
  if (articleIds.length === 0) return 0
  const rows = await tx.all(
    `DELETE FROM saved WHERE user_id = $1 AND article_id IN (${placesFor(articleIds, 2)}) RETURNING article_id`,
    [userId, ...articleIds],
  )
  return rows.length
}

/** Empties a person's list. */
export async function forgetSaved(tx: Tx, userId: string): Promise<void> {
  await tx.all('DELETE FROM saved WHERE user_id = $1', [userId])
}
