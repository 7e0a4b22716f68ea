/** What feedsmith sees in a document in which rss-parser sees no item. */
import { parseFeed } from 'feedsmith'
import type { FeedItem } from '../model/feed.ts'
import { safeUrl } from '../text/url.ts'
import { dateOf } from './date.ts'
import { plain } from './xml-item.ts'

/** Its three XML formats name the same things differently. */
type Item = {
  title?: unknown
  link?: unknown
  links?: { href?: string; rel?: string }[]
  guid?: { value?: string }
  id?: unknown
  pubDate?: unknown
  published?: unknown
  updated?: unknown
  dc?: { dates?: unknown[]; creators?: unknown[] }
  authors?: unknown[]
  content?: unknown
  description?: unknown
  summary?: unknown
}

/** Its texts are strings, or objects with a value or a name. */
function text(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() || null
  if (typeof value !== 'object' || value === null) return null
  const { value: inner, name, encoded } = value as Record<string, unknown>
  return text(inner ?? name ?? encoded)
}

const linkOf = ({ link, links, guid }: Item): string | null =>
  text(link) ??
  links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href ??
  text(guid)

function itemOf(item: Item, base: string | undefined): FeedItem {
  const link = linkOf(item)
  const dates = [item.pubDate, item.published, item.dc?.dates?.[0], item.updated]
  const content = text(item.content) ?? text(item.description)
  return {
    id: text(item.guid) ?? text(item.id),
    title: plain(text(item.title)),
    link: link === null ? null : safeUrl(link, base),
    date: dates.map((date) => dateOf(text(date))).find((date) => date !== null) ?? null,
    author: plain(text(item.authors?.[0]) ?? text(item.dc?.creators?.[0])),
    image: null,
    categories: [],
    content,
    summary: text(item.summary) ?? text(item.description),
    lang: null,
  }
}

/** Gives the items that feedsmith finds in repaired XML; none where it finds no feed. */
export function secondOpinion(xml: string, base: string | undefined): FeedItem[] {
  try {
    const { feed } = parseFeed(xml) as { feed: { items?: Item[]; entries?: Item[] } }
    return (feed.items ?? feed.entries ?? []).map((item) => itemOf(item, base))
  } catch {
    return []
  }
}
