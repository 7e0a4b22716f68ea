/** What pages ask of robots beside robots.txt: `X-Robots-Tag` and the meta elements. Pure. */
import { ROBOT } from './page-data.ts'

/**
 * A page that is not to be found, quoted or kept is not used: its text would be kept, and parts of it shown.
 * https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
 */
const KEEPS_OUT = new Set(['noindex', 'none', 'nosnippet', 'noarchive', 'nocache', 'max-snippet:0'])
/** Words that keep a page from language models. */
const NO_MODEL = new Set(['noai', 'notrain'])

/** Directives that have a colon of their own: what stands before one is else a robot's name. */
const WITH_VALUE =
  /^(?:max-snippet|max-image-preview|max-video-preview|unavailable_after|notranslate)\b/

/** Gives the words of an `X-Robots-Tag` header that are for every robot, or for us. */
export function headerWords(header: string | null): string[] {
  let isOurs = true
  return (header ?? '')
    .toLowerCase()
    .split(',')
    .flatMap((part) => {
      const text = part.trim()
      const named = WITH_VALUE.test(text) ? null : /^([\w-]+)\s*:\s*(.*)$/.exec(text)
      if (named) isOurs = named[1] === ROBOT
      const word = (named?.[2] ?? text).replaceAll(/\s+/g, '')
      return isOurs && word !== '' ? [word] : []
    })
}

/** Says whether a page asks not to be used at all. */
export const keepsOut = (words: readonly string[]): boolean =>
  words.some((word) => KEEPS_OUT.has(word.replaceAll(/\s+/g, '')))

/** Says whether a page asks that no model reads it. */
export const wantsNoModel = (words: readonly string[]): boolean =>
  words.some((word) => NO_MODEL.has(word))
