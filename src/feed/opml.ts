/**
 * Lists of feeds as OPML. Pure. http://opml.org/spec2.opml
 *
 * Read with the tree's own tag parser: feedsmith refuses a cut-off list and holds everything up for over a second on one
 * of 2 MB; it writes them.
 */
import { generateOpml } from 'feedsmith'
import { Parser } from 'htmlparser2'
import { cleanText } from '../text/clean.ts'

export type OpmlEntry = {
  /** What the list calls it, or null. */
  title: string | null
  /** As it is written; empty where an entry for a feed has none. */
  address: string
}

export type OpmlList = {
  title: string | null
  /** In the order of the list, whatever they are nested in. */
  entries: OpmlEntry[]
  /** Entries beyond the thousandth, which are left out. */
  left: number
}

/** Bytes of a list that is taken. */
export const LONGEST_OPML = 2 * 1024 * 1024
const MOST_ENTRIES = 1000
const LONGEST_TITLE = 200
/** Nobody sorts deeper; the parser's own stack grows slow beyond. */
const DEEPEST = 100

type Attributes = Record<string, string | undefined>

/** Names of attributes are written in every case. */
const lowerCased = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), value]))

const titleOf = (text: string | undefined): string | null =>
  cleanText((text ?? '').slice(0, LONGEST_TITLE)).replaceAll(/\s+/g, ' ') || null

/** A folder has neither an address nor the type of a feed. */
function entryOf(attributes: Attributes): OpmlEntry | null {
  const { xmlurl, type, title, text } = lowerCased(attributes)
  const isFeed = xmlurl !== undefined || /^(?:rss|atom|feed)$/i.test(type ?? '')
  return isFeed ? { title: titleOf(title) ?? titleOf(text), address: (xmlurl ?? '').trim() } : null
}

/** Gives the list in a text, or null where it is none; what is broken or cut off is read as far as it goes. */
export function readOpml(text: string): OpmlList | null {
  const list: OpmlList = { title: null, entries: [], left: 0 }
  let isOpml = false
  let inHead = false
  let inTitle = false
  let depth = 0
  const take = (entry: OpmlEntry) => {
    if (list.entries.length < MOST_ENTRIES) list.entries.push(entry)
    else list.left += 1
  }
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1
        if (depth > DEEPEST) parser.pause()
        if (name === 'opml') isOpml = true
        if (name === 'head') inHead = true
        inTitle = inHead && name === 'title'
        const entry = name === 'outline' ? entryOf(attributes) : null
        if (entry !== null) take(entry)
      },
      ontext(part) {
        if (inTitle) list.title = titleOf(`${list.title ?? ''}${part}`)
      },
      onclosetag(name) {
        depth -= 1
        if (name === 'head') inHead = false
        inTitle = false
      },
    },
    { xmlMode: true, lowerCaseTags: true, decodeEntities: true },
  )
  parser.write(text.slice(0, LONGEST_OPML))
  if (depth <= DEEPEST) parser.end()
  return isOpml ? list : null
}

export type OpmlFolder = {
  title: string
  feeds: { title: string; url: string; link: string | null }[]
}

/** Gives the feeds as a list that other readers take, a folder each. */
export const writeOpml = (title: string, folders: readonly OpmlFolder[]): string =>
  generateOpml({
    head: { title: cleanText(title) },
    body: {
      outlines: folders.map((folder) => ({
        text: cleanText(folder.title),
        outlines: folder.feeds.map((feed) => ({
          text: cleanText(feed.title),
          title: cleanText(feed.title),
          type: 'rss',
          xmlUrl: feed.url,
          ...(feed.link === null ? {} : { htmlUrl: feed.link }),
        })),
      })),
    },
  })
