/** Sites that publish by chance: what they published and what they have served is known here, and nowhere in the bot. */
import type { Fetch } from '../../src/fetch/fetch.ts'
import { ok } from '../../src/lib/result.ts'
import { oneOf, type Random } from '../seeded.ts'

export const TOPICS = ['wheat', 'copper', 'cedar', 'amber'] as const
export type Topic = (typeof TOPICS)[number]

export type Item = {
  /** Identity within its feed. */
  guid: string
  /** One address is one piece of news, whoever tells it. */
  url: string
  title: string
  text: string
  topic: Topic
  date: number
  /** Whether its text was written anew: under a new name as well it is told as news. */
  isChanged: boolean
  /** When it was published first, whatever it says. */
  since: number
  /** When it first stood in an answer that a reader got whole; null until then. */
  servedAt: number | null
  /** Whether the bot read it, and forgot it with its store. */
  isServedAnew: boolean
}

export type Site = {
  url: string
  name: string
  /** Newest first. */
  items: Item[]
  /** All that was ever published, taken down or not. */
  all: Item[]
  /** Under which names each address was published. */
  names: Map<string, Set<string>>
  /** Addresses that were taken down. */
  down: Set<string>
  /** ms that readers are asked to stay away; null: nothing is said. */
  freshFor: number | null
  hasEtag: boolean
  failing: number | null
  /** From when to when it failed. */
  failures: { from: number; to: number | null }[]
  version: number
}

const SHOWN = 10
/** What comes again under a new name and a new date is told as news once a week has passed: then it is not named anew here. */
const ONE_STORY = 6 * 86_400_000
const SYLLABLES =
  'ba be bi bo bu da de di do du fa fe fi fo ga ge gi go ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi vo za ze zi zo'.split(
    ' ',
  )

/** A word that no other news has: nothing here is to be taken for the same story by its words. */
const word = (random: Random): string =>
  Array.from({ length: 4 }, () => SYLLABLES[random(SYLLABLES.length)]).join('')

const named = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export class Press {
  readonly sites: Site[] = []
  readonly byUrl = new Map<string, Site>()
  readonly #now: () => number
  readonly #random: Random
  #count = 0

  constructor(now: () => number, random: Random) {
    this.#now = now
    this.#random = random
  }

  open(): Site {
    const n = this.sites.length + 1
    const site: Site = {
      url: `https://paper${n}.example/rss`,
      name: `Paper ${n}`,
      items: [],
      all: [],
      ...{ down: new Set(), names: new Map() },
      freshFor: oneOf(
        [null, 7_200_000, 21_600_000, 21_600_000, 43_200_000, 43_200_000],
        this.#random,
      ),
      hasEtag: this.#random(2) === 0,
      ...{ failing: null, failures: [], version: 0 },
    }
    this.sites.push(site)
    this.byUrl.set(site.url, site)
    return site
  }

  /** Brings a piece of news, told by each of these sites. */
  publish(sites: readonly Site[], dated = this.#now()): Item {
    const random = this.#random
    this.#count += 1
    const n = this.#count
    const topic = oneOf(TOPICS, random)
    const [who, what, where] = [named(word(random)), word(random), named(word(random))]
    const site = sites[0] ?? this.open()
    const url = `${new URL(site.url).origin}/news/${n}`
    const title = `${who} ${what} ${topic} ${where}`
    const text = `${who} took the ${what} of ${topic} to ${where}. ${named(word(random))} ${word(random)} ${word(random)}.`
    const item = {
      guid: `n${n}`,
      url,
      title,
      text,
      topic,
      date: dated,
      since: dated,
      isChanged: false,
      servedAt: null,
      isServedAnew: false,
    }
    for (const one of sites) this.#add(one, { ...item })
    return item
  }

  #add(site: Site, item: Item): void {
    site.items.unshift(item)
    site.all.push(item)
    site.names.set(item.url, new Set([item.guid]))
    const unserved = site.items.filter(({ servedAt }) => servedAt === null).length
    site.items.length = Math.min(site.items.length, Math.max(SHOWN, unserved))
    site.version += 1
  }

  /** Writes something old anew: a word of its text, or all of it under today's date. */
  update(site: Site): void {
    const item = site.items[this.#random(Math.max(1, site.items.length))]
    if (item === undefined) return
    item.text = `${item.text} ${named(word(this.#random))} ${word(this.#random)}.`
    item.isChanged = true
    site.version += 1
  }

  /** Brings something old again: at the top, with a new date, and sometimes with a new name. */
  republish(site: Site): void {
    const at = this.#random(Math.max(1, site.items.length))
    const [item] = site.items.splice(at, 1)
    if (item === undefined) return
    item.date = this.#now()
    const isOneStory = !item.isChanged && this.#now() - item.since < ONE_STORY
    if (this.#random(2) === 0 && isOneStory) {
      item.guid = `${item.guid}a`
      site.names.get(item.url)?.add(item.guid)
    }
    site.items.unshift(item)
    site.version += 1
  }

  takeDown(site: Site): void {
    const at = this.#random(Math.max(1, site.items.length))
    const [item] = site.items.splice(at, 1)
    if (item !== undefined) site.down.add(item.url)
    site.version += 1
  }

  fail(site: Site): void {
    if (site.failing !== null) return
    site.failing = oneOf([500, 503, 404, 403], this.#random)
    site.failures.push({ from: this.#now(), to: null })
  }

  mend(site: Site): void {
    const last = site.failures.at(-1)
    if (site.failing === null || last === undefined) return
    site.failing = null
    last.to = this.#now()
  }

  /** The bot's way to these sites. */
  readonly fetch: Fetch = async (url, { headers = {} }) => {
    const site = this.byUrl.get(url)
    const none = new Uint8Array()
    if (site === undefined) return ok({ status: 404, headers: new Headers(), body: none, url })
    if (site.failing !== null)
      return ok({ status: site.failing, headers: new Headers(), body: none, url })
    const etag = `"v${site.version}"`
    const said = new Headers({ 'content-type': 'application/rss+xml' })
    if (site.hasEtag) said.set('etag', etag)
    if (site.freshFor !== null) said.set('cache-control', `max-age=${site.freshFor / 1000}`)
    if (site.hasEtag && headers['if-none-match'] === etag) {
      return ok({ status: 304, headers: said, body: none, url })
    }
    for (const item of site.items) item.servedAt ??= this.#now()
    return ok({ status: 200, headers: said, body: new TextEncoder().encode(rssOf(site)), url })
  }
}

const rssOf = ({ name, items }: Site): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>${name}</title>${items
    .map(
      ({ guid, title, url, text, date }) =>
        `<item><guid isPermaLink="false">${guid}</guid><title>${title}</title><link>${url}</link><description>${text}</description><pubDate>${new Date(date).toUTCString()}</pubDate></item>`,
    )
    .join('')}</channel></rss>`
