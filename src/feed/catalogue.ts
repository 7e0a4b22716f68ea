/** Looks feeds of the catalogue up by name and category, in memory. Pure. */
import { type CatalogueFeed, catalogue } from '../../config/catalogue.ts'
import type { Locale } from '../model/subscription.ts'

export type CatalogueMatch = {
  feed: CatalogueFeed
  /** Name and category in the reader's language. */
  label: string
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()

const categoryNames = new Map(catalogue.categories.map((category) => [category.id, category]))

type Entry = { feed: CatalogueFeed; names: string[]; words: string }

const entries: readonly Entry[] = catalogue.feeds.map((feed) => {
  const category = categoryNames.get(feed.category)
  const names = [folded(feed.name.en), folded(feed.name.ja)]
  const host = new URL(feed.url).hostname.replace(/^www\./, '')
  const words = [...names, host, folded(`${category?.en ?? ''} ${category?.ja ?? ''}`)].join(' ')
  return { feed, names, words }
})

const byName = new Map(
  entries.toReversed().flatMap(({ feed, names }) => names.map((name) => [name, feed] as const)),
)

/** The addresses of all of them. */
export const catalogueAddresses: readonly string[] = catalogue.feeds.map(({ url }) => url)

/** Gives the feed that is called exactly so in either language, or null. */
export const catalogueFeed = (name: string): CatalogueFeed | null =>
  byName.get(folded(name)) ?? null

/** Gives the feed at an address, or null. */
export const catalogueFeedAt = (url: string): CatalogueFeed | null =>
  catalogue.feeds.find((feed) => feed.url === url) ?? null

/** 0 is best: the name begins so, a word of it does, it stands somewhere. */
function rankOf({ names, words }: Entry, typed: string): number | null {
  if (names.some((name) => name.startsWith(typed))) return 0
  if (names.some((name) => name.includes(` ${typed}`))) return 1
  return words.includes(typed) ? 2 : null
}

/**
 * Gives the feeds whose name, site or category holds what was typed, best first, those in the reader's language before
 * others; for nothing typed, one feed of each category in turn.
 */
export function catalogueMatches(typed: string, locale: Locale): CatalogueMatch[] {
  const wanted = folded(typed)
  const ranked = entries.flatMap((entry, index) => {
    const rank = wanted === '' ? 0 : rankOf(entry, wanted)
    if (rank === null) return []
    const foreign = entry.feed.lang === locale ? 0 : 1
    return [{ entry, rank, foreign, index }]
  })
  ranked.sort((a, b) => a.rank - b.rank || a.foreign - b.foreign || a.index - b.index)
  const feeds = ranked.map(({ entry }) => entry.feed)
  return (wanted === '' ? inTurn(feeds) : feeds).map((feed) => ({
    feed,
    label: labelOf(feed, locale),
  }))
}

const labelOf = (feed: CatalogueFeed, locale: Locale): string => {
  const category = categoryNames.get(feed.category)
  return category ? `${feed.name[locale]} · ${category[locale]}` : feed.name[locale]
}

/** The first of every category, then the second of every category, … */
function inTurn(feeds: readonly CatalogueFeed[]): CatalogueFeed[] {
  const counts = new Map<string, number>()
  const turns = feeds.map((feed, index) => {
    const turn = counts.get(feed.category) ?? 0
    counts.set(feed.category, turn + 1)
    return { feed, turn, index }
  })
  return turns.sort((a, b) => a.turn - b.turn || a.index - b.index).map(({ feed }) => feed)
}
