/** Untrusted HTML becomes blocks of plain text: linear, with caps on size and depth, nothing of the markup left. */
import { Parser } from 'htmlparser2'
import { cleanText } from './clean.ts'
import { safeUrl } from './url.ts'

/** Longer documents are cut: an article is text, not a site. */
const LONGEST_HTML = 1_000_000
const LONGEST_TEXT = 200_000
const MOST_LINKS = 500
/** No writer nests deeper; the parser's own stack grows slow beyond. */
const DEEPEST = 256

export type Link = { text: string; href: string }

export type BlockKind = 'heading' | 'paragraph' | 'item' | 'quote'

/** A block of text as a reader sees it; `\n` where the source breaks the line. */
export type Block = { kind: BlockKind; level: number; text: string; links: Link[] }

/** What is no part of the text. */
const DROPPED = new Set(
  'script style noscript template svg math iframe object embed video audio canvas nav aside form button select textarea input label figcaption footer head title menu dialog'.split(
    ' ',
  ),
)
const BLOCKS = new Set(
  'p div section article main header h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table thead tbody tr td th figure hr address details summary center body html'.split(
    ' ',
  ),
)
/** Elements that never have content. */
const VOID = new Set(
  'br img hr input embed wbr meta link source col area base param track'.split(' '),
)
const EMOJI = /^\p{Extended_Pictographic}(?:\p{Extended_Pictographic}|\p{M}|\u200d){0,8}$/u

class Writer {
  readonly blocks: Block[] = []
  readonly #base: string | undefined
  #text = ''
  #links: Link[] = []
  #kind: BlockKind = 'paragraph'
  #level = 0
  #dropped = 0
  #link: { href: string; from: number } | null = null
  #written = 0
  #linkCount = 0

  constructor(base: string | undefined) {
    this.#base = base
  }

  open(name: string, attributes: Record<string, string>): void {
    if (DROPPED.has(name)) {
      if (!VOID.has(name)) this.#dropped += 1
      return
    }
    if (this.#dropped > 0) return
    if (name === 'br') this.#text += '\n'
    else if (name === 'img') this.#image(attributes)
    else if (name === 'a') this.#openLink(attributes['href'])
    else if (BLOCKS.has(name)) this.#begin(name)
  }

  close(name: string): void {
    if (DROPPED.has(name)) {
      if (!VOID.has(name)) this.#dropped = Math.max(0, this.#dropped - 1)
      return
    }
    if (this.#dropped > 0) return
    if (name === 'a') this.#closeLink()
    else if (BLOCKS.has(name)) this.flush()
  }

  write(text: string): void {
    if (this.#dropped > 0 || this.#written > LONGEST_TEXT) return
    this.#written += text.length
    this.#text += text.replaceAll(/[\t\n\r\f ]+/g, ' ')
  }

  flush(): void {
    this.#closeLink()
    const parts = cleanText(this.#text).split(/\n\n+/)
    for (const [index, text] of parts.entries()) {
      if (text === '') continue
      const links =
        index === 0 || parts.length === 1
          ? this.#links
          : this.#links.filter((link) => text.includes(link.text))
      this.blocks.push({ kind: this.#kind, level: this.#level, text, links })
    }
    this.#text = ''
    this.#links = []
    this.#kind = 'paragraph'
    this.#level = 0
  }

  #begin(name: string): void {
    this.flush()
    const heading = /^h([1-6])$/.exec(name)
    if (heading) {
      this.#kind = 'heading'
      this.#level = Number(heading[1])
    } else if (name === 'li' || name === 'dt' || name === 'dd') this.#kind = 'item'
    else if (name === 'blockquote') this.#kind = 'quote'
  }

  /** Sites write emoji as pictures: their alternative text is the character. */
  #image(attributes: Record<string, string>): void {
    const alt = attributes['alt']?.trim() ?? ''
    if (EMOJI.test(alt)) this.#text += alt
  }

  #openLink(href: string | undefined): void {
    this.#closeLink()
    const safe = href === undefined ? null : safeUrl(href, this.#base)
    if (safe !== null) this.#link = { href: safe, from: this.#text.length }
  }

  #closeLink(): void {
    if (this.#link === null) return
    const text = cleanText(this.#text.slice(this.#link.from))
    if (this.#linkCount < MOST_LINKS) this.#links.push({ text, href: this.#link.href })
    this.#linkCount += 1
    this.#link = null
  }
}

/**
 * Gives the blocks of text of an HTML fragment or page, in order; scripts, navigation, forms, captions and footers are left
 * out. Links keep their safe absolute addresses. Never throws; what is longer than a million characters
 * or nested deeper than 256 elements is cut there.
 *
 * @param base the page's own address, for relative links
 */
export function htmlToBlocks(html: string, base?: string): Block[] {
  const writer = new Writer(base)
  let depth = 0
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        depth += 1
        if (depth > DEEPEST) parser.pause()
        writer.open(name, attributes)
      },
      onclosetag: (name) => {
        depth -= 1
        writer.close(name)
      },
      ontext: (text) => writer.write(text),
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.write(html.slice(0, LONGEST_HTML))
  if (depth <= DEEPEST) parser.end()
  writer.flush()
  return writer.blocks
}

/** Gives the text of an HTML fragment as one line a block. */
export const htmlToText = (html: string): string =>
  htmlToBlocks(html)
    .map((block) => block.text)
    .join('\n')
