/** rss-parser 3.13.0, configured and subclassed so that real feeds pass and hostile ones do no harm. */
import Parser from 'rss-parser'
import type { Root } from './repair/names.ts'

/** An element as xml2js gives it: text, or attributes in `$`, text in `_`, children in arrays. */
export type XmlValue = string | { [name: string]: unknown }
export type XmlItem = Record<string, XmlValue[] | undefined>

/** What rss-parser makes of an item, and what it was made of. */
export type RawItem = { base: Record<string, unknown>; xml: XmlItem }

/**
 * What rss-parser makes of a feed; `bases` are the `xml:base` of the elements around its items, `about` is the channel itself.
 */
export type RawFeed = {
  title?: unknown
  link?: unknown
  language?: unknown
  items: RawItem[]
  bases: string[]
  about: XmlItem
}

type Built = Omit<RawFeed, 'bases' | 'about'>

/** The methods are missing from rss-parser's types: this is the one cast. */
const Base = Parser as unknown as new (
  options: object,
) => {
  xmlParser: { parseStringPromise(xml: string): Promise<Record<string, XmlValue> | null> }
  parseItemRss(xml: XmlItem, fields: unknown): Record<string, unknown>
  parseItemAtom(xml: XmlItem): Record<string, unknown>
  buildAtomFeed(document: { feed: XmlItem }): Built
  buildRSS(channel: XmlItem, items: XmlItem[]): Built
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
const KEPT_AWAY = new Set([
  'description',
  'content:encoded',
  'content',
  'summary',
  'itunes:summary',
])
/** It throws where a date is none and where a link has no attributes: these are read by us. */
const KEPT_AWAY_ATOM = new Set([...KEPT_AWAY, 'published', 'updated', 'link', 'author'])
/** It throws where a link in a channel is plain text; a picture is not looked at. */
const KEPT_AWAY_CHANNEL = new Set(['atom:link', 'description', 'image', 'item', 'entry'])

const without = (xml: XmlItem, names: ReadonlySet<string>): XmlItem => {
  const kept: XmlItem = {}
  for (const name of Object.keys(xml)) if (!names.has(name)) kept[name] = xml[name]
  return kept
}

/** An element that is empty is a text to xml2js. */
const element = (value: XmlValue | undefined): XmlItem =>
  typeof value === 'object' ? (value as XmlItem) : {}

const first = (parent: XmlItem, name: string): XmlItem => element(parent[name]?.[0])
const all = (parent: XmlItem, ...names: string[]): XmlItem[] =>
  names.flatMap((name) => (parent[name] ?? []).map(element))

class HardenedParser extends Base {
  override parseItemRss(xml: XmlItem, fields: unknown): RawItem {
    return { base: super.parseItemRss(without(xml, KEPT_AWAY), fields), xml }
  }

  override parseItemAtom(xml: XmlItem): RawItem {
    return { base: super.parseItemAtom(without(xml, KEPT_AWAY_ATOM)), xml }
  }

  async read(xml: string, root: Root): Promise<RawFeed> {
    const document = (await this.xmlParser.parseStringPromise(xml)) ?? {}
    if (root === 'feed') return this.#atom(element(document['feed']))
    return this.#rss(element(document[root === 'rdf' ? 'rdf:RDF' : 'rss']))
  }

  #atom(feed: XmlItem): RawFeed {
    const entries = all(feed, 'entry', 'item')
    const built = this.buildAtomFeed({
      feed: { ...without(feed, KEPT_AWAY_ATOM), entry: entries as XmlValue[] },
    })
    return {
      ...built,
      link: alternateLink(feed['link']),
      language: langOf(feed),
      bases: basesOf(feed),
      about: feed,
    }
  }

  /** Items stand in the channel, beside it (RSS 0.90, 1.0 and many that are wrong) or in its `items` (RSS 1.1). */
  #rss(root: XmlItem): RawFeed {
    const channel = first(root, 'channel')
    const items = [
      ...all(channel, 'item', 'entry'),
      ...all(first(channel, 'items'), 'item'),
      ...all(root, 'item', 'entry'),
    ]
    const built = this.buildRSS(without(channel, KEPT_AWAY_CHANNEL), items)
    const bases = basesOf(root, channel)
    return { ...built, link: channel['link']?.[0], bases, about: channel }
  }
}

const basesOf = (...elements: XmlItem[]): string[] =>
  elements.flatMap((one) => attributesOf(one as XmlValue)['xml:base'] ?? [])

/** Gives the address that a reader would open: the alternate one first, of those a page's. */
export function alternateLink(links: XmlValue[] | undefined): string | null {
  const known = (links ?? [])
    .map((link) => (typeof link === 'string' ? { href: link } : linkAttributes(link)))
    .filter(({ href }) => href !== undefined && href.trim() !== '')
  const alternate = known.filter(({ rel }) => (rel ?? 'alternate').toLowerCase() === 'alternate')
  const page = alternate.find(({ type }) => type === undefined || /html/i.test(type))
  return (page ?? alternate[0])?.href?.trim() || null
}

type LinkAttributes = {
  href?: string | undefined
  rel?: string | undefined
  type?: string | undefined
}

function linkAttributes(link: XmlValue): LinkAttributes {
  const { href, rel, type } = attributesOf(link)
  const text = typeof link === 'object' && typeof link['_'] === 'string' ? link['_'] : undefined
  return { href: href ?? text, rel, type }
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

/** Gives rss-parser's view of a repaired document; rejects where it cannot be parsed. */
export const parseXml = (xml: string, root: Root): Promise<RawFeed> =>
  new HardenedParser({
    defaultRSS: 2,
    xml2js: { strict: false, tagNameProcessors: [restored], attrNameProcessors: [restored] },
  }).read(xml, root)
