/** The limits of what one person may keep and do, each with why it is that much. House rules: Discord has none for these. */

/** What somebody reads again in a lifetime of mornings; a list that is longer is searched, not paged. */
export const SAVED = { most: 500 } as const
