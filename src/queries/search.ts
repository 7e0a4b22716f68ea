/** Finds articles for someone who may see some feeds. */
import { findArticles } from '../archive/article-index.ts'
import { articlesByIds, outlinesByIds } from '../archive/article-table.ts'
import { asksForSources, sourcesFit } from '../archive/in-sources.ts'
import { locate } from '../archive/locate.ts'
import { compareNewness, type Rankable, type Ranked, rank } from '../archive/rank.ts'
import { parseQuery, type QueryProblem, type SearchQuery } from '../archive/search-query.ts'
import { nameOf } from '../feed/address.ts'
import { allFeeds, feedsById } from '../feed/feed-table.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { SearchHit, SearchScope, SearchSort } from '../model/search.ts'
import type { Tx } from '../storage/db.ts'

/** The newest matches that are ranked: enough for what was meant, few enough to rank at once. */
const RANKED = 200
/** So many are looked through for words in their sources, which the index knows beside headings. */
const LOOKED_THROUGH = 1000
/** A name such as "news" is that of many feeds. */
const FEEDS_OF_A_NAME = 200

/** What is looked for; `zone` says when days begin, `from` and `to` (epoch ms) hold beside what the query says. */
export type Search = {
  query: string
  scope: SearchScope
  sort?: SearchSort
  from?: number | null
  to?: number | null
  limit: number
  offset: number
  now: number
  zone: string
}

export type Found = {
  hits: SearchHit[]
  /** How many stories can be paged through: those of the newest 200 matches. */
  total: number
}

export type SearchFailure = QueryProblem | { kind: 'unknown-feed'; typed: string }

/**
 * Gives matches of a query within what the scope allows, one a story, best first, from `offset` on. What cannot be understood
 * is a problem; any text without keys is a query, whatever it holds.
 */
export async function search(tx: Tx, asked: Search): Promise<Result<Found, SearchFailure>> {
  const { limit, offset, now } = asked
  const parsed = parseQuery(asked.query, asked)
  if (!parsed.ok) return parsed
  const query = within(parsed.value, asked)
  if (query.from !== null && query.to !== null && query.from >= query.to) {
    return fail({ kind: 'no-time' })
  }
  const scope = await scopeOf(tx, query, asked.scope)
  if (!scope.ok) return scope
  const outlines = await matches(tx, { query, scope: scope.value, now })
  const stories = byStory(rank(outlines, { query, now }), asked.sort)
  const page = new Map(stories.slice(offset, offset + limit).map((one) => [one.id, one]))
  const hits = (await articlesByIds(tx, [...page.keys()])).map((article) => {
    const { score = 0, others = 0, reasons } = page.get(article.id) ?? {}
    return { article, score, others, ...(reasons ? { reasons } : {}), ...locate(article, query) }
  })
  return ok({ hits, total: stories.length })
}

/** The later beginning and the earlier end hold. */
const within = (query: SearchQuery, { from = null, to = null }: Search): SearchQuery => ({
  ...query,
  from: from === null ? query.from : Math.max(from, query.from ?? from),
  to: to === null ? query.to : Math.min(to, query.to ?? to),
})

const plain = (text: string) => text.normalize('NFKC').toLowerCase()

/** Each name that the query gives narrows the scope to the feeds whose title or address holds it. */
async function scopeOf(
  tx: Tx,
  { feeds: names }: SearchQuery,
  scope: SearchScope,
): Promise<Result<SearchScope, SearchFailure>> {
  if (names.length === 0) return ok(scope)
  const { feedIds: given, articleIds = [] } = scope
  const feeds = await (given === 'all' ? allFeeds(tx) : feedsById(tx, given))
  let feedIds: number[] = []
  for (const typed of names) {
    const named = feeds.filter((feed) =>
      plain(`${nameOf(feed)} ${feed.url}`).includes(plain(typed)),
    )
    if (named.length === 0) return fail({ kind: 'unknown-feed', typed })
    feedIds = [...feedIds, ...named.map(({ id }) => id)]
  }
  const narrow = [...new Set(feedIds)].slice(0, FEEDS_OF_A_NAME)
  return ok({ feedIds: narrow, articleIds: await ofFeeds(tx, articleIds, narrow) })
}

async function ofFeeds(
  tx: Tx,
  articleIds: readonly number[],
  feedIds: readonly number[],
): Promise<number[]> {
  const outlines = await outlinesByIds(tx, articleIds)
  return outlines.filter(({ feedId }) => feedIds.includes(feedId)).map(({ id }) => id)
}

async function matches(
  tx: Tx,
  { query, scope, now }: { query: SearchQuery; scope: SearchScope; now: number },
): Promise<Rankable[]> {
  const asksMore = asksForSources(query)
  const limit = asksMore ? LOOKED_THROUGH : RANKED
  const { feedIds, articleIds = [] } = scope
  const ids = [
    ...(feedIds.length === 0 ? [] : await findArticles(tx, { query, scope, limit, now })),
    ...(articleIds.length === 0
      ? []
      : await findArticles(tx, {
          query,
          scope: { feedIds: 'all' },
          among: articleIds,
          limit,
          now,
        })),
  ]
  const newest = [...new Set(ids)].toSorted((a, b) => b - a).slice(0, limit)
  const outlines = await outlinesByIds(tx, newest)
  if (!asksMore) return outlines
  return outlines
    .filter((outline) => sourcesFit(outline, query))
    .toSorted((a, b) => b.id - a.id)
    .slice(0, RANKED)
}

type Told = Ranked & { others: number }

/** The best article of each story stands for all that tell it. */
function byStory(
  ranked: readonly (Ranked & { article: Rankable })[],
  sort: SearchSort = 'relevance',
): Told[] {
  const sorted =
    sort === 'newest' ? ranked.toSorted((a, b) => compareNewness(a.article, b.article)) : ranked
  const stories = Map.groupBy(sorted, ({ id, article: { story } }) => story ?? `a${id}`)
  return [...stories.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, others: others.length }],
  )
}
