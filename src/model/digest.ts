/** One digest of a subscription, before it is words: what it shows, what it lists. */
import type { Article } from './article.ts'
import type { Difference } from './difference.ts'
import type { CardCount, Locale } from './subscription.ts'

/** An article with what a card says of its feed. */
export type DigestArticle = Article & {
  feedTitle: string
  feedUrl: string
  /** Others that tell the same story, merged into this one; absent where nobody else does. */
  also?: readonly DigestArticle[]
  /** Where it (teller 0) and those in `also` (from 1) say different numbers of one thing. */
  differences?: readonly Difference[]
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
  /** Its articles are posted as they come: it is called by its minute, not by a day. */
  instant?: boolean
  /** True when every feed of the subscription is in the digest format and this is its only article. */
  alone: boolean
  shown: DigestArticle[]
  listed: DigestArticle[]
  count: CardCount
  roleId: string | null
  /** Posted without sound; true also when late. */
  silent: boolean
}

/** Where an article of a window stands: on a card, in the list behind the button, or nowhere. */
export type Place = 'shown' | 'listed' | 'left-out'

export type Placement = {
  articleId: number
  place: Place
  /** Why it was left out, for machines: `word-out:制裁`, `feed-cap`, …; null where it was not. */
  reason: string | null
}

/** An article with what became of it, and in which slot (epoch ms). */
export type Placed = { article: DigestArticle; slot: number } & Pick<Placement, 'place' | 'reason'>

/** A page of what became of a digest's articles; where they are posted as they come, of those of a day, the newest digest first. */
export type Why = {
  /** Null for the next digest, while there was none. */
  digestId: number | null
  /** Epoch ms. */
  slot: number
  /** Whether it is about a day, up to that digest. */
  ofDay: boolean
  /** How many articles wait for the end of quiet hours or a day off, and when that is (epoch ms); null where none does. */
  waiting: { articles: number; at: number } | null
  counts: Record<Place, number>
  /** From 0. */
  page: number
  pages: number
  entries: Placed[]
}
