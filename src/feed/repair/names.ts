/** Names of elements as the parser knows them, whatever prefix or case a document gives them. Pure. */

/** Prefixes by which the parser knows namespaces; the empty one is the feed's own. */
const NAMESPACES = new Map(
  Object.entries({
    'http://purl.org/rss/1.0/': '',
    'http://my.netscape.com/rdf/simple/0.9/': '',
    'http://channel.netscape.com/rdf/simple/0.9/': '',
    'http://backend.userland.com/rss': '',
    'http://backend.userland.com/rss2': '',
    'http://blogs.law.harvard.edu/tech/rss': '',
    'http://purl.org/net/rss1.1#': '',
    'http://www.w3.org/2005/atom': 'atom',
    'http://purl.org/atom/ns#': 'atom',
    'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
    'http://purl.org/dc/elements/1.1/': 'dc',
    'http://purl.org/dc/terms/': 'dcterms',
    'http://purl.org/rss/1.0/modules/content/': 'content',
    'http://purl.org/rss/1.0/modules/syndication/': 'sy',
    'http://search.yahoo.com/mrss': 'media',
    'http://search.yahoo.com/mrss/': 'media',
    'http://www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
    'http://rssnamespace.org/feedburner/ext/1.0': 'feedburner',
    'http://www.w3.org/1999/xhtml': 'xhtml',
  }),
)
const DECLARATION = /\sxmlns:([\w.-]{1,40})="([^"]{1,100})"/g
const MOST_PREFIXES = 100

/** The element that a document is: what stands for RSS 0.9x and 2.0, RSS 0.90–1.1, Atom, CDF. */
export type Root = 'rss' | 'rdf' | 'feed' | 'channel'

const ROOTS: Record<string, Root> = { rss: 'rss', rdf: 'rdf', feed: 'feed', channel: 'channel' }

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

/** Gives which root an element's name is, or null. */
export const rootOf = (name: string): Root | null => ROOTS[localName(name).toLowerCase()] ?? null

/** The names in one document. */
export class Names {
  readonly #prefixes = new Map<string, string>()
  /** Of an Atom document Atom is the feed's own namespace, whatever its prefix. */
  #own: string | null = null

  /** Notes what a start tag declares. */
  note(tag: string): void {
    if (!tag.includes('xmlns:')) return
    for (const [, prefix = '', uri = ''] of tag.matchAll(DECLARATION)) {
      const known = NAMESPACES.get(uri.toLowerCase())
      if (known !== undefined && this.#prefixes.size < MOST_PREFIXES) {
        this.#prefixes.set(prefix.toLowerCase(), known)
      }
    }
  }

  noteRoot(name: string, root: Root): void {
    const at = name.indexOf(':')
    if (root === 'feed') this.#own = 'atom'
    if (at > 0 && root !== 'rdf') this.#prefixes.set(name.slice(0, at).toLowerCase(), '')
  }

  /** Gives the name as the parser knows it; case is kept. */
  known(name: string): string {
    const at = name.indexOf(':')
    if (at < 0) return name
    const prefix = this.#prefixes.get(name.slice(0, at).toLowerCase())
    if (prefix === undefined) return name
    const local = name.slice(at + 1)
    return prefix === '' || prefix === this.#own || local === ''
      ? local || name
      : `${prefix}:${local}`
  }
}
