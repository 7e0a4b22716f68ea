/**
 * Makes sound XML of a feed document as it comes: what stands before the root, comments, DOCTYPE and processing
 * instructions go; bare `&` and `<`, bad references, broken tags and elements that are never closed are mended; markup
 * within texts becomes CDATA. One walk through the document, linear whatever is in it; never throws.
 */
import { withoutControls, withSoundReferences } from './characters.ts'
import { Finders } from './finder.ts'
import { Names, type Root, rootOf } from './names.ts'
import { readTag, type Tag } from './tag.ts'
import { asCdata, endsLeaf, isItem, isLeaf, isTextElement } from './text-element.ts'

/** Items beyond are cut off before parsing: 200,000 of them cost seconds. */
export const MOST_ITEMS = 1000
/** Elements nested deeper are dropped, their text stays: closing one looks at all that are open. */
const DEEPEST = 64

export type Repaired = {
  /** Sound XML from the root element on; empty where there is no root. */
  xml: string
  root: Root | null
  /** The document is a page: discovery's, not the parser's. */
  isHtml: boolean
  /** The document ended before its root element did; an item that it broke off was left out, unless it is the only one. */
  isCut: boolean
}

type Open = { name: string; key: string }

const CLOSE = /<\/([A-Za-z_][\w.:-]{0,99})[^<>]*>?/y

class Repairer {
  readonly #text: string
  readonly #finders: Finders
  readonly #names = new Names()
  readonly #parts: string[] = []
  readonly #open: Open[] = []
  #at = 0
  #root: Root | null = null
  #isHtml = false
  #dropped = 0
  #items = 0
  /** How much was written, and what was open, when the last whole item had ended. */
  #whole: { parts: number; open: Open[] } | null = null

  constructor(text: string) {
    this.#text = text
    const lower = text.toLowerCase()
    // A few letters are longer in lower case: places would not be the same.
    this.#finders = new Finders(lower.length === text.length ? lower : text)
  }

  run(): Repaired {
    const { length } = this.#text
    while (this.#at < length && this.#items < MOST_ITEMS) {
      const next = this.#finders.after('<', this.#at)
      if (next > this.#at) this.#writeText(this.#text.slice(this.#at, next))
      this.#at = next
      if (next < length) this.#markup()
    }
    const isCut = this.#open.length > 0 && this.#items < MOST_ITEMS
    this.#leaveOutHalfItem()
    while (this.#open.length > 0) this.#close()
    return { xml: this.#parts.join(''), root: this.#root, isHtml: this.#isHtml, isCut }
  }

  #markup(): void {
    const second = this.#text.charCodeAt(this.#at + 1)
    if (second === 0x21) this.#declaration()
    else if (second === 0x3f) this.#instruction()
    else if (second === 0x2f) this.#endTag()
    else this.#startTag()
  }

  #declaration(): void {
    if (this.#startsWith('<![CDATA[')) this.#cdata()
    else if (this.#startsWith('<!--')) this.#skip('-->', 4)
    else this.#doctype()
  }

  /** What is left open has no end to skip to: only its start goes. */
  #skip(end: string, start: number): void {
    const found = this.#finders.after(end, this.#at + start)
    this.#at = found < this.#text.length ? found + end.length : this.#at + start
  }

  #doctype(): void {
    const start = this.#at + 2
    if (this.#root === null && this.#startsWith('html', start + 8)) this.#isHtml = true
    const end = this.#finders.after('>', start)
    const subset = this.#finders.after('[', start)
    if (subset > end) {
      this.#at = Math.min(end + 1, this.#text.length)
      return
    }
    const closed = this.#finders.after(']', subset)
    const after = this.#finders.after('>', closed)
    this.#at = after < this.#text.length ? after + 1 : start
  }

  /** An XML declaration after a page's beginning: the page is what a server put before the feed. */
  #instruction(): void {
    if (this.#startsWith('<?xml ')) this.#isHtml = false
    const end = this.#finders.after('?>', this.#at)
    const tagEnd = this.#finders.after('>', this.#at)
    const found = end < this.#text.length ? end + 2 : tagEnd + 1
    this.#at = Math.min(found, this.#text.length)
  }

  #cdata(): void {
    const from = this.#at + 9
    const end = this.#endOfCdata(from)
    if (this.#open.length > 0) this.#parts.push(`<![CDATA[${this.#text.slice(from, end)}]]>`)
    this.#at = this.#startsWith(']]>', end) ? end + 3 : end
  }

  /** A section that was never closed ends with its element, not with a later section. */
  #endOfCdata(from: number): number {
    const end = this.#finders.after(']]>', from)
    const nested = this.#finders.after('<![cdata[', from)
    if (nested > end) return end
    const name = this.#open.at(-1)?.key
    if (name === undefined) return end
    const closed = this.#text.slice(from, nested).toLowerCase().indexOf(`</${name}`)
    return closed < 0 ? end : from + closed
  }

  #endTag(): void {
    CLOSE.lastIndex = this.#at
    const found = CLOSE.exec(this.#text)
    if (found === null) {
      this.#writeText('<')
      this.#at += 1
      return
    }
    this.#at += found[0].length
    this.#closeNamed(this.#names.known(found[1] ?? '').toLowerCase())
  }

  #closeNamed(key: string): void {
    const at = this.#open.findLastIndex((open) => open.key === key)
    if (at < 0) return
    // What was dropped was within an item, and ends with it at the latest.
    if (this.#dropped > 0 && !isItem(key) && rootOf(key) === null) {
      this.#dropped -= 1
      return
    }
    while (this.#open.length > at) this.#close()
  }

  #startTag(): void {
    const tag = readTag(this.#text, this.#at)
    if (tag === null) {
      this.#writeText('<')
      this.#at += 1
      return
    }
    this.#at = tag.end
    this.#names.note(tag.sound)
    if (this.#root === null) this.#seekRoot(tag)
    else this.#element(tag, this.#names.known(tag.name))
  }

  #seekRoot(tag: Tag): void {
    const root = rootOf(tag.name)
    if (root === null || this.#isHtml) {
      if (/^(?:html|body)$/i.test(tag.name)) this.#isHtml = true
      return
    }
    this.#root = root
    this.#names.noteRoot(tag.name, root)
    if (root === 'channel') this.#start(ROOT_TAG, 'rss')
    this.#start(tag, root === 'rdf' ? 'rdf:RDF' : this.#names.known(tag.name))
  }

  #element(tag: Tag, name: string): void {
    if (this.#open.length === 0) return
    const key = name.toLowerCase()
    if (isItem(key)) this.#endOpenItem()
    else if (endsLeaf(key) && isLeaf(this.#open.at(-1)?.key ?? '')) this.#close()
    if (this.#open.length >= DEEPEST) {
      if (!tag.selfClosing) this.#dropped += 1
      return
    }
    this.#start(tag, name)
    if (!tag.selfClosing && isTextElement(key)) this.#inside(tag.name.toLowerCase())
  }

  #endOpenItem(): void {
    const at = this.#open.findLastIndex((open) => isItem(open.key))
    while (at >= 0 && this.#open.length > at) this.#close()
  }

  /** Wraps the inside of a text element where it holds markup; one that is never closed is read on as it comes. */
  #inside(name: string): void {
    const from = this.#at
    const end = this.#finders.after(`</${name}`, from)
    const limit = Math.min(
      this.#text.length,
      ...BOUNDARIES.map((boundary) => this.#finders.after(boundary, from)),
    )
    if (end >= limit) return
    const cdata = asCdata(this.#text.slice(from, end))
    if (cdata === null) return
    this.#parts.push(cdata)
    this.#at = end
  }

  #start({ sound, name: given, selfClosing }: Tag, name: string): void {
    this.#parts.push(`<${name}${sound.slice(1 + given.length)}>`)
    this.#open.push({ name, key: name.toLowerCase() })
    if (selfClosing) this.#close()
  }

  #close(): void {
    const open = this.#open.pop()
    if (open === undefined) return
    this.#parts.push(`</${open.name}>`)
    if (!isItem(open.key)) return
    this.#items += 1
    this.#whole = { parts: this.#parts.length, open: [...this.#open] }
    this.#dropped = 0
  }

  /** A document that breaks off leaves half an item: the next poll has it whole. */
  #leaveOutHalfItem(): void {
    if (this.#whole === null || !this.#open.some((open) => isItem(open.key))) return
    this.#parts.length = this.#whole.parts
    this.#open.splice(0, this.#open.length, ...this.#whole.open)
  }

  #writeText(text: string): void {
    if (this.#open.length > 0) this.#parts.push(withSoundReferences(text).replaceAll('<', '&lt;'))
  }

  #startsWith(start: string, at = this.#at): boolean {
    return this.#text.slice(at, at + start.length).toLowerCase() === start.toLowerCase()
  }
}

const ROOT_TAG: Tag = { name: 'rss', sound: '<rss version="2.0"', selfClosing: false, end: 0 }
const BOUNDARIES = ['<item', '</item', '<entry', '</entry', '</channel', '</feed']

/** Gives the document as sound XML, with what was seen on the way. */
export const repair = (text: string): Repaired => new Repairer(withoutControls(text)).run()
