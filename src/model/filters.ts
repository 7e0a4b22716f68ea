/** What a digest takes and what it leaves out. */

/** What is done with articles that only those who pay can read whole. */
export type PaidRule = 'show' | 'last' | 'hide'

export type Filters = {
  /** Words and phrases as they were typed: an article must hold one of them; empty: every article does. */
  words: readonly string[]
  /** An article with one of these stays out, whatever else it holds. */
  without: readonly string[]
  /** Feed categories: an article must be in one of them; empty: every article is. */
  categories: readonly string[]
  /** An article in one of these stays out. */
  withoutCategories: readonly string[]
  /** BCP 47 primary languages; empty: all. */
  languages: readonly string[]
  paid: PaidRule
  /** Articles of one feed in one digest at most; null: as many as come. */
  perFeed: number | null
}

export const NO_FILTERS: Filters = {
  words: [],
  without: [],
  categories: [],
  withoutCategories: [],
  languages: [],
  paid: 'show',
  perFeed: null,
}

/** Filters as they are typed; null where nothing is said of a kind. */
export type TypedFilters = {
  words: string | null
  without: string | null
  /** Those with a minus in front stay out. */
  categories: string | null
  languages: string | null
  paid: PaidRule | null
  perFeed: string | number | null
}

/** How much of what came lately filters let through. */
export type Matches = {
  total: number
  matching: number
  /** Of the last 24 hours; false where they brought nothing and what came before them was counted. */
  today: boolean
}

/** Which list of a filter. */
export type FilterList = 'words' | 'without' | 'categories' | 'languages'

/** Why filters cannot be used. */
export type FilterProblem =
  /** More entries than a list may have. */
  | { kind: 'too-many-words'; list: FilterList; most: number }
  | { kind: 'word-too-long'; typed: string; most: number }
  /** No letter or digit in it. */
  | { kind: 'no-word'; typed: string }
  | { kind: 'unknown-language'; typed: string }
  | { kind: 'bad-number'; typed: string; most: number }

/**
 * Why an article of a window is not in its digest; what stands after the colon is the word, category or language as the
 * filter has it.
 */
export type FilterReason =
  | `word-out:${string}`
  | `category-out:${string}`
  | `language:${string}`
  | 'paid'
  | 'word-in'
  | 'category'
