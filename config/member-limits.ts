/** The limits of what one person may keep and do, each with why it is that much. House rules: Discord has none for these. */

/** What somebody reads again in a lifetime of mornings; a list that is longer is searched, not paged. */
export const SAVED = { most: 500 } as const

/** Who shares more than this at once writes over everybody else's talk; after ten minutes a talk has moved on. */
export const SHARE = { most: 3, withinMs: 10 * 60_000 } as const

/** Articles that a catch-up goes through: two months of digests of five; who wants more searches. */
export const CATCH_UP = { most: 300 } as const
