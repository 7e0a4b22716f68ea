/** The feeds that a web page names. Pure, linear. */
import { Parser } from 'htmlparser2'
import { cleanText } from '../text/clean.ts'
import { safeUrl } from '../text/url.ts'

export type Offer = {
  url: string
  /** What the page calls it, or null. */
  title: string | null
}

/** A page's head is at its beginning; YouTube's pages name their channel within more. */
const LONGEST_HEAD = 600_000
const LONGEST_PAGE = 3_000_000
const MOST_LINKS = 500
/** More are no choice any more. */
const MOST_OFFERS = 60
const LONGEST_TITLE = 200
/** No page nests deeper; the parser's own stack grows slow beyond. What the head names was read before. */
const DEEPEST = 256

const TYPES = /^(?:application|text)\/(?:(?:rss|atom|rdf)\+xml|feed\+json|xml|json)$/i
/** These types are used for other things too: the address must speak for a feed. */
const VAGUE = /\/(?:xml|json)$/i
const LIKE_A_FEED = /feed|rss|atom|\.rdf|\.xml/i
/** oEmbed and the API of WordPress name JSON as an alternate. */
const NO_FEED = /oembed|wp-json|opensearch|sitemap|manifest/i
const COMMENTS = /comments?\/feed|feed\/comments?|[?&]comments|\/comments\.(?:xml|rss|atom)/i
const COMMENTS_TITLE = /\bcomments?\b|コメント/i

type Attributes = Record<string, string | undefined>

type Found = { links: Attributes[]; anchors: string[]; base: string | null }

function linksOf(html: string): Found {
  const found: Found = { links: [], anchors: [], base: null }
  let depth = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1
        if (depth > DEEPEST || found.links.length > MOST_LINKS) parser.pause()
        if (name === 'link') found.links.push(attributes)
        else if (name === 'base') found.base ??= attributes['href'] ?? null
        else if (name === 'a' && found.anchors.length < MOST_OFFERS) noteAnchor(found, attributes)
      },
      onclosetag() {
        depth -= 1
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.write(html.slice(0, LONGEST_HEAD))
  if (depth <= DEEPEST && found.links.length <= MOST_LINKS) parser.end()
  return found
}

const FEED_PATH =
  /\/(?:feed|rss|atom)\/?$|\/(?:feed|rss|atom|index)\.(?:xml|rdf|rss|atom)$|\.(?:rss|atom|rdf)$/i

function noteAnchor({ anchors }: Found, { href }: Attributes): void {
  if (href && FEED_PATH.test(href.split(/[?#]/)[0] ?? '')) anchors.push(href)
}

const isAlternate = ({ rel = '' }: Attributes) => /(?:^|\s)(?:alternate|feed)(?:\s|$)/i.test(rel)

function isFeedLink(link: Attributes): boolean {
  const { href = '', type = '', rel = '' } = link
  if (href === '' || !isAlternate(link) || NO_FEED.test(href)) return false
  const bare = type.split(';')[0]?.trim() ?? ''
  if (bare === '') return /(?:^|\s)feed(?:\s|$)/i.test(rel)
  if (!TYPES.test(bare)) return false
  return !VAGUE.test(bare) || LIKE_A_FEED.test(href)
}

const titleOf = (title: string | undefined): string | null =>
  cleanText((title ?? '').slice(0, LONGEST_TITLE)).replaceAll(/\s+/g, ' ') || null

/** Tells whether a feed holds only what readers wrote under articles. */
export const isComments = ({ url, title }: Offer): boolean =>
  COMMENTS.test(url) || COMMENTS_TITLE.test(title ?? '')

/** One feed in two formats is one feed: what is left of its name without the format is the same. */
const nameOf = ({ title }: Offer): string =>
  (title ?? '')
    .toLowerCase()
    .replaceAll(/\b(?:rss|atom|json|rdf|feed|xml)\b|\d\.\d+|[^\p{L}\p{N}]+/gu, '')

/** Keeps the first of each address, and of each name that says more than a format. */
function distinct(offers: readonly Offer[]): Offer[] {
  const seen = new Set<string>()
  return offers.filter((offer) => {
    const keys = [offer.url, nameOf(offer)].filter((key) => key !== '')
    if (keys.some((key) => seen.has(key))) return false
    for (const key of keys) seen.add(key)
    return true
  })
}

/**
 * Gives the feeds that a page names as its own, in its order, those of comments last; where it names none in its head,
 * those that its links look like.
 *
 * @param page the page's address, which relative ones are resolved against
 */
export function feedsOfPage(html: string, page: string): Offer[] {
  const { links, anchors, base } = linksOf(html)
  const root = (base === null ? null : safeUrl(base, page)) ?? page
  const offersOf = (named: readonly { href: string; title: string | null }[]) =>
    distinct(
      named.flatMap(({ href, title }) => {
        const url = safeUrl(href, root)
        return url === null ? [] : [{ url, title }]
      }),
    ).slice(0, MOST_OFFERS)
  const named = offersOf(
    links.filter(isFeedLink).map(({ href = '', title }) => ({ href, title: titleOf(title) })),
  )
  const found = named.length > 0 ? named : offersOf(anchors.map((href) => ({ href, title: null })))
  return [...found.filter((offer) => !isComments(offer)), ...found.filter(isComments)]
}

const CHANNEL_ID =
  /(?:feeds\/videos\.xml\?channel_id=|"(?:externalId|channelId|browseId)":"|itemprop="(?:channelId|identifier)" content="|youtube\.com\/channel\/)(UC[\w-]{22})/

/** Gives the feed of the channel that a page of YouTube belongs to, or null. */
export function channelFeedOf(html: string): string | null {
  const id = CHANNEL_ID.exec(html.slice(0, LONGEST_PAGE))?.[1]
  return id ? `https://www.youtube.com/feeds/videos.xml?channel_id=${id}` : null
}

/** Gives the show's feed in the answer of Apple's look-up, or null. */
export function podcastFeedOf(json: string): Offer | null {
  try {
    const { results } = JSON.parse(json) as {
      results?: { feedUrl?: unknown; collectionName?: unknown }[]
    }
    const found = results?.find(({ feedUrl }) => typeof feedUrl === 'string')
    const url = found === undefined ? null : safeUrl(String(found.feedUrl))
    if (found === undefined || url === null) return null
    return { url, title: titleOf(String(found.collectionName ?? '')) }
  } catch {
    return null
  }
}

/** Where feeds stand without being named. */
const USUAL_PATHS = [
  'atom.xml',
  'feed.xml',
  'feed/',
  'index.xml',
  'index.rdf',
  'rss.xml',
  'rss/',
  'feed.json',
] as const

/** Gives the addresses at which a site usually has its feed: beside the page first, then at the root. */
export function usualAddresses(page: string): string[] {
  const url = URL.parse(page)
  if (url === null) return []
  const folder = url.pathname.replace(/[^/]*$/, '')
  const folders = [...new Set([folder, '/'])]
  return folders.flatMap((at) => USUAL_PATHS.map((path) => `${url.origin}${at}${path}`))
}
