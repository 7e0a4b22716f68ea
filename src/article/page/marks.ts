/** What a page says of itself in its mark-up: meta elements, links, language, title, JSON-LD. Linear, never throws. Pure. */
import { Parser } from 'htmlparser2'

export type PageMarks = {
  /** The first content of each `property` or `name`, in lower case. */
  meta: ReadonlyMap<string, string>
  canonical: string | null
  lang: string | null
  title: string | null
  /** The page's first heading of the first level. */
  heading: string | null
  /** The texts of `application/ld+json` scripts. */
  data: readonly string[]
  /** More elements, or deeper ones, than any article's page has: a tree of it would cost too much. */
  monstrous: boolean
}

/** An article's page has some thousands; what has more is a table of data, or made to be slow. */
const MOST_ELEMENTS = 30_000
/** No template nests deeper; the parser's own stack grows slow beyond. */
const DEEPEST = 500

/** Longer values are none that a person wrote for readers. */
const LONGEST_VALUE = 4_000
const LONGEST_DATA = 500_000
const MOST_DATA = 20

type Attributes = Record<string, string>

class Reader {
  readonly meta = new Map<string, string>()
  readonly data: string[] = []
  canonical: string | null = null
  lang: string | null = null
  title: string | null = null
  heading: string | null = null
  /** What the text belongs to right now. */
  #into: 'title' | 'heading' | 'data' | null = null
  #text = ''
  #elements = 0
  #depth = 0

  get monstrous(): boolean {
    return this.#elements > MOST_ELEMENTS || this.#depth > DEEPEST
  }

  open(name: string, attributes: Attributes): void {
    this.#elements += 1
    this.#depth += 1
    if (name === 'html') this.lang ??= attributes['lang'] ?? attributes['xml:lang'] ?? null
    else if (name === 'meta') this.#onMeta(attributes)
    else if (name === 'link') this.#onLink(attributes)
    else if (name === 'title' && this.title === null) this.#begin('title')
    else if (name === 'h1' && this.heading === null) this.#begin('heading')
    else if (name === 'script' && /ld\+json/i.test(attributes['type'] ?? '')) this.#begin('data')
  }

  write(text: string): void {
    if (this.#into !== null && this.#text.length < LONGEST_DATA) this.#text += text
  }

  close(name: string): void {
    this.#depth -= 1
    if (name === 'title' && this.#into === 'title') this.title = this.#end()
    else if (name === 'h1' && this.#into === 'heading') this.heading = this.#end()
    else if (name === 'script' && this.#into === 'data') {
      const text = this.#end()
      if (this.data.length < MOST_DATA) this.data.push(text)
    }
  }

  #begin(into: 'title' | 'heading' | 'data'): void {
    this.#into = into
    this.#text = ''
  }

  #end(): string {
    this.#into = null
    return this.#text
  }

  #onMeta({ property, name, 'http-equiv': header, content }: Attributes): void {
    const key = (property ?? name ?? header)?.trim().toLowerCase()
    const value = content?.trim()
    if (key === undefined || !value || this.meta.has(key)) return
    this.meta.set(key, value.slice(0, LONGEST_VALUE))
  }

  #onLink({ rel, href }: Attributes): void {
    if (href === undefined || this.canonical !== null) return
    if ((rel ?? '').toLowerCase().split(/\s+/).includes('canonical')) this.canonical = href
  }
}

/** Gives what a page says of itself. */
export function marksOfPage(html: string): PageMarks {
  const reader = new Reader()
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        reader.open(name, attributes)
        if (reader.monstrous) parser.pause()
      },
      ontext: (text) => reader.write(text),
      onclosetag: (name) => reader.close(name),
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.write(html)
  if (!reader.monstrous) parser.end()
  return reader
}
