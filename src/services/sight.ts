/**
 * What a caller may see where they are: the rule that search, lists, saved articles and shared ones all go by. A channel
 * that they see opens its feeds and what was posted in it, and so do their own digests; the catalogue is open to everybody;
 * what is for adults opens in age-restricted channels only.
 */
import { articlesByIds } from '../archive/article-table.ts'
import { parseDigestKey } from '../delivery/nonce.ts'
import { nameOf } from '../feed/address.ts'
import { catalogueAddresses } from '../feed/catalogue.ts'
import { feedsById } from '../feed/feed-table.ts'
import type { Article } from '../model/article.ts'
import type { Caller } from '../model/caller.ts'
import type { DigestArticle } from '../model/digest.ts'
import type { SearchPlace } from '../model/search.ts'
import { isPersonal, personalSpace } from '../model/space.ts'
import { channelOfDelivery } from '../queries/follow.ts'
import { listedFor } from '../queries/listed.ts'
import { type Posting, postingsOf, storyPostingsOf } from '../queries/postings.ts'
import { adultAmong, feedsAt, visibleFeeds } from '../queries/visible-feeds.ts'
import { channelsOf, findSubscription } from '../subscription/subscription-table.ts'
import type { Deps } from './deps.ts'

type Store = Pick<Deps, 'db'>

/** Feeds that a caller may see. */
export type Sight = {
  /** All of them. */
  feedIds: number[]
  /** Those that digests read which they see: of the server where they are, and their own. */
  placeIds: number[]
}

/** The places whose digests somebody sees: the server where they are, if any, and their own space. */
const spacesOf = ({ guildId, userId }: Caller): string[] => [
  ...(guildId === null ? [] : [guildId]),
  personalSpace(userId),
]

/** A server shows what stands in channels that the caller sees; somebody's own space is all theirs. */
const seesIn = (space: string, { sees }: Caller) => (isPersonal(space) ? () => true : sees)

async function feedsReadIn({ db }: Store, guildId: string, caller: Caller): Promise<number[]> {
  const channelIds = (await channelsOf(db, guildId)).filter(seesIn(guildId, caller))
  return visibleFeeds(db, { guildId, channelIds })
}

/** The catalogue is there for everybody, but for what has turned out to be for adults. */
async function fromCatalogue({ db }: Store): Promise<number[]> {
  const ids = await feedsAt(db, catalogueAddresses)
  const adult = await adultAmong(db, ids)
  return ids.filter((id) => !adult.has(id))
}

/** Gives the feeds that a caller may see where they are. */
export async function sightOf(deps: Store, caller: Caller): Promise<Sight> {
  const read = await Promise.all(spacesOf(caller).map((space) => feedsReadIn(deps, space, caller)))
  const all = [...new Set(read.flat())]
  const kept = await keptBack(deps.db, all, caller)
  const placeIds = all.filter((id) => !kept.has(id))
  return { placeIds, feedIds: [...new Set([...placeIds, ...(await fromCatalogue(deps))])] }
}

/** Gives the feeds that are read in a place, as far as the caller sees it: their channel, their server, or their own digests. */
export async function feedsReadAt(
  { db }: Store,
  place: SearchPlace,
  caller: Caller,
): Promise<number[]> {
  const { guildId, channelId, userId } = caller
  if (place === 'mine' || guildId === null)
    return feedsReadIn({ db }, personalSpace(userId), caller)
  if (place === 'server') return feedsReadIn({ db }, guildId, caller)
  return caller.sees(channelId) ? visibleFeeds(db, { guildId, channelIds: [channelId] }) : []
}

/** Gives those of some feeds that do not belong into the channel where the caller is. */
const keptBack = async (db: Deps['db'], feedIds: readonly number[], caller: Caller) =>
  caller.ageRestricted(caller.channelId) ? new Set<number>() : adultAmong(db, feedIds)

/** Where the caller is: a channel, and the one above a thread. */
const placesOf = ({ channelId, placeOf }: Caller): Set<string> =>
  new Set([channelId, placeOf(channelId)?.parentId ?? channelId])

/**
 * Gives where articles were posted that the caller sees, `of` says which postings count; the channel where they are goes
 * before others of its server, and these before their own space.
 */
async function postingsFor(
  { db }: Store,
  articleIds: readonly number[],
  caller: Caller,
  of = postingsOf,
): Promise<Map<number, Posting>> {
  const here = placesOf(caller)
  const found = spacesOf(caller).map((guildId) =>
    of(db, { articleIds, guildId, sees: seesIn(guildId, caller), here }),
  )
  const [first, second] = await Promise.all(found)
  return new Map([...(second ?? []), ...(first ?? [])])
}

/** Gives which articles stand behind the button of a digest that was posted where the caller sees it. */
async function listedBehind({ db }: Store, articleIds: readonly number[], caller: Caller) {
  const found = spacesOf(caller).map((guildId) =>
    listedFor(db, { articleIds, guildId, sees: seesIn(guildId, caller) }),
  )
  return new Set((await Promise.all(found)).flatMap((ids) => [...ids]))
}

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
 * Gives the subscription and the slot that a digest's key names, if the caller sees the channel in which it stands (it stays
 * there when its subscription moves), or it is their own.
 */
export async function digestInSight({ db }: Store, key: string, caller: Caller) {
  const slot = parseDigestKey(key)
  if (!slot) return null
  for (const guildId of spacesOf(caller)) {
    const subscription = await findSubscription(db, { id: slot.subscriptionId, guildId })
    if (!subscription) continue
    const channelId = (await channelOfDelivery(db, key)) ?? subscription.channelId
    return seesIn(guildId, caller)(channelId) ? { subscription, slot } : null
  }
  return null
}

/** Gives the articles with these ids that the caller may see, in the order of the ids. */
export const visibleArticles = async (
  deps: Store,
  ids: readonly number[],
  caller: Caller,
): Promise<Article[]> => inSight(deps, await articlesByIds(deps.db, ids), caller)

/**
 * Gives entries with the name of their article's feed and the message in which it stands, or its story if another article
 * tells that, as far as the caller sees it: where they are, if it stands there in either way.
 */
export async function withContext<T extends { article: Article }>(
  deps: Store,
  { entries, caller }: { entries: readonly T[]; caller: Caller },
): Promise<(T & { feedTitle: string; posting: Posting | null })[]> {
  const feeds = await feedsById(deps.db, [...new Set(entries.map((one) => one.article.feedId))])
  const titles = new Map(feeds.map((feed) => [feed.id, nameOf(feed)]))
  const ids = entries.map((one) => one.article.id)
  const own = await postingsFor(deps, ids, caller)
  const places = placesOf(caller)
  const isHere = ({ channelId }: Posting) =>
    places.has(channelId) || places.has(caller.placeOf(channelId)?.parentId ?? '')
  const others = ids.filter((id) => {
    const posting = own.get(id)
    return posting === undefined || !isHere(posting)
  })
  const told = await postingsFor(deps, others, caller, storyPostingsOf)
  const toldHere = [...told].filter(([, posting]) => isHere(posting))
  const postings = new Map([...told, ...own, ...toldHere])
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
