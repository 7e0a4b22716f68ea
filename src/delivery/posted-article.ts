/** An article on a card of a message. */
export type PostedArticle = { articleId: number; version: number; embed: number }
