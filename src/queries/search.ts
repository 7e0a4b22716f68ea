/** Finds articles for someone who may see some feeds. */
import { findArticles, findIn } from '../archive/article-index.ts'
import { articlesByIds, headsByIds, outlinesByIds } from '../archive/article-table.ts'
import { asksForSources, sourcesFit } from '../archive/in-sources.ts'
import { locate } from '../archive/locate.ts'
import {
  compareNewness,
  type FoundIn,
  type Head,
  type Ranked,
  rank,
  sift,
} from '../archive/rank.ts'
import {
  parseQuery,
  type QueryProblem,
  type SearchQuery,
  type Wanted,
} from '../archive/search-query.ts'
import { nameOf, shownAddress } from '../feed/address.ts'
import { allFeeds, feedsById } from '../feed/feed-table.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { SearchHit, SearchScope, SearchSort } from '../model/search.ts'
import type { Tx } from '../storage/db.ts'
import { caseless } from '../text/normalize.ts'

/** The newest matches that are ranked: enough for what was meant, few enough to rank at once. */
const RANKED = 200
/** Of more matches than these the index says which are read. */
const READ = 40
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
  const asking = { query, scope: scope.value, now }
  const heads = await matches(tx, asking)
  const ranked =
    asked.sort === 'newest'
      ? heads.toSorted(compareNewness)
      : await ranking(tx, heads, { ...asking, most: offset + limit })
  const stories = byStory(ranked)
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

/** Each name that the query gives narrows the scope to the feeds whose title or address, but for keys in it, holds it. */
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
      caseless(`${nameOf(feed)} ${shownAddress(feed.url)}`).includes(caseless(typed)),
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
  const heads = await headsByIds(tx, articleIds)
  return heads.filter(({ feedId }) => feedIds.includes(feedId)).map(({ id }) => id)
}

type Asking = { query: SearchQuery; scope: SearchScope; now: number }

async function matches(tx: Tx, { query, scope, now }: Asking): Promise<Head[]> {
  const asksMore = asksForSources(query)
  const limit = asksMore ? LOOKED_THROUGH : RANKED
  const { feedIds, articleIds = [] } = scope
  const ids = [
    ...(feedIds.length === 0 ? [] : await findArticles(tx, { query, scope, limit, now })),
    ...(articleIds.length === 0 ? [] : await findArticles(tx, savedSearch({ query, scope, now }))),
  ]
  const newest = [...new Set(ids)].toSorted((a, b) => b - a).slice(0, limit)
  if (!asksMore) return headsByIds(tx, newest)
  return (await outlinesByIds(tx, newest))
    .filter((outline) => sourcesFit(outline, query))
    .toSorted((a, b) => b.id - a.id)
    .slice(0, RANKED)
}

const savedSearch = ({ query, scope: { articleIds = [] }, now }: Asking) => ({
  query,
  scope: { feedIds: 'all' as const },
  among: articleIds,
  limit: RANKED,
  now,
})

type Placed = Head & Partial<Pick<Ranked, 'score' | 'reasons'>>

/** Few matches are read and ranked; of many those that the index says are best, and the others stand behind them. */
async function ranking(
  tx: Tx,
  heads: readonly Head[],
  { most, ...asking }: Asking & { most: number },
): Promise<Placed[]> {
  const { query, now } = asking
  const sifted =
    heads.length <= READ ? heads : sift(heads, { found: await foundIn(tx, heads, asking), now })
  const read = sifted.slice(0, Math.max(READ, most + READ / 2))
  const outlines = await outlinesByIds(
    tx,
    read.map(({ id }) => id),
  )
  const best = rank(outlines, { query, now }).map(({ article, score, reasons }) => ({
    ...article,
    score,
    reasons,
  }))
  return [...best, ...sifted.slice(read.length)]
}

/** Asks the index in which articles each word stands in the title, and in which in lead or points. */
async function foundIn(tx: Tx, heads: readonly Head[], asking: Asking): Promise<FoundIn> {
  const ids = heads.map(({ id }) => id)
  const isOfFeeds = (asking.scope.articleIds ?? []).length === 0
  const search = {
    ...asking,
    firstId: Math.min(...ids),
    limit: LOOKED_THROUGH,
    ...(isOfFeeds ? {} : { scope: { feedIds: 'all' as const }, among: ids }),
  }
  const idsIn = async (group: 'a' | 'b', wanted: readonly Wanted[]) =>
    new Set(await findIn(tx, { ...search, group, wanted }))
  return Promise.all(
    asking.query.all.map(async (wanted) => ({
      title: await idsIn('a', wanted),
      lead: await idsIn('b', wanted),
    })),
  )
}

type Told = Placed & { others: number }

/** The first article of each story stands for all that tell it. */
function byStory(ranked: readonly Placed[]): Told[] {
  const stories = Map.groupBy(ranked, ({ id, story }) => story ?? `a${id}`)
  return [...stories.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, others: others.length }],
  )
}
