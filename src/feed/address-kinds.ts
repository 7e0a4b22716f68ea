/**
 * Addresses of well-known sites whose feeds are found by rule. Pure.
 *
 * The public sources of the rules stand in docs/address-rules.md.
 */
import { bluesky, github, mastodon, reddit } from './address-rules/communities.ts'
import { hackerNews } from './address-rules/hacker-news.ts'
import { hatena, note, qiita, zenn } from './address-rules/japanese.ts'
import { applePodcasts, medium, substack, youtube } from './address-rules/media.ts'
import type { AddressRule, Lead } from './address-rules/rule.ts'

export type { Lead } from './address-rules/rule.ts'

/** In this order: the rule for any host that has `/@name` comes last. */
const RULES: readonly AddressRule[] = [
  youtube,
  applePodcasts,
  medium,
  substack,
  github,
  reddit,
  bluesky,
  hackerNews,
  note,
  qiita,
  zenn,
  hatena,
  mastodon,
]

/** Gives what a short spelling means (`@name`, `@name@host`, `r/name`, `owner/repo`), or null. */
export function spelledLead(typed: string): Lead | null {
  const bare = typed.normalize('NFKC').trim()
  for (const { spelled } of RULES) {
    const lead = spelled?.(bare) ?? null
    if (lead !== null) return lead
  }
  return null
}

/** Gives what is known of an http(s) address, or null where it is like any other. */
export function leadOf(address: string): Lead | null {
  const url = URL.parse(address)
  if (url === null) return null
  const path = url.pathname.split('/').filter((part) => part !== '')
  for (const { at } of RULES) {
    const lead = at?.(url, path) ?? null
    if (lead !== null) return lead
  }
  return null
}
