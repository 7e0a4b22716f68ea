/** One digest of a subscription, before it is words: what it shows, what it lists. */
import type { Article } from './article.ts'
import type { CardCount, Locale } from './subscription.ts'

/** An article with what a card says of its feed. */
export type DigestArticle = Article & {
  feedTitle: string
  feedUrl: string
  /** Others that tell the same story, merged into this one; absent where nobody else does. */
  also?: readonly DigestArticle[]
  /** True where the reader was told of the affair before: this goes on with it. */
  isUpdate?: boolean
}

export type DigestContent = {
  /** Names the digest in custom ids; a short text of `[a-z0-9]`. */
  key: string
  locale: Locale
  zone: string
  /** Epoch ms of the slot. */
  slot: number
  /** Whole days that it covers, ≥ 1. */
  days: number
  /** True when every feed of the subscription is in the digest format and this is its only article. */
  alone: boolean
  shown: DigestArticle[]
  listed: DigestArticle[]
  count: CardCount
  roleId: string | null
  /** Posted without sound; true also when late. */
  silent: boolean
}

/** Why an article of the window is not a card. */
export type Placement = {
  articleId: number
  place: 'shown' | 'listed' | 'left-out'
  reason: string | null
}
