/** The parsers that are compared, each given the bytes as its own documentation says. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { parseFeed as feedsmith } from 'feedsmith'
import Parser from 'rss-parser'
import { parseFeed } from '../../../src/feed/parse.ts'
import type { Seen } from './agreement.ts'

export type Reader = (bytes: Uint8Array, contentType: string | null) => Promise<Seen>

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const ours: Reader = async (bytes, contentType) => {
  const read = await parseFeed(bytes, contentType === null ? {} : { contentType })
  return read.ok ? read.value.items.map(({ title, link }) => [title, link] as const) : null
}

/** Its network half reads the charset from the header and knows five. */
const rssParser: Reader = async (bytes, contentType) => {
  const charset = /charset=(\S+)/.exec(contentType ?? '')?.[1]?.toLowerCase()
  const encoding = charset === 'iso-8859-1' ? 'latin1' : 'utf8'
  try {
    const feed = await new Parser().parseString(Buffer.from(bytes).toString(encoding))
    return feed.items.map((item) => [text(item.title), text(item.link)] as const)
  } catch {
    return null
  }
}

type SmithItem = {
  title?: unknown
  link?: unknown
  url?: unknown
  guid?: { value?: string; isPermaLink?: boolean }
  links?: { href?: string; rel?: string }[]
}

const smithTitle = (title: unknown) =>
  typeof title === 'object' && title !== null && 'value' in title ? text(title.value) : text(title)

const smithFeed: Reader = async (bytes) => {
  try {
    const { feed } = feedsmith(new TextDecoder().decode(bytes)) as {
      feed: { items?: SmithItem[]; entries?: SmithItem[] }
    }
    return (feed.items ?? feed.entries ?? []).map((item) => {
      const alternate = item.links?.find(({ rel }) => rel === undefined || rel === 'alternate')
      return [
        smithTitle(item.title),
        text(item.link) ?? text(item.url) ?? alternate?.href ?? null,
      ] as const
    })
  } catch {
    return null
  }
}

type NodeFeedParser = new (options: object) => NodeJS.ReadWriteStream

/** Gives npm's `feedparser` where it is installed beside the corpora; it is no dependency of the bot. */
function nodeFeedparser(folder: string): Reader | null {
  let Stream: NodeFeedParser
  try {
    Stream = createRequire(join(folder, 'package.json'))('feedparser') as NodeFeedParser
  } catch {
    return null
  }
  return (bytes) =>
    new Promise((resolve) => {
      const items: [string | null, string | null][] = []
      const parser = new Stream({})
      parser.on('error', () => resolve(items.length > 0 ? items : null))
      parser.on('data', (item: { title?: unknown; link?: unknown }) =>
        items.push([text(item.title), text(item.link)]),
      )
      parser.on('end', () => resolve(items))
      Readable.from([Buffer.from(bytes)]).pipe(parser)
    })
}

/** Gives every parser that can be had, ours first; `folder` is where npm's feedparser was installed. */
export function readers(folder: string): Record<string, Reader> {
  const other = nodeFeedparser(folder)
  return {
    ours,
    'rss-parser as shipped': rssParser,
    feedsmith: smithFeed,
    ...(other === null ? {} : { 'node feedparser': other }),
  }
}
