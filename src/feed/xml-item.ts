/** One item of an XML feed as the parser's FeedItem. Pure. */
import type { FeedItem } from '../model/feed.ts'
import { htmlToText } from '../text/html.ts'
import { safeUrl } from '../text/url.ts'
import { dateOf } from './date.ts'
import { firstImage } from './first-image.ts'
import {
  alternateLink,
  attributesOf,
  langOf,
  type RawItem,
  type XmlItem,
  type XmlValue,
} from './hardened-parser.ts'

/** Gives the item; relative addresses are resolved against its own `xml:base`, else against `base`. */
export function itemOf({ base: read, xml }: RawItem, base: string | undefined): FeedItem {
  const about = attributesOf(xml as XmlValue)
  const guid = textOf(xml['guid']?.[0]) ?? textOf(xml['id']?.[0]) ?? string(read['rdf:about'])
  const own = about['xml:base']
  const resolved = own === undefined ? base : (safeUrl(own, base) ?? base)
  const link = linkOf(xml, { guid, href: about['href'] })
  const content = longest(CONTENTS.map((name) => textOf(xml[name]?.[0])))
  return {
    id: guid,
    title: titleOf(xml) ?? plain(string(read['title'])),
    link: link === null ? null : safeUrl(link, resolved),
    ...canonicalOf(xml, resolved),
    date: firstDate(xml),
    author: authorOf(xml),
    image: imageOf(xml, content, resolved),
    categories: categoriesOf(xml),
    content,
    summary:
      textOf(xml['summary']?.[0]) ??
      textOf(xml['description']?.[0]) ??
      textOf(xml['itunes:summary']?.[0]) ??
      mediaText(xml, 'media:description'),
    lang: langOf(xml) ?? textOf(xml['dc:language']?.[0]) ?? null,
  }
}

const CONTENTS = [
  'content:encoded',
  'content',
  'description',
  'summary',
  'xhtml:body',
  'body',
  'fullitem',
]
const TITLES = ['title', 'dc:title', 'itunes:title']

/** The first of its titles that says something. */
function titleOf(xml: XmlItem): string | null {
  for (const name of TITLES) {
    for (const title of xml[name] ?? []) {
      const shown = plain(textOf(title))
      if (shown !== null) return shown
    }
  }
  return plain(mediaText(xml, 'media:title'))
}

/** A video's texts stand in its media group. */
const mediaText = (xml: XmlItem, name: string): string | null =>
  textOf(xml[name]?.[0]) ?? textOf(((xml['media:group']?.[0] ?? {}) as XmlItem)[name]?.[0])

const string = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null

/** Gives an element's text, or null where it has none. */
export function textOf(value: XmlValue | undefined): string | null {
  if (typeof value === 'object') return string(value['_'])
  return string(value)
}

/** Gives a title or name as plain text: feeds put entities and even elements into them. */
export const plain = (text: string | null): string | null => {
  if (text === null) return null
  const shown = /[<&]/.test(text) ? htmlToText(escapeBareLess(text)) : text
  return shown.replaceAll(/\s+/g, ' ').trim() || null
}

/** `a < b` in a title is no element. */
const escapeBareLess = (text: string) => text.replaceAll(/<(?![a-z/!])/gi, '&lt;')

/** Gives the address that a link element means: its text, or the alternate one of Atom. */
export const linkText = (link: unknown): string | null =>
  typeof link === 'object' && link !== null ? alternateLink([link as XmlValue]) : string(link)

function linkOf(
  xml: XmlItem,
  { guid, href }: { guid: string | null; href: string | undefined },
): string | null {
  const links = [...(xml['link'] ?? []), ...(xml['atom:link'] ?? [])]
  const direct = links.map((link) => textOf(link)).find((text) => text !== null)
  return (
    direct ??
    alternateLink(links) ??
    textOf(xml['feedburner:origLink']?.[0]) ??
    string(href) ??
    (isPermalink(xml, guid) ? guid : null)
  )
}

/** FeedBurner keeps the address that it replaced; others name it as Atom does. */
function canonicalOf(xml: XmlItem, base: string | undefined): { canonical?: string } {
  const links = [...(xml['link'] ?? []), ...(xml['atom:link'] ?? [])].map(attributesOf)
  const named =
    textOf(xml['feedburner:origLink']?.[0]) ??
    links.find(({ rel }) => rel?.toLowerCase() === 'canonical')?.['href']
  const canonical = named === undefined ? null : safeUrl(named, base)
  return canonical === null ? {} : { canonical }
}

const isPermalink = (xml: XmlItem, guid: string | null): boolean =>
  guid !== null &&
  /^https?:\/\//i.test(guid) &&
  (attributesOf(xml['guid']?.[0])['isPermaLink'] ?? 'true').trim().toLowerCase() === 'true'

const longest = (texts: readonly (string | null)[]): string | null =>
  texts.reduce<string | null>(
    (best, text) => (text !== null && text.length > (best?.length ?? 0) ? text : best),
    null,
  )

function firstDate(xml: XmlItem): string | null {
  const names = [
    'pubDate',
    'published',
    'issued',
    'dc:date',
    'dcterms:issued',
    'dcterms:created',
    'created',
    'date',
    'updated',
    'modified',
    'dcterms:modified',
  ]
  for (const name of names) {
    const date = dateOf(textOf(xml[name]?.[0]))
    if (date !== null) return date
  }
  return null
}

function authorOf(xml: XmlItem): string | null {
  const author = xml['author']?.[0]
  const name =
    typeof author === 'object' ? (author['name'] as XmlValue[] | undefined)?.[0] : undefined
  return plain(
    textOf(name) ??
      textOf(xml['dc:creator']?.[0]) ??
      textOf(author) ??
      textOf(xml['itunes:author']?.[0]),
  )
}

const categoriesOf = (xml: XmlItem): string[] => {
  const named = [...(xml['category'] ?? []), ...(xml['dc:subject'] ?? [])].map((category) => {
    const { label, term } = attributesOf(category)
    return plain(textOf(category) ?? label ?? term ?? null)
  })
  return [...new Set(named.filter((name) => name !== null))]
}

const IMAGE_FILE = /\.(?:jpe?g|png|gif|webp|avif)(?:[?#]|$)/i

function imageOf(xml: XmlItem, content: string | null, base: string | undefined): string | null {
  const media = [...mediaOf(xml), ...mediaOf((xml['media:group']?.[0] ?? {}) as XmlItem)]
  const href = attributesOf(xml['itunes:image']?.[0])['href']
  const found = [...media, href, firstImage(content)].find((address) => address !== undefined)
  return found === undefined ? null : safeUrl(found, base)
}

function mediaOf(xml: XmlItem): (string | undefined)[] {
  const isImage = ({ url, type, medium }: Record<string, string | undefined>) =>
    url !== undefined &&
    (type?.startsWith('image/') ||
      medium === 'image' ||
      (type === undefined && IMAGE_FILE.test(url)))
  const links = (xml['link'] ?? []).map(attributesOf).filter(({ rel }) => rel === 'enclosure')
  return [
    ...(xml['enclosure'] ?? []).map(attributesOf).filter(isImage),
    ...(xml['media:content'] ?? []).map(attributesOf).filter(isImage),
    ...(xml['media:thumbnail'] ?? []).map(attributesOf),
    ...links.filter(({ type }) => type?.startsWith('image/')).map(({ href }) => ({ url: href })),
  ].map(({ url }) => url)
}
