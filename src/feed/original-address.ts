/** The publisher's own address behind one that a cache or a search engine has wrapped around it. Pure. */

/** https://amp.dev/documentation/guides-and-tutorials/learn/amp-caches-and-cors/amp-cache-urls: `/c/` a page, `s/` https. */
const AMP_CACHE = /^https?:\/\/[\w-]+\.cdn\.ampproject\.org\/[cv]\/(s\/)?(.+)$/i
/** Google's own viewer of the same caches. */
const AMP_VIEWER = /^https?:\/\/(?:www\.)?google\.[a-z.]{2,6}\/amp\/(s\/)?(.+)$/i
/** What Google's alerts link to: the address stands in `url` or `q`. */
const WRAPPED = /^https?:\/\/(?:www\.)?google\.[a-z.]{2,6}\/url\?/i

/** Gives the address that is wrapped, or the given one where nothing is. */
export function originalAddress(link: string): string {
  const cached = AMP_CACHE.exec(link) ?? AMP_VIEWER.exec(link)
  if (cached) return webAddress(`${cached[1] ? 'https' : 'http'}://${cached[2]}`) ?? link
  if (!WRAPPED.test(link)) return link
  const given = URL.parse(link)?.searchParams
  return webAddress(given?.get('url') ?? given?.get('q') ?? '') ?? link
}

function webAddress(text: string): string | null {
  const url = URL.parse(text)
  const isWeb = url !== null && (url.protocol === 'https:' || url.protocol === 'http:')
  return isWeb && url.hostname.includes('.') && url.username === '' ? text : null
}
