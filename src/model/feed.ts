/** A feed as its document says it, before anything is made of it. */
import type { Details } from './details.ts'

export type FeedFormat = 'rss' | 'rdf' | 'atom' | 'json'

export type FeedItem = {
  /** guid / id as received, or null. */
  id: string | null
  title: string | null
  /** As the feed gives it, absolute. */
  link: string | null
  /** The article's own address where the feed says that `link` is another's: FeedBurner's, AMP's. */
  canonical?: string
  /** ISO 8601 in UTC, or null where missing or unreadable. */
  date: string | null
  author: string | null
  image: string | null
  categories: string[]
  /** HTML as received: the longest of content:encoded, content, description. */
  content: string | null
  summary: string | null
  lang: string | null
  /** What it is beside its text; absent for an ordinary article. */
  details?: Details
}

export type ParsedFeed = {
  format: FeedFormat
  title: string | null
  link: string | null
  lang: string | null
  items: FeedItem[]
  /** That it calls itself one for adults. */
  adult?: true
}

/** Why a document or an address gave no feed. */
export type FeedErrorKind =
  | 'not-a-feed'
  | 'empty'
  | 'too-large'
  | 'too-complex'
  | 'timeout'
  | 'blocked'
  | 'bad-address'
  /** The address bears a user's name or a password. */
  | 'credentials'
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

/** Why a feed gives nothing, as feeds are grouped for those who are told. */
export type Cause =
  | FeedErrorKind
  | 'silent'
  /** Nothing stands at its address (404). */
  | 'missing'
  /** Its server sends readers away for now (429, 503). */
  | 'busy'

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
  /** In a row. */
  failures: number
  /** Kind of the last error, null after a success. */
  error: FeedErrorKind | null
  /** HTTP status of the last error, where there was one. */
  status: number | null
  /** Epoch ms of the first of the failures in a row. */
  failingSince: number | null
  succeededAt: number | null
  /** Epoch ms: until then its server wants to be left alone. */
  freshUntil: number
  /** Epoch ms at which it was taken down for good (410): it is not polled any more. */
  stoppedAt: number | null
  /** Where permanent redirects have led lately, and how many polls in a row. */
  movedTo: string | null
  movedSeen: number
  /** Epoch ms at which it was given the address to which it has moved, or null. */
  movedAt: number | null
  /** The last time that old articles came as if they were new: how many, and when (epoch ms). */
  reissued: { count: number; at: number } | null
  /** Whether it calls itself one for adults: then it stands in age-restricted channels only. */
  adult: boolean
  dueAt: number
  attempt: number
}
