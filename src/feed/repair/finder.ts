/** Finds the next place of a text while one walks through a document, without ever looking at a part twice. */

/**
 * Gives positions of a text in order. Asked for places that only move on, all its answers together cost one walk through
 * the document: hostile documents are made of starts whose end is looked for again and again.
 */
export class Finder {
  readonly #document: string
  readonly #sought: string
  #known = -1

  constructor(document: string, sought: string) {
    this.#document = document
    this.#sought = sought
  }

  /** Gives the first place at or after `from`, or the document's length where there is none. */
  after(from: number): number {
    if (this.#known < from) {
      const found = this.#document.indexOf(this.#sought, from)
      this.#known = found < 0 ? this.#document.length : found
    }
    return this.#known
  }
}

/** Finders of one document, one a text. */
export class Finders {
  readonly #document: string
  readonly #finders = new Map<string, Finder>()

  constructor(document: string) {
    this.#document = document
  }

  /** Gives the first place of `sought` at or after `from`, or the document's length. */
  after(sought: string, from: number): number {
    let finder = this.#finders.get(sought)
    if (finder === undefined) {
      finder = new Finder(this.#document, sought)
      this.#finders.set(sought, finder)
    }
    return finder.after(from)
  }
}
