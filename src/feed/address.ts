/** What people type or paste as a feed's address. Pure. */

const MAX_LENGTH = 2048

/**
 * Gives the http(s) address that was meant, or null: angle brackets around it, a missing scheme and `feed:` are
 * understood; the fragment is dropped.
 */
export function feedAddress(typed: string): string | null {
  const bare = typed
    .normalize('NFC')
    .trim()
    .replace(/^<(.*)>$/, '$1')
    .replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
    .replace(/^feed:\/\//i, 'https://')
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(bare) ? bare : `https://${bare}`
  if (text.length > MAX_LENGTH || !URL.canParse(text)) return null
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  // A bare word such as "news" is no address.
  if (!url.hostname.includes('.') && !url.hostname.includes(':') && url.hostname !== 'localhost') {
    return null
  }
  url.hash = ''
  return url.href
}

/** Gives the host of an address, in lower case; empty where it has none. */
export const hostOf = (address: string): string =>
  URL.parse(address)?.hostname.replace(/\.$/, '') ?? ''

const LONGEST_SHOWN = 80
/** Parts of a path that read like a key: `name=value`, or something long of letters and digits mixed. */
const KEY = /=|(?=[\w~.%-]*\d)(?=[\w~.%-]*[a-z])[\w~.%-]{16,}/i

/**
 * Gives an address as it may be shown to anyone: host and path, without the query and without what may be a key in the
 * path. The full one is for managers.
 */
export function shownAddress(address: string): string {
  const url = URL.parse(address)
  if (url === null) return '…'
  const path = url.pathname
    .split('/')
    .map((part) => (KEY.test(part) ? '…' : part))
    .join('/')
    .replace(/\/$/, '')
  const shown = `${url.host}${path}${url.search === '' ? '' : '?…'}`
  return shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN - 1)}…` : shown
}

/**
 * Gives the address against which a document's relative addresses are resolved: without the query, and with the path only
 * as far as nothing in it may be a key, for what comes of it is shown to everyone.
 */
export function baseAddress(address: string): string {
  const url = URL.parse(address)
  if (url === null) return address
  const parts = url.pathname.split('/')
  const key = parts.findIndex((part) => KEY.test(part))
  if (key !== -1) url.pathname = [...parts.slice(0, key), ''].join('/')
  url.search = ''
  return url.href
}

/** Gives what a feed is called: by its own title, else by its address; a title that is an address is shown like one. */
export const nameOf = ({ title, url }: { title: string | null; url: string }): string =>
  title === null || /^https?:\/\/\S+$/i.test(title) ? shownAddress(title ?? url) : title
