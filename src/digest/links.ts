/** Addresses of articles as Discord takes them: safe, short enough and different on every card. */
import { EMBED } from '../../config/limits.ts'
import { escapeMarkdown } from '../text/markdown.ts'
import { safeUrl } from '../text/url.ts'

/** Gives the address as Discord compares it (`new URL(x).href`), or null where an embed could not bear it. */
export function embedUrl(url: string | null): string | null {
  const href = url === null ? null : safeUrl(url)
  return href !== null && href.length <= EMBED.url ? href : null
}

/**
 * Gives the address, different from those in `taken`: Discord merges embeds of one address and shows only the first. What
 * is added is a fragment directive, which browsers take away before the page sees it.
 * https://wicg.github.io/scroll-to-text-fragment/#the-fragment-directive
 */
export function distinctUrl(url: string | null, taken: ReadonlySet<string>): string | null {
  const href = embedUrl(url)
  if (href === null || !taken.has(href)) return href
  const base = href.includes('#') ? `${href}:~:` : `${href}#:~:`
  for (let number = 2; number <= taken.size + 1; number += 1) {
    const other = embedUrl(`${base}${number}`)
    if (other !== null && !taken.has(other)) return other
  }
  return null
}

/**
 * Gives a link with a text of its own for descriptions, or only the text where there is no safe address. A text that is an
 * address itself loses its scheme: Discord shows no link that seems to lead elsewhere.
 */
export function maskedLink(text: string, url: string | null): string {
  const href = embedUrl(url)
  const shown = escapeMarkdown(withoutScheme(text))
  if (href === null || shown === '') return shown
  return `[${shown}](${href.replaceAll('(', '%28').replaceAll(')', '%29')})`
}

/** After the dot of an invite's host. */
const INVITE = /(?<=discord(?:app)?\.)(?=gg\/|com\/invite\/)/giu

/**
 * Gives the text with nothing in it that Discord would make an address of: web schemes go, others (and what going might put
 * together) are broken, and so are invites, which Discord unfolds without a scheme. A text of nothing else becomes ….
 */
export function withoutScheme(text: string): string {
  const left = text
    .replaceAll(/https?:\/\//giu, '')
    .replaceAll('://', ':\u200b//')
    .replaceAll(INVITE, '\u200b')
  return text !== '' && left.trim() === '' ? '…' : left
}
