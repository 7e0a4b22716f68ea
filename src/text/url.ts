/** Addresses from untrusted text. */

const LONGEST = 2048

/**
 * Gives the address normalized, or null unless it is http or https, without user and password, and at most 2,048
 * characters; a relative one is resolved against `base`.
 */
export function safeUrl(text: string, base?: string): string | null {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed.length > LONGEST) return null
  const url = URL.parse(trimmed.toWellFormed(), base)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null
  if (url.username !== '' || url.password !== '' || url.hostname === '') return null
  return url.href.length > LONGEST ? null : url.href
}
