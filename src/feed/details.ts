/** What kind of article an item is, by what only such feeds write. Pure. */
import type { Details } from '../model/details.ts'
import type { FeedItem } from '../model/feed.ts'
import { type Block, htmlToBlocks } from '../text/html.ts'
import { safeUrl } from '../text/url.ts'
import { chaptersIn, secondsOf, simpleChapters } from './chapters.ts'
import { attributesOf, type XmlItem, type XmlValue } from './hardened-parser.ts'
import { textOf } from './xml-item.ts'

type Attributes = Record<string, string | undefined>

/** Gives the item with its kind, where it has one, and with the text that such feeds put elsewhere. */
export function withDetails(item: FeedItem, xml: XmlItem, base: string | undefined): FeedItem {
  const content = item.content ?? describedIn(xml)
  const whole = { ...item, content, image: item.image ?? thumbnailIn(xml, base) }
  const details =
    releaseIn(whole) ??
    discussionIn(whole, xml) ??
    videoIn(whole, xml) ??
    episodeIn(whole, xml, base) ??
    postIn(whole)
  return details === null ? whole : { ...whole, details }
}

const inside = (value: XmlValue | undefined): XmlItem =>
  typeof value === 'object' ? (value as XmlItem) : {}

/** The elements of a name, in the item itself and in its group of media. */
const mediaOf = (xml: XmlItem, name: string): XmlValue[] => [
  ...(xml[name] ?? []),
  ...(inside(xml['media:group']?.[0])[name] ?? []),
]

/** note.com writes the address as text, where others have it as an attribute. */
function thumbnailIn(xml: XmlItem, base: string | undefined): string | null {
  const address = textOf(xml['media:thumbnail']?.[0])
  return address === null ? null : safeUrl(address, base)
}

/** YouTube describes a video there only, Mastodon a picture; it is plain text unless it says otherwise. */
function describedIn(xml: XmlItem): string | null {
  const places = [xml, inside(xml['media:group']?.[0]), inside(xml['media:content']?.[0])]
  const found = places.flatMap((place) => place['media:description'] ?? [])[0]
  const text = textOf(found)
  if (text === null || attributesOf(found)['type'] === 'html') return text
  return asHtml(text)
}

const asHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll(/\r?\n/g, '<br>')

/** Gives the lines of text of an item's content. */
export const linesOf = (content: string | null): string[] =>
  htmlToBlocks(content ?? '').flatMap(({ text }) => text.split('\n'))

function videoIn(item: FeedItem, xml: XmlItem): Details | null {
  const media = [...mediaOf(xml, 'media:content'), ...(xml['enclosure'] ?? [])].map(attributesOf)
  const video = media.find(({ type, medium }) => medium === 'video' || type?.startsWith('video/'))
  if (xml['yt:videoid'] === undefined && video === undefined) return null
  const length = video?.['duration'] ?? textOf(xml['itunes:duration']?.[0])
  return {
    kind: 'video',
    seconds: secondsOf(length),
    views: viewsIn(xml),
    chapters: chaptersOf(item, xml),
  }
}

function viewsIn(xml: XmlItem): number | null {
  const community = inside(mediaOf(xml, 'media:community')[0])
  const { views } = attributesOf(community['media:statistics']?.[0])
  return views !== undefined && /^\d{1,15}$/.test(views) ? Number(views) : null
}

const chaptersOf = (item: FeedItem, xml: XmlItem) => {
  const listed = simpleChapters(xml)
  return listed.length > 0 ? listed : chaptersIn(linesOf(item.content))
}

function episodeIn(item: FeedItem, xml: XmlItem, base: string | undefined): Details | null {
  const links = (xml['link'] ?? []).map(attributesOf).filter(({ rel }) => rel === 'enclosure')
  const files = [
    ...(xml['enclosure'] ?? []).map(attributesOf),
    ...mediaOf(xml, 'media:content').map(attributesOf),
    ...links.map(({ href, type }): Attributes => ({ url: href, type })),
  ]
  const audio = files.find(({ type, medium }) => medium === 'audio' || type?.startsWith('audio/'))
  if (audio === undefined) return null
  return {
    kind: 'episode',
    seconds: secondsOf(textOf(xml['itunes:duration']?.[0]) ?? audio['duration']),
    audio: audio['url'] === undefined ? null : safeUrl(audio['url'], base),
    chapters: chaptersOf(item, xml),
  }
}

/** GitHub's ids and the addresses of GitHub, Gitea and Forgejo name the tag. */
const RELEASE_ID = /^tag:github\.com,2008:Repository\/\d+\/(.{1,100})$/
const RELEASE_LINK = /^https:\/\/[^/]+\/([\w.-]+\/[\w.-]+)\/releases\/tag\/([^/?#]{1,100})$/

function releaseIn({ id, link }: FeedItem): Details | null {
  const [, repository = null, tag] = RELEASE_LINK.exec(link ?? '') ?? []
  const version = RELEASE_ID.exec(id ?? '')?.[1] ?? decoded(tag)
  return version === undefined ? null : { kind: 'release', version, repository }
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text)
  } catch {
    return text
  }
}

const REDDIT = /^https:\/\/(?:www\.|old\.)?reddit\.com\/r\/[^/]+\/comments\//
const DISCUSSED = /^https?:\/\/(?:news\.ycombinator\.com\/item\?id=\d+|lobste\.rs\/s\/\w+)/

/** Reddit puts the linked page behind the words `[link]`; Hacker News and Lobsters have an element for the discussion. */
function discussionIn(item: FeedItem, xml: XmlItem): Details | null {
  const { link } = item
  if (link !== null && REDDIT.test(link)) {
    const linked = linksIn(item.content).find(({ text }) => text === '[link]')?.href ?? null
    const itself = linked === null || REDDIT.test(linked)
    return { kind: 'link', linked: itself ? null : linked, discussion: link }
  }
  const comments = textOf(xml['comments']?.[0])
  const discussion = comments !== null && DISCUSSED.test(comments) ? safeUrl(comments) : null
  if (discussion === null) return null
  return { kind: 'link', linked: link === discussion ? null : link, discussion }
}

const linksIn = (content: string | null): Block['links'] =>
  htmlToBlocks(content ?? '').flatMap(({ links }) => links)

/** Longer texts without a title are articles whose feed gives none. */
const LONGEST_POST = 1000

/** Gives the kind of an item without a title whose text is short, or null. */
export const postIn = ({ title, content, summary }: FeedItem): Details | null => {
  const text = content ?? summary
  if (title !== null || text === null) return null
  return linesOf(text).join('\n').length <= LONGEST_POST ? { kind: 'post' } : null
}
