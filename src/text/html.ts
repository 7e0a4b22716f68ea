/** Untrusted HTML becomes blocks of plain text: linear, with caps on size and depth, nothing of the markup left. */
import { Parser } from 'htmlparser2'
import { cleanText } from './clean.ts'
import { type Link, linksOfTexts } from './links.ts'
import { safeUrl } from './url.ts'

/** Longer documents are cut: an article is text, not a site. */
const LONGEST_HTML = 1_000_000
const LONGEST_TEXT = 200_000
const MOST_LINKS = 500
/** No writer nests deeper; the parser's own stack grows slow beyond. */
const DEEPEST = 256

export type BlockKind = 'heading' | 'paragraph' | 'item' | 'quote'

/** A block of text as a reader sees it; `\n` where the source breaks the line. */
export type Block = {
  kind: BlockKind
  level: number
  text: string
  links: Link[]
  /** Number of the innermost div, section … that it stands in; 0 for none. */
  box: number
}

/** What is no part of the text. */
const DROPPED = new Set(
  'script style noscript template svg math iframe object embed video audio canvas nav aside form button select textarea input label figcaption footer head title menu dialog rt rp'.split(
    ' ',
  ),
)
/** What stands on an article's page and is no part of it, by the names that site software gives it. */
const SITE_PARTS =
  /^(?:toc|toc[_-]?(?:container|box|wrap|list|title)|ez-toc-\S+|lwptoc\S*|rtoc\S*|[cp]-toc|sharedaddy|sd-sharing\S*|share|share-?(?:buttons?|box|bar|icons|links|area)|social-?(?:share|buttons|links|icons)|sns|sns-?(?:share|buttons?|box|area|follow|list)|addtoany\S*|a2a_kit|jp-relatedposts|yarpp\S*|related|related-?(?:posts?|articles?|entries|entry|list|box)|(?:p-)?breadcrumbs?|sidebar|widget-area|comments-area|comment-respond|post-?nav(?:igation)?|nav-links|(?:post|article|entry)?[-_]?author[-_]?(?:box|bio|info|card)|\S*newsletter\S*|\S*(?:^|[-_])(?:subscribe|signup|sign-up|paywall|cookie)(?:[-_]\S*)?|(?:wp-|image-|photo-|figure-|media-)?caption(?:[-_]?text)?|(?:photo|image|picture)[-_]?credits?|(?:post|entry|article)?[-_]?byline|(?:post|entry|article)[-_]?(?:tags|meta|footer|share)|tag-?(?:list|links|cloud)|ads?|ad-?(?:label|area|box|container|unit)|adsbygoogle)$/i
const CAN_BE_SITE_PART = new Set('div section ul ol dl p details ins'.split(' '))
const CONTENT_NAME = /(?:entry|post|article)[-_]?(?:content|body)/i
const BLOCKS = new Set(
  'p div section article main header h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table thead tbody tr td th figure hr address details summary center body html'.split(
    ' ',
  ),
)
const BOXES = new Set('div section article main details aside blockquote td'.split(' '))
/** What publishers name a box with their own points, which may be an aside. */
const POINTS_BOX =
  /(?:^|[\s_-])(?:key-?(?:points?|takeaways?|facts|findings)|takeaways|tl-?dr|summary|highlights|youten|matome|3lines?)(?:$|[\s_-])/i
/** Where a reader sees a line end. */
const LINE_MARKUP = /<(?:p|div|br|li|h[1-6]|tr|td|dd|dt|blockquote|section|article|pre)[\s>/]/i
const EMOJI = /^[\p{Extended_Pictographic}✓🗸🗹](?:\p{Extended_Pictographic}|\p{M}|\u200d){0,8}$/u

/** Twemoji and WordPress name their pictures by the code points of the emoji. */
const EMOJI_FILE = /emoji[^?#]*\/([0-9a-f]{4,5}(?:-[0-9a-f]{4,5}){0,7})\.(?:png|svg|gif|webp)$/i

function emojiOf(src: string): string {
  const codes = EMOJI_FILE.exec(src.slice(-300))?.[1] ?? ''
  return codes === ''
    ? ''
    : String.fromCodePoint(...codes.split('-').map((code) => Number.parseInt(code, 16)))
}

/** How HTML is read, where it is not as usual. */
export type Reading = {
  /** A newline of the source ends a line, which it does in HTML only within `pre`. */
  newlines?: boolean
  /** What stands beside the text is read as well. */
  asides?: boolean
}

class Writer {
  readonly blocks: Block[] = []
  readonly #base: string | undefined
  #text = ''
  #links: Link[] = []
  #kind: BlockKind = 'paragraph'
  #level = 0
  #depth = 0
  /** The depth of the element that is being left out, with all that is in it. */
  #dropped: number | null = null
  #pre = 0
  #link: { href: string; from: number } | null = null
  #written = 0
  /** The boxes that are open, with the depth that each began at. */
  readonly #boxes: { depth: number; number: number }[] = []
  #boxCount = 0
  /** Depths of the items of lists that are open. */
  readonly #items: number[] = []
  #linkCount = 0

  readonly #newlines: boolean
  readonly #asides: boolean

  constructor(base: string | undefined, { newlines = false, asides = false }: Reading) {
    this.#base = base
    this.#newlines = newlines
    this.#asides = asides
  }

  open(name: string, attributes: Record<string, string>): void {
    this.#depth += 1
    if (this.#dropped !== null) return
    if (this.#isDropped(name, attributes)) {
      this.#dropped = this.#depth
      return
    }
    if (name === 'pre') this.#pre += 1
    if (BOXES.has(name)) this.#openBox()
    if (name === 'br') this.#text += '\n'
    else if (name === 'img') this.#image(attributes)
    else if (name === 'a') this.#openLink(attributes['href'])
    else if (BLOCKS.has(name)) this.#begin(name)
  }

  close(name: string): void {
    // A tag that the document's end cuts off is closed without having been opened: below nought the loops here never end.
    this.#depth = Math.max(0, this.#depth - 1)
    if (this.#dropped !== null) {
      if (this.#depth < this.#dropped) this.#dropped = null
      return
    }
    if (name === 'pre') this.#pre -= 1
    if (name === 'a') this.#closeLink()
    else if (BLOCKS.has(name) || name === 'aside') this.flush()
    while ((this.#boxes.at(-1)?.depth ?? 0) > this.#depth) this.#boxes.pop()
    while ((this.#items.at(-1) ?? 0) > this.#depth) this.#items.pop()
  }

  #openBox(): void {
    this.flush()
    this.#boxCount += 1
    this.#boxes.push({ depth: this.#depth, number: this.#boxCount })
  }

  write(text: string): void {
    if (this.#dropped !== null || this.#written > LONGEST_TEXT) return
    this.#written += text.length
    const keepsLines = this.#newlines || this.#pre > 0
    this.#text += text.replaceAll(keepsLines ? /[\t\r\f ]+/g : /[\t\n\r\f ]+/g, ' ')
  }

  /** A button that is a link's face says where the link leads. */
  #isDropped(name: string, attributes: Record<string, string>): boolean {
    if (name === 'button') return this.#link === null
    if (name === 'aside') return !this.#asides && !POINTS_BOX.test(attributes['class'] ?? '')
    return DROPPED.has(name) || (CAN_BE_SITE_PART.has(name) && isSitePart(attributes))
  }

  flush(): void {
    this.#closeLink()
    const parts = cleanText(this.#text).split(/\n\n+/)
    const links = linksOfTexts(parts, this.#links)
    for (const [index, text] of parts.entries()) {
      if (text === '') continue
      this.blocks.push({
        kind: this.#kind,
        level: this.#level,
        text,
        links: links[index] ?? [],
        box: this.#boxes.at(-1)?.number ?? 0,
      })
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
    } else if (name === 'li' || name === 'dt' || name === 'dd') {
      this.#kind = 'item'
      this.#items.push(this.#depth)
    } else if (name === 'p' && this.#items.length > 0) this.#kind = 'item'
    else if (name === 'blockquote') this.#kind = 'quote'
  }

  /** Sites write emoji as pictures: their alternative text is the character. */
  #image(attributes: Record<string, string>): void {
    const alt = attributes['alt']?.trim() || emojiOf(attributes['src'] ?? '')
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

function isSitePart({ class: classes = '', id = '' }: Record<string, string>): boolean {
  if (classes === '' && id === '') return false
  const names = `${classes} ${id}`.split(/\s+/)
  return names.some((name) => SITE_PARTS.test(name)) && !CONTENT_NAME.test(classes)
}

/** Says whether HTML has no mark-up that ends lines: its own newlines do then. */
export const isBareText = (html: string): boolean => !LINE_MARKUP.test(html)

/**
 * Gives the blocks of text of an HTML fragment or page, in order; scripts, navigation, forms, captions and footers are left
 * out. Links keep their safe absolute addresses. Never throws; what is longer than a million characters
 * or nested deeper than 256 elements is cut there.
 *
 * @param base the page's own address, for relative links
 */
export function htmlToBlocks(html: string, base?: string, reading: Reading = {}): Block[] {
  const writer = new Writer(base, reading)
  let depth = 0
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        depth += 1
        if (depth > DEEPEST) parser.pause()
        writer.open(localName(name), attributes)
      },
      onclosetag: (name) => {
        depth -= 1
        writer.close(localName(name))
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

/** XHTML may bear a prefix: `xh:p`. */
const localName = (name: string) => name.slice(name.indexOf(':') + 1)

/** Gives the text of an HTML fragment as one line a block. */
export const htmlToText = (html: string): string =>
  htmlToBlocks(html)
    .map((block) => block.text)
    .join('\n')
