/** When a permanent redirect is believed. Pure. */

/** A redirect that is seen once may be a mistake, or somebody's login page. */
const BELIEVED = 3

export type Moving = { movedTo: string | null; movedSeen: number }

/**
 * Gives what is to be remembered after a poll that gave a feed, and the new address once it was seen three times in a
 * row. A redirect from https to http is followed but never believed.
 */
export function afterRedirect(
  feed: Moving & { url: string },
  movedTo: string | undefined,
): Moving & { move: string | null } {
  const isWorse = feed.url.startsWith('https:') && movedTo?.startsWith('http:')
  if (movedTo === undefined || movedTo === feed.url || isWorse) {
    return { movedTo: null, movedSeen: 0, move: null }
  }
  const movedSeen = feed.movedTo === movedTo ? feed.movedSeen + 1 : 1
  return { movedTo, movedSeen, move: movedSeen >= BELIEVED ? movedTo : null }
}
