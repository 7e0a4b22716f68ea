/** What an article's own page, and a model, add to what its feed said. */
import type { Article, ArticleText } from '../model/article.ts'
import type { Tx } from '../storage/db.ts'
import { indexArticle } from './article-index.ts'
import { articleById } from './article-table.ts'
import { ARTICLE_TEXT_COLUMNS, textValues } from './article-text.ts'

export type Gained = {
  /** In place of the item's, or null where that stays. */
  text: ArticleText | null
  image: string | null
  author: string | null
  publishedAt: number | null
  canonical: string | null
  paid: boolean | null
}

/**
 * Writes what an article gained, with its words in the index. What its feed said counts as its source still: the version
 * and the hash of the source stay. What the feed gives of picture, author and date goes before the page's.
 * Gives the article as it is now.
 */
export async function storeGained(
  tx: Tx,
  article: Article,
  gained: Gained,
): Promise<Article | null> {
  const text = gained.text ?? article
  const assignments = ARTICLE_TEXT_COLUMNS.map((column, index) => `${column} = $${index + 7}`)
  await tx.all(
    `UPDATE article SET image = COALESCE(image, $2), author = COALESCE(author, $3),
       published_at = COALESCE(published_at, $4), canonical = $5,
       paid = CASE WHEN paid = 1 THEN 1 ELSE $6 END, ${assignments.join(', ')} WHERE id = $1`,
    [
      article.id,
      gained.image,
      gained.author,
      gained.publishedAt,
      gained.canonical,
      gained.paid === null ? null : Number(gained.paid),
      ...textValues(text),
    ],
  )
  const after = await articleById(tx, article.id)
  if (after) await indexArticle(tx, after)
  return after
}
