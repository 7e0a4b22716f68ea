/** What may stand for a feed: an address or site, a name of the catalogue, a feed that the server has already. */
import { catalogueFeed, catalogueMatches } from '../feed/catalogue.ts'
import { feedsById } from '../feed/feed-table.ts'
import type { Caller } from '../model/caller.ts'
import type { Deps } from './deps.ts'
import { feedChoices } from './find.ts'

/** What a completion hands over for a feed of the server: its address may be a secret. */
const OWN = /^#(\d{1,15})$/
const OWN_CHOICES = 8
const CHOICES = 25

/** An address may hold a comma; between two there is a blank behind it, or another address. */
const BETWEEN = /[\s、，]+|,(?=\s|$|@|https?:\/\/|[\w-]+\.\w)/

/** Gives the parts of what was typed, each once. */
export async function sourcesOf(deps: Deps, typed: string, caller: Caller): Promise<string[]> {
  const named = catalogueFeed(typed)
  if (named !== null) return [named.url]
  const parts = typed.split(BETWEEN).filter((part) => part !== '')
  const sources = await Promise.all(parts.map((part) => sourceOf(deps, part, caller)))
  return [...new Set(sources)]
}

async function sourceOf(deps: Deps, part: string, caller: Caller): Promise<string> {
  const id = OWN.exec(part)?.[1]
  if (id === undefined) return catalogueFeed(part)?.url ?? part
  const seen = (await feedChoices(deps, '', caller, { read: true })).some(
    (feed) => feed.id === Number(id),
  )
  const [feed] = seen ? await feedsById(deps.db, [Number(id)]) : []
  return feed?.url ?? part
}

/** Gives feeds to choose from while typing: the server's own that match, then the catalogue's. */
export async function subscribeChoices(
  deps: Deps,
  typed: string,
  caller: Caller,
): Promise<{ name: string; value: string }[]> {
  const catalogue = catalogueMatches(typed, caller.locale)
  const own = typed.trim() === '' ? [] : await feedChoices(deps, typed, caller, { read: true })
  const known = new Set(own.map(({ url }) => url))
  return [
    ...own.slice(0, OWN_CHOICES).map(({ id, title }) => ({ name: title, value: `#${id}` })),
    ...catalogue
      .filter(({ feed }) => !known.has(feed.url))
      .map(({ feed, label }) => ({ name: label, value: feed.url })),
  ].slice(0, CHOICES)
}
