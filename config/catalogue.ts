/** Feeds that the bot knows by name, in Japanese and English. */
import feeds from './feeds.json' with { type: 'json' }

/** A name in both languages. */
export type InBoth = { en: string; ja: string }

export type CatalogueFeed = {
  name: InBoth
  url: string
  /** What its articles are written in. */
  lang: string
  /** Id of its category. */
  category: string
  /** Where its address stands publicly. */
  source: string
  /** The day (`2026-01-31`) on which `npm run check:catalogue` last read it, or null. */
  checked: string | null
}

export type Catalogue = {
  categories: (InBoth & { id: string })[]
  feeds: CatalogueFeed[]
}

export const catalogue: Catalogue = feeds
