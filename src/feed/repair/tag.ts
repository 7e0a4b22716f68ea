/** Reads one start tag, however it is written. Pure; never looks beyond the tag. */
import { withSoundReferences } from './characters.ts'

export type Tag = {
  name: string
  /** The tag in sound XML, without its closing `>` or `/>`. */
  sound: string
  selfClosing: boolean
  /** Where the tag ends. */
  end: number
}

/** More attributes than any feed has. */
const MOST_ATTRIBUTES = 64
/** The parser below gives up at a tag of 64 KB. */
const LONGEST_VALUE = 16_000

const SOUND =
  /<([A-Za-z_][\w.:-]{0,99})((?:\s+[A-Za-z_][\w.:-]{0,99}="[^"<&]{0,4000}"){0,32})\s{0,99}(\/?)>/y
const NAME = /<([A-Za-z_][\w.:-]{0,99})(?=[\s/>]|$)/y
const SPACE = /[\s/]+/y
const ATTRIBUTE_NAME = /[^\s=<>/"']+/y
const EQUALS = /\s*=\s*/y
const BARE_VALUE = /[^\s<>"']*/y
const SOUND_NAME = /^[A-Za-z_][\w.:-]{0,99}$/

/** Gives the tag that begins at `at`, or null where `<` begins none. */
export function readTag(text: string, at: number): Tag | null {
  SOUND.lastIndex = at
  const sound = SOUND.exec(text)
  if (sound !== null) {
    const [whole, name = '', attributes = '', slash] = sound
    return {
      name,
      sound: `<${name}${attributes}`,
      selfClosing: slash === '/',
      end: at + whole.length,
    }
  }
  NAME.lastIndex = at
  const name = NAME.exec(text)?.[1]
  return name === undefined ? null : new TagReader(text, at + 1 + name.length).read(name)
}

class TagReader {
  readonly #text: string
  readonly #attributes = new Map<string, string>()
  #at: number
  #selfClosing = false

  constructor(text: string, at: number) {
    this.#text = text
    this.#at = at
  }

  read(name: string): Tag {
    while (this.#attribute()) {}
    if (this.#text[this.#at] === '>') this.#at += 1
    const attributes = [...this.#attributes].map(
      ([key, value]) => ` ${key}="${withSoundReferences(value).replaceAll('<', '&lt;')}"`,
    )
    return {
      name,
      sound: `<${name}${attributes.join('')}`,
      selfClosing: this.#selfClosing,
      end: this.#at,
    }
  }

  /** Reads one attribute; gives false where the tag ends, or is broken off by the next `<`. */
  #attribute(): boolean {
    const space = this.#take(SPACE)
    if (space !== '') this.#selfClosing = space.endsWith('/')
    const next = this.#text[this.#at]
    if (next === undefined || next === '>' || next === '<') return false
    this.#selfClosing = false
    const name = this.#take(ATTRIBUTE_NAME)
    if (name === '' && next !== '=') {
      this.#at += 1
      return true
    }
    const value = this.#take(EQUALS) === '' ? name : this.#value()
    this.#keep(name, value)
    return true
  }

  #keep(name: string, value: string): void {
    if (this.#attributes.size >= MOST_ATTRIBUTES || value.length > LONGEST_VALUE) return
    if (SOUND_NAME.test(name) && !this.#attributes.has(name)) this.#attributes.set(name, value)
  }

  #value(): string {
    const quote = this.#text[this.#at]
    if (quote !== '"' && quote !== "'") return this.#take(BARE_VALUE)
    const from = this.#at + 1
    const end = this.#endOfValue(quote, from)
    this.#at = this.#text[end] === quote ? end + 1 : end
    return this.#text.slice(from, end).replaceAll('"', '&quot;')
  }

  /** A value without its closing quote ends with the tag; `<` in a value is allowed only where the quote is closed soon. */
  #endOfValue(quote: string, from: number): number {
    const text = this.#text
    for (let at = from; at < text.length; at += 1) {
      const character = text[at]
      if (character === quote) return at
      if (character === '<' && at - from > 2000) return at
      if (character === '>' && /^>\s{0,99}</.test(text.slice(at, at + 102))) return at
    }
    return text.length
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0] ?? ''
    this.#at += found.length
    return found
  }
}
