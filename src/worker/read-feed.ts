/** One feed document becomes articles: parse, then each item through the article routes. No I/O. */
import { isMarkedPaid } from '../article/paid.ts'
import { readKind } from '../article/read-kind.ts'
import { addressOf, identities, withoutTracking } from '../feed/identity.ts'
import { parseFeed } from '../feed/parse.ts'
import { ok, type Result } from '../lib/result.ts'
import type { NewArticle } from '../model/article.ts'
import type { FeedError, FeedItem, ParsedFeed } from '../model/feed.ts'

export type ReadFeed = {
  title: string | null
  link: string | null
  lang: string | null
  articles: NewArticle[]
  /** That it calls itself one for adults. */
  adult?: true
}

/** How a service has a document read: in a thread, or in a test at once. */
export type ReadFeedDocument = typeof readFeed

/** Gives the articles of a feed document, or why it is none. */
export async function readFeed(
  body: Uint8Array,
  { contentType, url }: { contentType?: string; url?: string },
): Promise<Result<ReadFeed, FeedError>> {
  const parsed = await parseFeed(body, {
    ...(contentType === undefined ? {} : { contentType }),
    ...(url === undefined ? {} : { url }),
  })
  if (!parsed.ok) return parsed
  const feed = parsed.value
  const { title, link, lang, adult } = feed
  return ok({ title, link, lang, articles: articlesOf(feed), ...(adult ? { adult } : {}) })
}

/** Gives each item of a parsed feed as an article, in the feed's order; of items of one identity the first. */
export function articlesOf(feed: ParsedFeed): NewArticle[] {
  const named = identities(feed.items)
  const seen = new Set<string>()
  return feed.items.flatMap((item, index) => {
    const identity = named[index] ?? ''
    if (seen.has(identity)) return []
    seen.add(identity)
    return [articleOf(item, identity, feed.lang)]
  })
}

const articleOf = (item: FeedItem, identity: string, feedLang: string | null): NewArticle => {
  const { details } = item
  const input = {
    title: item.title,
    html: item.content,
    summary: item.summary,
    lang: item.lang ?? feedLang,
    url: item.link,
  }
  return {
    ...readKind(input, details),
    identity,
    url: linkedIn(details) ?? addressOf(item),
    // A release's picture is its maker's face.
    image: details?.kind === 'release' ? null : item.image,
    author: item.author,
    categories: item.categories,
    publishedAt: item.date === null ? null : Date.parse(item.date),
    ...(isPaid(item) ? { paid: true } : {}),
    ...(details === undefined ? {} : { details }),
  }
}

const isPaid = ({ title, content, summary, categories }: FeedItem): boolean =>
  isMarkedPaid({ title, text: content ?? summary, categories })

/** Of a link that is discussed, what it leads to is the article. */
const linkedIn = (details: FeedItem['details']): string | null =>
  details?.kind === 'link' && details.linked !== null ? withoutTracking(details.linked) : null
