/** rss-parser 3.13.0, configured and subclassed so that real feeds pass and hostile ones do no harm. */
import Parser from 'rss-parser'

/** An element as xml2js gives it: text, or attributes in `$`, text in `_`, children in arrays. */
export type XmlValue = string | { [name: string]: unknown }
export type XmlItem = Record<string, XmlValue[] | undefined>

/** What rss-parser makes of an item, and what it was made of. */
export type RawItem = { base: Record<string, unknown>; xml: XmlItem }

type Built = { title?: unknown; link?: unknown; language?: unknown; items: RawItem[] }

/** The methods are missing from rss-parser's types: this is the one cast. */
const Base = Parser as unknown as new (
  options: object,
) => {
  parseString(xml: string): Promise<Built>
  parseItemRss(xml: XmlItem, fields: unknown): Record<string, unknown>
  parseItemAtom(xml: XmlItem): Record<string, unknown>
  buildAtomFeed(document: { feed: XmlItem }): Built
  buildRSS(channel: XmlItem, items: XmlItem[]): Built
  decorateItunes(feed: Built, channel: XmlItem): void
}

/** Names that the parser looks for in this spelling; all others are lower case. */
const CAMEL_CASE = new Map(
  [
    'rdf:RDF',
    'rdf:Seq',
    'pubDate',
    'lastBuildDate',
    'isPermaLink',
    'skipHours',
    'skipDays',
    'webMaster',
    'managingEditor',
    'textInput',
    'itunes:episodeType',
    'feedburner:origLink',
  ].map((name) => [name.toLowerCase(), name]),
)

const restored = (name: string): string => {
  const lower = name.toLowerCase()
  return CAMEL_CASE.get(lower) ?? lower
}

/** Its snippets are made with regular expressions that take quadratic time: it never sees the texts. */
const KEPT_AWAY = ['description', 'content:encoded', 'content', 'summary', 'itunes:summary']
/** It throws where a date is none and where a link has no attributes: these are read by us. */
const KEPT_AWAY_ATOM = [...KEPT_AWAY, 'published', 'updated', 'link']

const without = (xml: XmlItem, names: readonly string[]): XmlItem =>
  Object.fromEntries(Object.entries(xml).filter(([name]) => !names.includes(name)))

class HardenedParser extends Base {
  override parseItemRss(xml: XmlItem, fields: unknown): RawItem {
    if (typeof xml !== 'object') return { base: {}, xml: {} }
    return { base: super.parseItemRss(without(xml, KEPT_AWAY), fields), xml }
  }

  override parseItemAtom(xml: XmlItem): RawItem {
    if (typeof xml !== 'object') return { base: {}, xml: {} }
    return { base: super.parseItemAtom(without(xml, KEPT_AWAY_ATOM)), xml }
  }

  override buildAtomFeed(document: { feed: XmlItem }): Built {
    const { feed } = document
    const built = super.buildAtomFeed({ feed: without(feed, ['link']) })
    return { ...built, link: alternateLink(feed['link']), language: langOf(feed) }
  }

  override buildRSS(channel: XmlItem, items: XmlItem[]): Built {
    // An empty <channel/> is a feed without items.
    const known = typeof channel === 'object' ? channel : {}
    const own = without(known, ['atom:link', 'description'])
    return super.buildRSS(own, items ?? [])
  }

  /** What it would add is read from the items themselves. */
  override decorateItunes(): void {}
}

/** Gives the address that a reader would open: the alternate one first. */
export function alternateLink(links: XmlValue[] | undefined): string | null {
  const known = (links ?? []).map((link) =>
    typeof link === 'string' ? { href: link, rel: 'alternate' } : attributesOf(link),
  )
  const found = known.find(({ rel }) => rel === undefined || rel === 'alternate') ?? known[0]
  return found?.['href']?.trim() || null
}

/** Gives an element's attributes. */
export function attributesOf(value: XmlValue | undefined): Record<string, string | undefined> {
  const attributes = typeof value === 'object' ? value['$'] : undefined
  return typeof attributes === 'object' && attributes !== null
    ? (attributes as Record<string, string | undefined>)
    : {}
}

/** Gives an element's own `xml:lang`, or undefined. */
export const langOf = (xml: XmlItem): string | undefined =>
  attributesOf(xml as XmlValue)['xml:lang']

/** Gives rss-parser's view of a document; rejects where it sees no feed. */
export const parseXml = (xml: string): Promise<Built> =>
  new HardenedParser({
    defaultRSS: 2,
    xml2js: { strict: false, tagNameProcessors: [restored], attrNameProcessors: [restored] },
  }).parseString(xml)
