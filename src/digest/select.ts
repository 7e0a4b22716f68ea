/** Decides which articles of a window become cards, which are listed and which are left out. Pure. */
import type { DigestArticle } from '../model/digest.ts'
import type { CardCount } from '../model/subscription.ts'
import { feedsTelling, tellersOf } from './merge.ts'

const DAY_MS = 24 * 3_600_000
/** A first digest is a taste, not the whole archive of a feed. */
const FIRST_DIGEST = 8
/** No feed fills more than this share of the cards (rounded up), unless fewer feeds than three have news. */
const FEED_SHARE = 1 / 3

export type LeftOutReason = 'older-than-a-day' | 'not-among-newest' | 'feed-cap'

export type SelectionOptions = {
  count: CardCount
  /** Epoch ms. */
  now: number
  /** A first window (of a subscription, or after a pause): only the last 24 hours. */
  first: boolean
  /** The subscription's very first digest: the newest 8 only, and those whatever their age when 24 hours hold nothing. */
  fallBackToNewest: boolean
  /** Articles of one feed at most, cards and list together. */
  feedCap?: number | null
  /** Articles that must be paid for come after all others. */
  paidLast?: boolean
}

export type Selection = {
  /** Cards, top story first. */
  shown: DigestArticle[]
  /** Matched, but no card: newest first. */
  listed: DigestArticle[]
  leftOut: { article: DigestArticle; reason: LeftOutReason }[]
}

/**
 * Places every article of a window exactly once. Cards go to the stories that more feeds tell, then to the feeds in turn,
 * the feed with the newest article first, each feed's newest first.
 */
export function selectArticles(
  window: readonly DigestArticle[],
  { count, now, first, fallBackToNewest, feedCap = null, paidLast = false }: SelectionOptions,
): Selection {
  const newest = byNewest(window, now)
  const timely = first
    ? firstWindow(newest, { now, fallBackToNewest })
    : { eligible: newest, leftOut: [] }
  const inOrder = paidLast ? timely.eligible.toSorted(byPrice) : timely.eligible
  const { eligible, over } = capped(inOrder, feedCap)
  const leftOut = [...timely.leftOut, ...over]
  const feeds = new Set(eligible.map((article) => article.feedId)).size
  const perFeed = Math.ceil(count * Math.max(FEED_SHARE, 1 / Math.max(1, feeds)))
  const shown = inTurn(eligible, { count, perFeed, paidLast })
  const cards = new Set(shown)
  return { shown, listed: eligible.filter((article) => !cards.has(article)), leftOut }
}

const isPaid = ({ paid }: DigestArticle) => paid === true

const byPrice = (a: DigestArticle, b: DigestArticle) => Number(isPaid(a)) - Number(isPaid(b))

/** Keeps the first articles of each feed. */
function capped(
  articles: readonly DigestArticle[],
  most: number | null,
): { eligible: readonly DigestArticle[]; over: Selection['leftOut'] } {
  if (most === null) return { eligible: articles, over: [] }
  const counts = new Map<number, number>()
  const eligible: DigestArticle[] = []
  const over: Selection['leftOut'] = []
  for (const article of articles) {
    const count = (counts.get(article.feedId) ?? 0) + 1
    counts.set(article.feedId, count)
    if (count <= most) eligible.push(article)
    else over.push({ article, reason: 'feed-cap' })
  }
  return { eligible, over }
}

function firstWindow(
  newest: readonly DigestArticle[],
  { now, fallBackToNewest }: { now: number; fallBackToNewest: boolean },
): { eligible: readonly DigestArticle[]; leftOut: Selection['leftOut'] } {
  const recent = newest.filter((article) => sortTime(article, now) > now - DAY_MS)
  const old = newest.filter((article) => sortTime(article, now) <= now - DAY_MS)
  const tooOld = old.map((article) => ({ article, reason: 'older-than-a-day' as const }))
  if (!fallBackToNewest) return { eligible: recent, leftOut: tooOld }
  const from = recent.length > 0 ? recent : newest
  const taken = new Set(inTurn(from, { count: FIRST_DIGEST, perFeed: FIRST_DIGEST }))
  return {
    eligible: from.filter((article) => taken.has(article)),
    leftOut: [
      ...from
        .filter((article) => !taken.has(article))
        .map((article) => ({ article, reason: 'not-among-newest' as const })),
      ...(recent.length > 0 ? tooOld : []),
    ],
  }
}

/**
 * Takes one article of each feed, then a second of each … until there are `count`; `articles` are newest first. With
 * `paidLast` the rounds of paid ones follow after all others.
 */
function inTurn(
  articles: readonly DigestArticle[],
  { count, perFeed, paidLast = false }: { count: number; perFeed: number; paidLast?: boolean },
): DigestArticle[] {
  const rounds: DigestArticle[][] = []
  const taken = new Map<number, number>()
  for (const article of byFeedsTelling(articles)) {
    const round = taken.get(article.feedId) ?? 0
    taken.set(article.feedId, round + 1)
    if (round >= perFeed) continue
    // What several feeds tell does not wait for a feed's turn.
    const told = feedsTelling(article) > 1 ? 0 : round + 1
    const turn = paidLast && isPaid(article) ? told + articles.length + 1 : told
    rounds[turn] ??= []
    rounds[turn]?.push(article)
  }
  return rounds.flat().slice(0, count)
}

/** The stories that more feeds tell first; within a number of feeds the order stays. */
const byFeedsTelling = (articles: readonly DigestArticle[]): DigestArticle[] =>
  articles.toSorted((a, b) => feedsTelling(b) - feedsTelling(a))

/** When a story counts as published: the newest of its articles' dates, else arrivals; never in the future. */
export const sortTime = (article: DigestArticle, now: number) =>
  Math.min(
    Math.max(...tellersOf(article).map(({ publishedAt, arrivedAt }) => publishedAt ?? arrivedAt)),
    now,
  )

const byNewest = (articles: readonly DigestArticle[], now: number) =>
  articles.toSorted((a, b) => sortTime(b, now) - sortTime(a, now) || b.seq - a.seq || b.id - a.id)
