/** The picture in an item's own HTML: the first that is one, else the one that a page in it names for sharing. */

/** Pictures stand at the top; what comes later is no reason to look through a book. */
const LOOKED_AT = 100_000
/** https://ogp.me/#structured */
const IS_SHARED = /\sproperty\s*=\s*["']og:image(?::url)?["']/i

const attribute = (tag: string, name: 'src' | 'content'): string | undefined =>
  (name === 'src' ? /\ssrc\s*=\s*["']([^"']+)["']/i : /\scontent\s*=\s*["']([^"']+)["']/i)
    .exec(tag)?.[1]
    ?.replaceAll('&amp;', '&')

/** An emoji that is written as a picture is none, and a pixel that counts readers is none. */
const isNone = (tag: string, source: string): boolean =>
  /wp-smiley|\/emoji\//i.test(tag) ||
  source.startsWith('data:') ||
  /\s(?:width|height)\s*=\s*["']?[01]["'\s>]/i.test(tag)

/** Gives the picture's address as it stands there, or nothing. */
export function firstImage(content: string | null): string | undefined {
  const start = (content ?? '').slice(0, LOOKED_AT)
  for (const [tag] of start.matchAll(/<img\s[^<>]{0,2000}>/gi)) {
    const source = attribute(tag, 'src')
    if (source !== undefined && !isNone(tag, source)) return source
  }
  if (!start.includes('og:image')) return undefined
  for (const [tag] of start.matchAll(/<meta\s[^<>]{0,2000}>/gi)) {
    if (IS_SHARED.test(tag)) return attribute(tag, 'content')
  }
  return undefined
}
