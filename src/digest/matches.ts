/** How much of what came lately a digest's filters let through: what a moderator is told before they wait a day. Pure. */
import type { DigestArticle } from '../model/digest.ts'
import type { Filters, Matches } from '../model/filters.ts'
import { filterArticles } from './filter.ts'
import { sortTime } from './select.ts'

const DAY_MS = 24 * 3_600_000

/** Counts the articles of the last 24 hours, and where there are none, all of the window. */
export function matchesOf(
  window: readonly DigestArticle[],
  { filters, now }: { filters: Filters; now: number },
): Matches {
  const recent = window.filter((article) => sortTime(article, now) > now - DAY_MS)
  const today = recent.length > 0
  const looked = today ? recent : window
  const { kept } = filterArticles(looked, filters)
  return { total: looked.length, matching: kept.length, today }
}
