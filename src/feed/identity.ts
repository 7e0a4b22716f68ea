/** What makes an article the same article in its feed. Pure. */
import type { FeedItem } from '../model/feed.ts'
import { originalAddress } from './original-address.ts'

/** Parameters that say where a reader came from; none of them chooses what a page shows. */
const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|yclid|ysclid|twclid|ttclid|igshid|igsh|li_fat_id|mc_cid|mc_eid|mkt_tok|_ga|_gl|_hsenc|_hsmi|__hstc|__hsfp|vero_id|oly_enc_id|oly_anon_id|ref_src|at_medium|at_campaign|cmpid|ncid|__twitter_impression|guccounter)$/i
const TRACKING_FRAGMENT = /#(?:utm_\w+|xtor)=[^#]*$/i

/** Gives an address without tracking parameters; the rest of it stays character for character. */
export function withoutTracking(link: string): string {
  const bare = link.replace(TRACKING_FRAGMENT, '')
  const start = bare.indexOf('?')
  if (start < 0) return bare
  const hash = bare.indexOf('#', start)
  const end = hash < 0 ? bare.length : hash
  const parts = bare.slice(start + 1, end).split('&')
  const kept = parts.filter((part) => !TRACKING.test(part.split('=', 1)[0] ?? ''))
  if (kept.length === parts.length) return bare
  return bare.slice(0, start) + (kept.length > 0 ? `?${kept.join('&')}` : '') + bare.slice(end)
}

/** Gives the address of an article itself: the one that the feed calls the original, unwrapped, without tracking. */
export function addressOf({ link, canonical }: FeedItem): string | null {
  const address = canonical ?? link
  return address === null ? null : withoutTracking(originalAddress(address))
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
  for (const item of items) {
    const { id } = item
    if (id === null) continue
    // An article that is listed again with another title is an edit.
    const about = addressOf(item) ?? item.title ?? ''
    const known = seen.get(id)
    if (known !== undefined && known !== about) return true
    seen.set(id, about)
  }
  return false
}

function identityOf(item: FeedItem, trusted: boolean): string {
  const { id, title, date, content } = item
  if (id !== null && trusted) return `guid:${id}`
  const address = addressOf(item)
  if (address !== null) return `link:${address}`
  return `text:${title ?? (content ?? '').slice(0, 200)}\n${date ?? ''}`
}
