/**
 * What a caller may see where they are: the rule that search, lists, saved articles and shared ones all go by. A channel
 * that they see opens its feeds and what was posted in it; what is for adults opens in age-restricted channels only.
 */
import { articlesByIds } from '../archive/article-table.ts'
import { parseDigestKey } from '../delivery/nonce.ts'
import { nameOf } from '../feed/address.ts'
import { feedsById } from '../feed/feed-table.ts'
import type { Article } from '../model/article.ts'
import type { Caller } from '../model/caller.ts'
import type { DigestArticle } from '../model/digest.ts'
import { channelOfDelivery } from '../queries/follow.ts'
import { listedFor } from '../queries/listed.ts'
import { type Posting, postingsOf, storyPostingsOf } from '../queries/postings.ts'
import { adultAmong, visibleFeeds } from '../queries/visible-feeds.ts'
import { channelsOf, findSubscription } from '../subscription/subscription-table.ts'
import type { Deps } from './deps.ts'

type Store = Pick<Deps, 'db'>

/** Gives the feeds that a caller may see in this server. */
export async function sightOf({ db }: Store, caller: Caller): Promise<{ feedIds: number[] }> {
  if (caller.guildId === null) return { feedIds: [] }
  const channels = (await channelsOf(db, caller.guildId)).filter((id) => caller.sees(id))
  const all = await visibleFeeds(db, { guildId: caller.guildId, channelIds: channels })
  const kept = await keptBack(db, all, caller)
  return { feedIds: all.filter((id) => !kept.has(id)) }
}

/** Gives those of some feeds that do not belong into the channel where the caller is. */
const keptBack = async (db: Deps['db'], feedIds: readonly number[], caller: Caller) =>
  caller.ageRestricted(caller.channelId) ? new Set<number>() : adultAmong(db, feedIds)

/** Gives where articles were posted in channels that the caller sees; `of` says which postings count. */
const postingsFor = (
  { db }: Store,
  articleIds: readonly number[],
  caller: Caller,
  of = postingsOf,
) =>
  caller.guildId === null
    ? new Map<number, Posting>()
    : of(db, { articleIds, guildId: caller.guildId, sees: caller.sees })

/** Gives which articles stand behind the button of a digest that was posted in a channel that the caller sees. */
const listedBehind = ({ db }: Store, articleIds: readonly number[], { guildId, sees }: Caller) =>
  guildId === null ? new Set<number>() : listedFor(db, { articleIds, guildId, sees })

/** Gives those of some articles that the caller may see: of a feed in sight, or posted or listed where they can read it. */
export async function inSight<T extends { id: number; feedId: number }>(
  deps: Store,
  articles: readonly T[],
  caller: Caller,
): Promise<T[]> {
  const { feedIds } = await sightOf(deps, caller)
  const feeds = new Set(feedIds)
  const others = articles.filter(({ feedId }) => !feeds.has(feedId))
  const ids = others.map(({ id }) => id)
  const posted = await postingsFor(deps, ids, caller)
  const listed = await listedBehind(
    deps,
    ids.filter((id) => !posted.has(id)),
    caller,
  )
  const kept = await keptBack(deps.db, [...new Set(others.map(({ feedId }) => feedId))], caller)
  return articles.filter(
    ({ id, feedId }) =>
      feeds.has(feedId) || ((posted.has(id) || listed.has(id)) && !kept.has(feedId)),
  )
}

/**
 * Gives the subscription and the slot that a digest's key names, if the caller sees the channel in which it stands: it stays
 * there when its subscription moves.
 */
export async function digestInSight({ db }: Store, key: string, { guildId, sees }: Caller) {
  const slot = parseDigestKey(key)
  if (!slot || guildId === null) return null
  const subscription = await findSubscription(db, { id: slot.subscriptionId, guildId })
  if (!subscription) return null
  const channelId = (await channelOfDelivery(db, key)) ?? subscription.channelId
  return sees(channelId) ? { subscription, slot } : null
}

/** Gives the articles with these ids that the caller may see, in the order of the ids. */
export const visibleArticles = async (
  deps: Store,
  ids: readonly number[],
  caller: Caller,
): Promise<Article[]> => inSight(deps, await articlesByIds(deps.db, ids), caller)

/**
 * Gives entries with the name of their article's feed and the message in which it stands, or its story if another article
 * tells that there, as far as the caller sees it.
 */
export async function withContext<T extends { article: Article }>(
  deps: Store,
  { entries, caller }: { entries: readonly T[]; caller: Caller },
): Promise<(T & { feedTitle: string; posting: Posting | null })[]> {
  const feeds = await feedsById(deps.db, [...new Set(entries.map((one) => one.article.feedId))])
  const titles = new Map(feeds.map((feed) => [feed.id, nameOf(feed)]))
  const ids = entries.map((one) => one.article.id)
  const own = await postingsFor(deps, ids, caller)
  const without = ids.filter((id) => !own.has(id))
  const postings = new Map([...(await postingsFor(deps, without, caller, storyPostingsOf)), ...own])
  return entries.map((entry) => ({
    ...entry,
    feedTitle: titles.get(entry.article.feedId) ?? '',
    posting: postings.get(entry.article.id) ?? null,
  }))
}

/** Gives articles with what a card says of their feeds. */
export async function withFeeds(
  { db }: Store,
  articles: readonly Article[],
): Promise<DigestArticle[]> {
  const feeds = await feedsById(db, [...new Set(articles.map((one) => one.feedId))])
  const byId = new Map(feeds.map((feed) => [feed.id, feed]))
  return articles.map((one) => {
    const feed = byId.get(one.feedId)
    return { ...one, feedTitle: feed ? nameOf(feed) : '', feedUrl: feed?.url ?? '' }
  })
}
