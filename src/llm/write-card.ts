/** The port through which an article gets lead and points from a language model. */
import type { ArticleText } from '../model/article.ts'

export type WriteCardOptions = {
  signal: AbortSignal
  /** The digest's language; where the article's is another one, its card is translated. The article's own where undefined. */
  lang?: 'ja' | 'en'
}

/**
 * Gives the article with lead and points by a model, or null: what is there stays. Never rejects, never touches native
 * points but to translate them; a translated article bears the flag `translated`.
 */
export type WriteCard = (
  article: ArticleText,
  options: WriteCardOptions,
) => Promise<ArticleText | null>
