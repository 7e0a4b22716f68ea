/**
 * A document becomes a feed. No I/O; linear, and never throws.
 *
 *   bytes → gunzip → decode → sniff: JSON → feedsmith · page → not a feed
 *                                    XML → repair (cut after its last whole item) → hardened rss-parser
 *                                          └ no item: feedsmith's second opinion
 */
import { fail, ok, type Result } from '../lib/result.ts'
import type { FeedError, FeedFormat, FeedItem, ParsedFeed } from '../model/feed.ts'
import { safeUrl } from '../text/url.ts'
import { baseAddress } from './address.ts'
import { isAdult } from './adult.ts'
import { decode, TooLarge } from './decode.ts'
import { withDetails } from './details.ts'
import { parseXml, type RawFeed } from './hardened-parser.ts'
import { readJsonFeed } from './json-feed.ts'
import type { Root } from './repair/names.ts'
import { repair } from './repair/repair.ts'
import { secondOpinion } from './second-opinion.ts'
import { itemOf, linkText, plain, textOf } from './xml-item.ts'

const FORMATS: Record<Root, FeedFormat> = { rss: 'rss', channel: 'rss', rdf: 'rdf', feed: 'atom' }

/** Gives the feed in a document, or why there is none. */
export async function parseFeed(
  bytes: Uint8Array,
  { contentType, url: readAt }: { contentType?: string; url?: string },
): Promise<Result<ParsedFeed, FeedError>> {
  const url = readAt === undefined ? undefined : baseAddress(readAt)
  const decoded = textIn(bytes, contentType)
  if (!decoded.ok) return decoded
  const text = decoded.value.replace(/^[\s\uFEFF\0]+/, '')
  if (text === '') return fail({ kind: 'empty', message: 'The document is empty.' })
  if (text.startsWith('{')) return readJsonFeed(text, url)
  const { xml, root, isHtml, isCut } = repair(text)
  if (root !== null) return readXml(xml, { root, isCut, url })
  return fail({
    kind: 'not-a-feed',
    message: isHtml ? 'The document is a web page.' : 'The document is no RSS, Atom or JSON Feed.',
  })
}

function textIn(bytes: Uint8Array, contentType: string | undefined): Result<string, FeedError> {
  try {
    return ok(decode(bytes, contentType))
  } catch (error) {
    if (error instanceof TooLarge) return fail({ kind: 'too-large', message: error.message })
    throw error
  }
}

async function readXml(
  xml: string,
  { root, isCut, url }: { root: Root; isCut: boolean; url: string | undefined },
): Promise<Result<ParsedFeed, FeedError>> {
  const raw = await rawFeed(xml, root)
  const link = raw === null ? null : linkText(raw.link)
  const base = baseOf(raw?.bases ?? [], link, url)
  const items =
    raw === null ? [] : raw.items.map((item) => withDetails(itemOf(item, base), item.xml, base))
  const found = items.length > 0 ? items : otherItems(xml, base)
  if (found.length === 0 && (raw === null || isCut)) {
    return fail({ kind: 'not-a-feed', message: 'The document looks like a feed, but is broken.' })
  }
  return ok({
    format: FORMATS[root],
    title: plain(textOf(raw?.title as string | undefined)),
    link: link === null ? null : safeUrl(link, base),
    lang: textOf(raw?.language as string | undefined),
    items: found,
    ...(raw !== null &&
    isAdult(
      raw.about,
      raw.items.map((item) => item.xml),
    )
      ? { adult: true }
      : {}),
  })
}

/** An empty feed is no reason to ask again: only a document that speaks of items is. */
const otherItems = (xml: string, base: string | undefined): FeedItem[] =>
  /<(?:[\w-]+:)?(?:item|entry)[\s>]/i.test(xml) ? secondOpinion(xml, base) : []

async function rawFeed(xml: string, root: Root): Promise<RawFeed | null> {
  try {
    return await parseXml(xml, root)
  } catch {
    return null
  }
}

/** Relative addresses are meant from `xml:base`, else from where the feed says it belongs, else from where it was read. */
function baseOf(
  bases: readonly string[],
  link: string | null,
  url: string | undefined,
): string | undefined {
  const site = link === null ? undefined : (safeUrl(link, url) ?? undefined)
  return bases.reduce<string | undefined>(
    (base, one) => safeUrl(one, base) ?? base,
    bases.length > 0 ? (url ?? site) : (site ?? url),
  )
}
