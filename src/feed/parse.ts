/** A document becomes a feed: decode → sniff → JSON Feed by feedsmith, XML by the hardened rss-parser. No I/O. */
import { fail, ok, type Result } from '../lib/result.ts'
import type { FeedError, FeedFormat, ParsedFeed } from '../model/feed.ts'
import { safeUrl } from '../text/url.ts'
import { decode, TooLarge } from './decode.ts'
import { withDetails } from './details.ts'
import { parseXml } from './hardened-parser.ts'
import { wrapInlineMarkup } from './inline-markup.ts'
import { readJsonFeed } from './json-feed.ts'
import { itemOf, plain, textOf } from './xml-item.ts'

/** Items beyond are cut off before parsing: 200,000 of them cost seconds. */
const MOST_ITEMS = 1000

/** Gives the feed in a document, or why there is none. */
export async function parseFeed(
  bytes: Uint8Array,
  { contentType, url }: { contentType?: string; url?: string },
): Promise<Result<ParsedFeed, FeedError>> {
  const decoded = textIn(bytes, contentType)
  if (!decoded.ok) return decoded
  const text = decoded.value.replace(/^[\s\uFEFF\0]+/, '')
  if (text === '') return fail({ kind: 'empty', message: 'The document is empty.' })
  if (text.startsWith('{')) return readJsonFeed(text, url)
  const format = formatOf(text)
  if (format === null) {
    return fail({ kind: 'not-a-feed', message: 'The document is no RSS, Atom or JSON Feed.' })
  }
  return readXml(text, { format, url })
}

function textIn(bytes: Uint8Array, contentType: string | undefined): Result<string, FeedError> {
  try {
    return ok(decode(bytes, contentType))
  } catch (error) {
    if (error instanceof TooLarge) return fail({ kind: 'too-large', message: error.message })
    throw error
  }
}

/** The root element tells; an HTML page that merely mentions a feed is none. */
function formatOf(text: string): FeedFormat | null {
  const start = text.slice(0, 20_000).replaceAll(/<!--[\s\S]*?-->/g, '')
  const root = /<(?![?!])(?:[\w-]+:)?([\w-]+)/.exec(start)?.[1]?.toLowerCase()
  if (root === 'rss' || root === 'channel') return 'rss'
  if (root === 'rdf') return 'rdf'
  return root === 'feed' ? 'atom' : null
}

async function readXml(
  text: string,
  { format, url }: { format: FeedFormat; url: string | undefined },
): Promise<Result<ParsedFeed, FeedError>> {
  try {
    const feed = await parseXml(wrapInlineMarkup(cutItems(text)))
    const link = linkText(feed.link)
    const base = (link === null ? null : safeUrl(link, url)) ?? url
    return ok({
      format,
      title: plain(textOf(feed.title as string)),
      link: link === null ? null : safeUrl(link, url),
      lang: typeof feed.language === 'string' ? feed.language.trim() : null,
      items: feed.items.map((raw) => withDetails(itemOf(raw, base), raw.xml, base)),
    })
  } catch {
    return fail({ kind: 'not-a-feed', message: 'The document looks like a feed, but is broken.' })
  }
}

/** An Atom feed need not have a link of its own. */
const linkText = (link: unknown): string | null =>
  textOf((link ?? undefined) as string | undefined) ??
  (typeof link === 'object' && link !== null ? hrefOf(link) : null)

const hrefOf = (link: object): string | null => {
  const attributes = '$' in link ? link.$ : null
  return typeof attributes === 'object' && attributes !== null && 'href' in attributes
    ? String(attributes.href)
    : null
}

/** Gives the document up to its thousandth item, with its open elements closed. */
function cutItems(text: string): string {
  const end = /<\/(?:[\w-]+:)?(item|entry)\s*>/gi
  for (let count = 0; count < MOST_ITEMS; count += 1) if (end.exec(text) === null) return text
  const rest = text.slice(end.lastIndex)
  if (!/<(?:[\w-]+:)?(?:item|entry)[\s>]/i.test(rest)) return text
  const closing = /<\/(?:rss|rdf:rdf|feed)\s*>\s*$/i.exec(rest)?.[0] ?? ''
  const channel = /<\/channel\s*>/i.test(rest) ? '</channel>' : ''
  return `${text.slice(0, end.lastIndex)}${channel}${closing}`
}
