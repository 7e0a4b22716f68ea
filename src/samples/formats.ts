/** In which format, at which path and in which bytes each sample feed is served. */
import type { Channel, Entry } from './entry.ts'
import { renderAtom } from './formats/atom.ts'
import { renderJsonFeed } from './formats/json-feed.ts'
import { renderRdf } from './formats/rdf.ts'
import { renderRss } from './formats/rss.ts'
import { encodeShiftJis } from './shift-jis.ts'

export type Format = {
  /** The feed document's path under its site's. */
  path: string
  contentType: string
  render: (channel: Channel, entries: readonly Entry[]) => string
  encode: (text: string) => Uint8Array
}

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8')

export const WORDPRESS: Format = {
  path: 'feed/',
  contentType: 'application/rss+xml; charset=UTF-8',
  render: renderRss,
  encode: utf8,
}

export const RSS: Format = { ...WORDPRESS, path: 'rss.xml' }

/** The header names no charset: that stands in the XML prolog only. */
export const RDF: Format = {
  path: 'index.rdf',
  contentType: 'application/xml',
  render: renderRdf,
  encode: encodeShiftJis,
}

export const ATOM: Format = {
  path: 'atom.xml',
  contentType: 'application/atom+xml; charset=utf-8',
  render: renderAtom,
  encode: utf8,
}

export const JSON_FEED: Format = {
  path: 'feed.json',
  contentType: 'application/feed+json',
  render: renderJsonFeed,
  encode: utf8,
}
