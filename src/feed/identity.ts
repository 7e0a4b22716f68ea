/** What makes an article the same article in its feed. Pure. */
import type { FeedItem } from '../model/feed.ts'

/** Parameters that say where a reader came from. */
const TRACKING = /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|mc_cid|mc_eid|igshid|_ga|ref_src)$/i

/** Gives an address without tracking parameters. */
export function withoutTracking(link: string): string {
  const url = URL.parse(link)
  if (url === null || url.search === '') return link
  const tracked = [...url.searchParams.keys()].filter((name) => TRACKING.test(name))
  if (tracked.length === 0) return link
  for (const name of tracked) url.searchParams.delete(name)
  return url.href
}

/**
 * Gives each item's identity: its guid, else its link without tracking, else title and date. Where one guid stands at
 * different articles the feed's guids say nothing, and links decide.
 */
export function identities(items: readonly FeedItem[]): string[] {
  const trusted = !guidsRepeat(items)
  return items.map((item) => identityOf(item, trusted))
}

function guidsRepeat(items: readonly FeedItem[]): boolean {
  const seen = new Map<string, string>()
  for (const { id, link, title } of items) {
    if (id === null) continue
    const about = `${link ?? ''}\n${title ?? ''}`
    const known = seen.get(id)
    if (known !== undefined && known !== about) return true
    seen.set(id, about)
  }
  return false
}

function identityOf({ id, link, title, date, content }: FeedItem, trusted: boolean): string {
  if (id !== null && trusted) return `guid:${id}`
  if (link !== null) return `link:${withoutTracking(link)}`
  return `text:${title ?? (content ?? '').slice(0, 200)}\n${date ?? ''}`
}
