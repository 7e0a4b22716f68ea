/** When two parsers agree on a feed: the number of items, every title, every link. Pure. */
import { htmlToText } from '../../../src/text/html.ts'

/** What a parser sees in a document: title and link of each item, or null where it sees no feed. */
export type Seen = readonly (readonly [title: string | null, link: string | null])[] | null

export type Agreement = { count: boolean; titles: boolean; links: boolean; full: boolean }

/** Parsers differ in whether a title is HTML or text: both are compared as what a reader sees. */
export function shownTitle(title: string | null | undefined): string {
  let shown = title ?? ''
  for (let round = 0; round < 3; round += 1) {
    const next = /[<&]/.test(shown) ? htmlToText(shown.replaceAll(/<(?![a-z/!])/gi, '&lt;')) : shown
    if (next === shown) break
    shown = next
  }
  return shown
    .normalize('NFC')
    .replaceAll(/[\p{C}\p{Z}\uFFFD]+/gu, ' ')
    .trim()
}

/** What can be opened; parsers differ in what they make of an address that cannot. */
export function opened(link: string | null | undefined): string {
  const url = URL.parse((link ?? '').trim())
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') ? url.href : ''
}

/** Gives in what `seen` agrees with the reference; a feed that is not read agrees in nothing, also where it has no items. */
export function agreement(reference: Seen, seen: Seen): Agreement {
  if (seen === null) return { count: false, titles: false, links: false, full: false }
  const ours = seen
  const theirs = reference ?? []
  const count = ours.length === theirs.length
  const titles =
    count && ours.every(([title], i) => shownTitle(title) === shownTitle(theirs[i]?.[0]))
  const links = count && ours.every(([, link], i) => opened(link) === opened(theirs[i]?.[1]))
  return { count, titles, links, full: titles && links }
}
