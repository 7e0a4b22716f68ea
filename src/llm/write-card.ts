/** The port through which an article gets lead and points from a language model. */
import type { ArticleText } from '../model/article.ts'
import type { Details } from '../model/details.ts'

/** A video's description and a post get no points by a model either: say what the text is where it is known. */
export type DescribedText = ArticleText & { details?: Details }

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
  article: DescribedText,
  options: WriteCardOptions,
) => Promise<ArticleText | null>
