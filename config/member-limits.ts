/** The limits of what one person may keep and do, each with why it is that much. House rules: Discord has none for these. */

/** What somebody reads again in a lifetime of mornings; a list that is longer is searched, not paged. */
export const SAVED = { most: 500 } as const

/** Who shares more than this at once writes over everybody else's talk; after ten minutes a talk has moved on. */
export const SHARE = { most: 3, withinMs: 10 * 60_000 } as const

/** Articles that a catch-up goes through: two months of digests of five; who wants more searches. */
export const CATCH_UP = { most: 300 } as const

/**
 * `most`: a morning's and an evening's digest for work and for pleasure, and one more; a digest reads as many feeds as one
 * likes. `spreadMs`: Discord stops bots that write to many people at once («opening direct messages too fast», 40003), and
 * 7:30 is everybody's hour: within three minutes 180 people get a message a second each, and nobody waits for long.
 */
export const OWN_DIGESTS = { most: 5, spreadMs: 3 * 60_000 } as const
