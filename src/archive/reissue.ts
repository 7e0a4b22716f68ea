/** A source that moves publishes what it has published before, as if it were new. Pure. */
import type { NewArticle } from '../model/article.ts'

/** So many known articles under new names are a move, not two articles of one name. */
const FEWEST = 3
/** So many at once that are older than what was read last are an archive, not news. */
const FLOOD = 20
const DAY = 24 * 60 * 60_000

/** An article of the same feed that was read before. */
export type Known = { id: number; url: string | null; title: string }

export type Reissue = {
  /** By identity: the article in the archive that it is. */
  same: Map<string, number>
  /** Identities of old articles that were never read and are no news. */
  old: Set<string>
}

/** Whether a poll can be a move or an archive: then it is worth a look at what is known. */
export const mayBeReissue = (fresh: readonly NewArticle[]): boolean => fresh.length >= FEWEST

/**
 * Gives which new articles of a poll are no news: known ones under new identities where most of the new are such, and
 * those published over a day before `lastArrival`, in a move or where twenty or more come at once. What has no date and
 * is not known is news.
 *
 * @param lastArrival when the feed's newest article was stored, epoch ms; null for a feed that is read first
 */
export function reissueOf(
  fresh: readonly NewArticle[],
  { known, lastArrival }: { known: readonly Known[]; lastArrival: number | null },
): Reissue {
  if (lastArrival === null) return { same: new Map(), old: new Set() }
  const same = knownOnes(fresh, known)
  const isMove = same.size >= FEWEST && same.size * 2 >= fresh.length
  const old = fresh.filter(
    ({ identity, publishedAt }) =>
      publishedAt !== null && publishedAt < lastArrival - DAY && !(isMove && same.has(identity)),
  )
  const isFlood = old.length >= FLOOD && old.length * 2 >= fresh.length
  return {
    same: isMove ? same : new Map(),
    old: new Set(isMove || isFlood ? old.map(({ identity }) => identity) : []),
  }
}

/** An address or a title that several articles share tells none of them. */
function knownOnes(fresh: readonly NewArticle[], known: readonly Known[]): Map<string, number> {
  const byUrl = unique(known, ({ url }) => url)
  const byTitle = unique(known, ({ title }) => title)
  const freshByUrl = unique(fresh, ({ url }) => url)
  const freshByTitle = unique(fresh, ({ title }) => title)
  const same = new Map<string, number>()
  const taken = new Set<number>()
  for (const article of fresh) {
    const url = article.url ?? ''
    const found =
      (freshByUrl.has(url) ? byUrl.get(url) : undefined) ??
      (freshByTitle.has(article.title) ? byTitle.get(article.title) : undefined)
    if (found === undefined || taken.has(found.id)) continue
    taken.add(found.id)
    same.set(article.identity, found.id)
  }
  return same
}

function unique<T>(all: readonly T[], keyOf: (one: T) => string | null): Map<string, T> {
  const found = new Map<string, T>()
  const several = new Set<string>()
  for (const one of all) {
    const key = keyOf(one)
    if (key === null || key === '') continue
    if (found.has(key)) several.add(key)
    found.set(key, one)
  }
  for (const key of several) found.delete(key)
  return found
}
