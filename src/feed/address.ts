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
