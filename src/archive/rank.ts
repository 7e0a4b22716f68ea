/** The order of what a search found: pure, and the same for every engine. */
import type { Article } from '../model/article.ts'
import type { Where } from '../model/search.ts'
import { termsIn } from '../text/match.ts'
import { type Outline, outlineParts } from './parts.ts'
import type { SearchQuery } from './search-query.ts'

/** What a term is worth where it stands; a match that stands nowhere else stands in the body. */
const WEIGHTS: Record<Where, number> = {
  title: 4,
  lead: 2,
  point: 1,
  section: 0.5,
  source: 0.5,
  next: 0.25,
  body: 0.25,
}

/** An article of today is worth this much more than one that is old, one of two weeks ago half of it. */
const RECENCY = 1
const HALF_LIFE_MS = 14 * 24 * 3_600_000

export type Rankable = Outline & Pick<Article, 'id' | 'seq' | 'publishedAt' | 'arrivedAt'>

export type Ranked = { id: number; score: number }

/** Gives the matches of a query, best first; of equal ones the newer first. The same input has the same order always. */
export function rank(
  articles: readonly Rankable[],
  { query, now }: { query: SearchQuery; now: number },
): Ranked[] {
  return articles
    .map((article) => ({ article, score: scoreOf(article, { query, now }) }))
    .sort((a, b) => b.score - a.score || compareNewness(a.article, b.article))
    .map(({ article: { id }, score }) => ({ id, score }))
}

const timeOf = ({ publishedAt, arrivedAt }: Rankable) => publishedAt ?? arrivedAt

const compareNewness = (a: Rankable, b: Rankable) => timeOf(b) - timeOf(a) || b.seq - a.seq

function scoreOf(
  article: Rankable,
  { query: { terms }, now }: { query: SearchQuery; now: number },
) {
  const places = terms.map((): Set<Where> => new Set(['body']))
  for (const { where, text } of outlineParts(article)) {
    for (const index of termsIn(text, terms)) places[index]?.add(where)
  }
  const worth = places.flatMap((found) => [...found].map((where) => WEIGHTS[where]))
  const mean = worth.reduce((sum, one) => sum + one, 0) / Math.max(1, terms.length)
  const age = Math.max(0, now - timeOf(article))
  // Rounded, so that no engine's or machine's last binary digit decides an order.
  return Math.round((mean + RECENCY * 2 ** (-age / HALF_LIFE_MS)) * 1000) / 1000
}
