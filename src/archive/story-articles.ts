/** Which story the articles of the archive tell. */
import type { Article } from '../model/article.ts'
import type { Tx } from '../storage/db.ts'
import { ARTICLE_COLUMNS, articleOf } from './article-table.ts'

/** A story that is told more often is not read on. */
const MOST = 50

/** Notes which story an article tells; null: none that is known. */
export async function setStory(tx: Tx, articleId: number, storyId: number | null): Promise<void> {
  await tx.all('UPDATE article SET story_id = $2 WHERE id = $1', [articleId, storyId])
}

/** Gives the first articles that tell a story, in the order of their arrival. */
export async function tellingsOf(tx: Tx, storyId: number): Promise<Article[]> {
  const rows = await tx.all(
    `SELECT ${ARTICLE_COLUMNS} FROM article WHERE story_id = $1 ORDER BY seq LIMIT ${MOST}`,
    [storyId],
  )
  return rows.map(articleOf)
}

/** Says whether one article tells a story, and no story follows it up. */
export async function tellsAlone(tx: Tx, storyId: number): Promise<boolean> {
  const rows = await tx.all(
    `SELECT id FROM article WHERE story_id = $1
      UNION ALL SELECT id FROM story WHERE follows = $1 LIMIT 2`,
    [storyId],
  )
  return rows.length === 1
}
