/** The columns that hold what an article says: the part of its row that its feed or its page may write. */
import type { ArticleText } from '../model/article.ts'
import type { Value } from '../storage/db.ts'

export const ARTICLE_TEXT_COLUMNS = [
  'title',
  'headline',
  'lead',
  'points',
  'sections',
  'next',
  'body',
  'flags',
  'lang',
] as const

/** Gives values in the order of `ARTICLE_TEXT_COLUMNS`. */
export const textValues = (text: ArticleText): Value[] => [
  text.title,
  text.headline,
  text.lead,
  JSON.stringify(text.keyPoints),
  JSON.stringify(text.sections),
  text.next && JSON.stringify(text.next),
  JSON.stringify(text.body),
  JSON.stringify(text.flags),
  text.lang,
]
