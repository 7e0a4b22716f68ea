/** What the rules for addresses share. Pure. */

/** What is known of an address before anything is asked. */
export type Lead =
  /** The feed's own address. */
  | { kind: 'feed'; url: string }
  /** Probably the feed's address; where it is none, the page is looked at. */
  | { kind: 'guess'; url: string; page: string }
  /** A page that names its YouTube channel. */
  | { kind: 'youtube'; page: string }
  /** A service that answers with the feed's address as JSON. */
  | { kind: 'itunes'; url: string }

export type AddressRule = {
  /** Reads what a person writes instead of an address, such as `r/name`. */
  spelled?: (typed: string) => Lead | null
  /** Knows addresses of one site. `path` is the address's path in its parts, without empty ones. */
  at?: (url: URL, path: readonly string[]) => Lead | null
}

/** Gives the lead to a feed. */
export const feedAt = (url: string): Lead => ({ kind: 'feed', url })

/** Tells whether an address is of a site, with or without `www.` and the like. */
export const isAt = (url: URL, ...hosts: readonly string[]): boolean =>
  hosts.includes(url.hostname.replace(/^(?:www|m|old|new|mobile)\./, ''))

/** Feeds themselves, and files, are not looked up by rule. */
export const isFile = (path: readonly string[]): boolean =>
  /\.(?:rss|atom|xml|rdf|json)$/i.test(path.at(-1) ?? '')
