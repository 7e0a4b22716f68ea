/** What a search takes and gives. */
import type { Article } from './article.ts'

export type SearchScope = {
  /** Feeds that the caller may see; only their articles are found. `all` is the operator's lens. */
  feedIds: readonly number[] | 'all'
  /** Articles that the caller may see beside, whatever their feed. */
  articleIds?: readonly number[]
}

/** The part of an article in which a query was found, best first. */
export type Where = 'title' | 'lead' | 'point' | 'section' | 'source' | 'next' | 'body'

export type SearchSort = 'relevance' | 'newest'

/** Where a search looks: what is read in this channel, in this server, or in one's own digests, with what one saved. */
export type SearchPlace = 'channel' | 'server' | 'mine'

/** A search as somebody asks for it; times as they are typed: 昨日, last week, 2025-01. */
export type SearchWish = {
  query: string
  feedId?: number | undefined
  since?: string | undefined
  until?: string | undefined
  sort?: SearchSort | undefined
  place?: SearchPlace | undefined
}

/** Why a match stands where it does: what each reason adds to its score. */
export type Reasons = { words: number; together: number; title: number; recency: number }

export type SearchHit = {
  article: Article
  score: number
  reasons?: Reasons
  /** How many other matches tell the same story. */
  others: number
  where: Where
  /** The sentence, point or heading where it was found, as in the article. */
  text: string
}
