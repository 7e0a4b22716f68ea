/** What members look up: the latest articles, one article, what came before it, the rest of a digest. */
import { articlesByIds } from '../archive/article-table.ts'
import { timeOf } from '../archive/rank.ts'
import { tellingsOf } from '../archive/story-articles.ts'
import { nameOf, shownAddress } from '../feed/address.ts'
import { feedsById } from '../feed/feed-table.ts'
import type { Article } from '../model/article.ts'
import type { Caller } from '../model/caller.ts'
import type { DigestArticle } from '../model/digest.ts'
import { latest as latestArticles } from '../queries/latest.ts'
import { listedIn } from '../queries/listed.ts'
import { differencesIn } from '../story/differences.ts'
import { storiesBefore } from '../story/story-table.ts'
import { type ZoneChoice, zoneChoices as zonesLike } from '../subscription/zones.ts'
import { caseless } from '../text/normalize.ts'
import type { Deps } from './deps.ts'
import type { FeedChoice, LatestEntry } from './services.ts'
import { digestInSight, sightOf, visibleArticles, withContext, withFeeds } from './sight.ts'

const LATEST = 10
const CHOICES = 25
/** Articles of one story that are named beside the one that is read. */
const TELLERS = 10
/** What is told within this time is told at once. */
const AT_ONCE_MS = 3 * 3_600_000

/**
 * Gives the newest articles that the caller may see, of one feed, or of all that digests read which they see: what others read
 * from the catalogue does not cover that up. Where no digest is, it is the catalogue's.
 */
export async function latest(
  deps: Deps,
  feedId: number | null,
  caller: Caller,
): Promise<LatestEntry[]> {
  const { feedIds, placeIds } = await sightOf(deps, caller)
  const usual = placeIds.length > 0 ? placeIds : feedIds
  const articles = await latestArticles(deps.db, {
    scope: { feedIds: feedId === null ? usual : feedIds.filter((id) => id === feedId) },
    limit: LATEST,
  })
  return withContext(deps, { entries: articles.map((article) => ({ article })), caller })
}

/**
 * Gives the feeds that the caller may see and whose title or address holds what was typed, those of digests that they see
 * first; `read`: only those.
 */
export async function feedChoices(
  deps: Deps,
  typed: string,
  caller: Caller,
  { read = false } = {},
): Promise<FeedChoice[]> {
  const { feedIds, placeIds } = await sightOf(deps, caller)
  const wanted = caseless(typed).trim()
  const isRead = new Set(placeIds)
  const feeds = await feedsById(deps.db, read ? placeIds : feedIds)
  return feeds
    .toSorted((a, b) => Number(isRead.has(b.id)) - Number(isRead.has(a.id)))
    .map((feed) => ({ id: feed.id, title: nameOf(feed), url: shownAddress(feed.url) }))
    .filter(({ title, url }) => caseless(`${title} ${url}`).includes(wanted))
    .slice(0, CHOICES)
}

/** Gives the zones that match what was typed. */
export const zoneChoices = (typed: string): ZoneChoice[] => zonesLike(typed, CHOICES)

/** Gives an article that the caller may see, with who else tells its story and where their numbers differ; or null. */
export async function article(
  deps: Deps,
  id: number,
  caller: Caller,
): Promise<DigestArticle | null> {
  const own = await withTellers(deps, id, caller)
  return own?.also === undefined ? own : { ...own, differences: differencesIn([own, ...own.also]) }
}

async function withTellers(deps: Deps, id: number, caller: Caller): Promise<DigestArticle | null> {
  const { feedIds } = await sightOf(deps, caller)
  const [found] = await visibleArticles(deps, [id], caller)
  if (!found) return null
  const tellings = found.story === undefined ? [] : await tellingsOf(deps.db, found.story)
  const others = tellings
    .filter((one) => one.id !== id && feedIds.includes(one.feedId))
    .slice(0, TELLERS)
  const [own, ...also] = await withFeeds(deps, [found, ...others])
  return own === undefined || also.length === 0 ? (own ?? null) : { ...own, also }
}

/**
 * Gives what came before an article that the caller may see: of its own story what was told hours before, and of each
 * earlier story of its affair the first to tell it.
 */
export async function earlier(deps: Deps, id: number, caller: Caller): Promise<DigestArticle[]> {
  const own = await withTellers(deps, id, caller)
  if (own?.story === undefined) return []
  const { feedIds } = await sightOf(deps, caller)
  const found: Article[] = []
  const until = timeOf(own) - AT_ONCE_MS
  for (const storyId of [own.story, ...(await storiesBefore(deps.db, own.story))]) {
    const [first] = (await tellingsOf(deps.db, storyId)).filter(
      (one) => feedIds.includes(one.feedId) && (storyId !== own.story || timeOf(one) <= until),
    )
    if (first) found.push(first)
  }
  return withFeeds(deps, found)
}

/** Gives what a digest listed without a card, if the caller may see the channel that it was posted in. */
export async function rest(
  deps: Deps,
  key: string,
  caller: Caller,
): Promise<{ articles: DigestArticle[]; zone: string } | null> {
  const found = await digestInSight(deps, key, caller)
  if (!found) return null
  const articles = await articlesByIds(deps.db, await listedIn(deps.db, found.slot))
  return { articles: await withFeeds(deps, articles), zone: found.subscription.schedule.zone }
}
