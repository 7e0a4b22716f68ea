/** A feed as its document says it, before anything is made of it. */

export type FeedFormat = 'rss' | 'rdf' | 'atom' | 'json'

export type FeedItem = {
  /** guid / id as received, or null. */
  id: string | null
  title: string | null
  link: string | null
  /** ISO 8601 in UTC, or null where missing or unreadable. */
  date: string | null
  author: string | null
  image: string | null
  categories: string[]
  /** HTML as received: the longest of content:encoded, content, description. */
  content: string | null
  summary: string | null
  lang: string | null
}

export type ParsedFeed = {
  format: FeedFormat
  title: string | null
  link: string | null
  lang: string | null
  items: FeedItem[]
}

/** Why a document or an address gave no feed. */
export type FeedErrorKind =
  | 'not-a-feed'
  | 'empty'
  | 'too-large'
  | 'timeout'
  | 'blocked'
  | 'bad-address'
  | 'unreachable'
  | 'http-error'
  /** The redirects have no end. */
  | 'redirects'
  | 'certificate'
  /** 410: taken down for good. */
  | 'gone'
  /** Only for who is logged in. */
  | 'login'
  /** A check for browsers stands before it (Cloudflare's `cf-mitigated: challenge`). */
  | 'challenge'

export type FeedError = { kind: FeedErrorKind; message: string; status?: number }

/** A feed in the store. */
export type Feed = {
  id: number
  url: string
  title: string | null
  link: string | null
  lang: string | null
  etag: string | null
  lastModified: string | null
  bodyHash: string | null
  failures: number
  dueAt: number
  attempt: number
}
