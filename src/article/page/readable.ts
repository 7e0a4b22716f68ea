/** The part of a page that is its article, by Readability on linkedom. Loaded with the first page that is read. */

import { isByline } from './byline.ts'

/** Beyond, only what is at the beginning is looked at: text stands before what a page shows below it. */
const LONGEST = 1_500_000
/** Readability tries again, less strictly, where it found less text than this; a Japanese report is short. */
const ENOUGH = 150

/** Ends of what holds no text, by name: what stands between is left out before a tree is built of it. */
const SILENT = /<(script|style|svg|template|iframe|object)(?=[\s>/])/gi

/** Gives HTML without scripts, styles and comments; linear, whatever is not closed goes to the end. */
export function withoutSilent(html: string): string {
  const kept: string[] = []
  let from = 0
  SILENT.lastIndex = 0
  for (let open = SILENT.exec(html); open !== null; open = SILENT.exec(html)) {
    kept.push(html.slice(from, open.index))
    const close = new RegExp(`</${open[1]}[^>]{0,100}>`, 'gi')
    close.lastIndex = SILENT.lastIndex
    const end = close.exec(html)
    if (end === null) return kept.join('')
    from = close.lastIndex
    SILENT.lastIndex = from
  }
  return kept.join('') + html.slice(from)
}

/** Bylines stand above the text, in the first blocks. */
const HEAD_BLOCKS = 6
const BLOCKS =
  'p, div, section, header, ul, ol, li, h1, h2, h3, h4, h5, h6, figure, blockquote, table'

/** The part of linkedom's elements that is used: the DOM's own types are a browser's. */
type Block = { textContent: string; querySelector(selector: string): unknown; remove(): void }
type Tree = { innerHTML: string; querySelectorAll(selector: string): Iterable<Block> }

function withoutBylines(article: Tree): string {
  let looked = 0
  for (const block of article.querySelectorAll(BLOCKS)) {
    const text = block.textContent.replaceAll(/\s+/g, ' ').trim()
    if (text === '' || block.querySelector(BLOCKS) !== null) continue
    if (isByline(text)) block.remove()
    looked += 1
    if (looked === HEAD_BLOCKS) break
  }
  return article.innerHTML
}

export type Readable = { html: string; text: string }

/** Gives the article of a page as HTML, or null where none is found. May throw on what was made to break it. */
export async function readableOf(html: string): Promise<Readable | null> {
  const [{ parseHTML }, { Readability }] = await Promise.all([
    import('linkedom'),
    import('@mozilla/readability'),
  ])
  const page = withoutSilent(html).slice(0, LONGEST)
  const { document } = parseHTML(
    /<html[\s>]/i.test(page) ? page : `<html><body>${page}</body></html>`,
  )
  if (!document.documentElement) return null
  const reader = new Readability(document, {
    charThreshold: ENOUGH,
    disableJSONLD: true,
    serializer: withoutBylines,
  })
  const found = reader.parse()
  if (!found?.content) return null
  return { html: found.content, text: found.textContent ?? '' }
}
