/** By what a story is found again: its rarest words, and addresses in one spelling. Pure. */
import type { Telling } from './telling.ts'

const WORDS = 10
/** Everyday words find everything. */
const RARE = 1

/** Gives the words by which a telling is looked up: those that say most, the title's first. */
export function lookUpWords({ title, words }: Telling): string[] {
  const rank = (word: string, weight: number) => weight + (title.has(word) ? 1 : 0)
  return [...words]
    .filter(([, weight]) => weight >= RARE)
    .map(([word, weight], index) => ({ word, index, rank: rank(word, weight) }))
    .sort((a, b) => b.rank - a.rank || a.index - b.index)
    .slice(0, WORDS)
    .map(({ word }) => word)
}

/** Parameters that say where a reader came from. */
const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|msclkid|yclid|igshid|mc_cid|mc_eid|ref|ref_src|source|from|cmpid|ncid|at_medium|at_campaign|output|amp)$/i
const LONGEST = 600

/**
 * Gives an address in the spelling in which two of them are compared, or null for one that names no article (a home page):
 * without scheme, www, mobile and AMP marks, tracking, fragment and closing slash.
 */
export function urlKey(url: string | null): string | null {
  const parsed = url === null ? null : URL.parse(url)
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return null
  const host = parsed.hostname.toLowerCase().replace(/^(?:www|m|mobile|sp|amp)\./, '')
  const path = parsed.pathname
    .replace(/\/(?:amp|index\.(?:html?|php))\/?$/i, '/')
    .replace(/^\/amp\//i, '/')
    .replace(/\.amp(?=\.html?$|$)/i, '')
    .replace(/\/+$/, '')
  const query = [...parsed.searchParams]
    .filter(([name]) => !TRACKING.test(name))
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&')
  if (path === '' && query === '') return null
  const key = `${host}${path}${query === '' ? '' : `?${query}`}`
  return key.length > LONGEST ? null : key
}
