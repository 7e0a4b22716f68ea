/** JSON Feed, read by feedsmith. */
import { parseJsonFeed } from 'feedsmith'
import { fail, ok, type Result } from '../lib/result.ts'
import type { Details } from '../model/details.ts'
import type { FeedError, FeedItem, ParsedFeed } from '../model/feed.ts'
import { safeUrl } from '../text/url.ts'
import { chaptersIn } from './chapters.ts'
import { dateOf } from './date.ts'
import { linesOf, postIn } from './details.ts'
import { firstImage } from './first-image.ts'
import { MOST_ITEMS } from './repair/repair.ts'
import { plain } from './xml-item.ts'

type Json = ReturnType<typeof parseJsonFeed>

/** Gives the feed of a JSON text, or why it is none. */
export function readJsonFeed(
  text: string,
  base: string | undefined,
): Result<ParsedFeed, FeedError> {
  let feed: Json
  try {
    feed = parseJsonFeed(withFewItems(JSON.parse(text)) as Parameters<typeof parseJsonFeed>[0])
  } catch {
    return fail({ kind: 'not-a-feed', message: 'The document is JSON, but not a JSON Feed.' })
  }
  return ok({
    format: 'json',
    title: plain(feed.title ?? null),
    link: feed.home_page_url ? safeUrl(feed.home_page_url, base) : null,
    lang: feed.language ?? null,
    items: (feed.items ?? []).map((item) => itemOf(item, base)),
  })
}

/** As in XML, items beyond the thousandth are not looked at. */
const withFewItems = (feed: unknown): unknown =>
  typeof feed === 'object' && feed !== null && 'items' in feed && Array.isArray(feed.items)
    ? { ...feed, items: feed.items.slice(0, MOST_ITEMS) }
    : feed

type Item = NonNullable<Json['items']>[number]

function itemOf(item: Item, base: string | undefined): FeedItem {
  const read: FeedItem = {
    id: item.id ?? null,
    title: plain(item.title ?? null),
    link: addressOf(item.url ?? item.external_url, base),
    date: dateOf(stringOf(item.date_published ?? item.date_modified)),
    author: plain(item.authors?.find(({ name }) => name !== undefined)?.name ?? null),
    image: addressOf(imageOf(item), base),
    categories: (item.tags ?? []).flatMap((tag) => plain(tag) ?? []),
    content: item.content_html ?? asHtml(item.content_text) ?? null,
    summary: item.summary ?? null,
    lang: item.language ?? null,
  }
  const details = attachedIn(item, read, base) ?? postIn(read)
  return details === null ? read : { ...read, details }
}

const imageOf = ({ image, banner_image: banner, content_html: html }: Item) =>
  image ?? banner ?? firstImage(html ?? null)

/** An item with a file of sound or moving pictures is an episode or a video. */
function attachedIn(item: Item, read: FeedItem, base: string | undefined): Details | null {
  const files = item.attachments ?? []
  const file = files.find(({ mime_type }) => /^(?:audio|video)\//.test(mime_type ?? ''))
  if (file === undefined) return null
  const seconds = file.duration_in_seconds ?? null
  const chapters = chaptersIn(linesOf(read.content))
  return file.mime_type?.startsWith('video/')
    ? { kind: 'video', seconds, views: null, chapters }
    : { kind: 'episode', seconds, audio: addressOf(file.url, base), chapters }
}

const stringOf = (value: unknown) => (typeof value === 'string' ? value : null)

const addressOf = (address: string | undefined, base: string | undefined) =>
  address === undefined ? null : safeUrl(address, base)

/** Plain text is handed on as HTML, like everything else, with its lines kept. */
const asHtml = (text: string | undefined) =>
  text?.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll(/\r?\n/g, '<br>')
