/** What a digest would be from what has arrived by now: its window, what of it goes in, and its message. Stores nothing. */
import { digestKey } from '../delivery/nonce.ts'
import { type ComposedDigest, composeDigest } from '../digest/compose.ts'
import { filterArticles } from '../digest/filter.ts'
import { tellersOf } from '../digest/merge.ts'
import { type LeftOutReason, type Selection, selectArticles } from '../digest/select.ts'
import type { ArticleText } from '../model/article.ts'
import type { DigestArticle, DigestContent, Placement } from '../model/digest.ts'
import type { FilterReason } from '../model/filters.ts'
import type { Subscription } from '../model/subscription.ts'
import { postedHere } from '../queries/posted-here.ts'
import { adultAmong } from '../queries/visible-feeds.ts'
import { type Span, type Window, windowOf } from '../queries/window.ts'
import type { Tx } from '../storage/db.ts'
import { isInstant } from '../subscription/instant.ts'
import { gatherStories } from './gather-stories.ts'

const DAY_MS = 24 * 3_600_000
/** Why an article has no entry of its own: another one tells its story. */
const SAME_STORY = 'same-story'
/** Another digest has it on a card in this channel. */
const POSTED_HERE = 'posted-here'
/** Its feed calls itself one for adults, and the channel is not one for adults only. */
export const ADULT = 'adult'

type LeftOut = {
  article: DigestArticle
  reason: FilterReason | LeftOutReason | typeof POSTED_HERE | typeof ADULT
}

export type DraftDigest = {
  window: Window
  selection: Omit<Selection, 'leftOut'> & { leftOut: LeftOut[] }
  /** What the channel was told already: told only to those who ask for the rest. */
  told: DigestArticle[]
  message: ComposedDigest | null
}

export type DraftOptions = {
  slot: number
  now: number
  late: boolean
  /** The digest comes by itself: what posts articles as they come begins with what came after it was set up. */
  byItself?: boolean
  /** Whether it goes into a channel for adults only: what is for adults stays out of all others. */
  ageRestricted?: boolean
  /** Texts in place of those of some articles, by id: their translations. */
  words?: ReadonlyMap<number, ArticleText>
}

/** Gives the digest that a subscription would have at `slot`, from what has arrived by now; stores nothing. */
export async function draftDigest(
  tx: Tx,
  subscription: Subscription,
  { slot, now, late, byItself = false, ageRestricted = false, words }: DraftOptions,
): Promise<DraftDigest> {
  const span = spanOf(subscription, byItself)
  const window = await windowOf(tx, subscription, span)
  const { guildId, channelId, filters, schedule } = subscription
  const barred = ageRestricted ? new Set<number>() : await barredIn(tx, window.articles)
  const open = window.articles.filter(({ feedId }) => !barred.has(feedId))
  const { kept, leftOut: unwanted } = await unrepeated(tx, subscription, open)
  const forAdults = window.articles
    .filter(({ feedId }) => barred.has(feedId))
    .map((article) => ({ article, reason: ADULT }) as const)
  const leftOut = [...unwanted, ...forAdults]
  const { entries, told } = await gatherStories(tx, { guildId, channelId, articles: kept })
  const chosen = selectArticles(entries, {
    count: subscription.count,
    now,
    first: span.first,
    fallBackToNewest: span.veryFirst,
    feedCap: filters.perFeed,
    paidLast: filters.paid === 'last',
  })
  const selection = { ...chosen, leftOut: [...leftOut, ...chosen.leftOut] }
  if (selection.shown.length === 0) return { window, selection, told, message: null }
  const content: DigestContent = {
    key: digestKey(subscription.id, slot),
    locale: subscription.locale,
    zone: schedule.zone,
    slot,
    instant: isInstant(schedule),
    // A first window reaches back a day, however long ago the last digest was.
    days: span.first ? 1 : daysCovered(window.lastSlot, slot),
    alone: window.feeds === 1 && selection.shown.length === 1 && selection.listed.length === 0,
    shown: selection.shown.map((article) => ({ ...article, ...words?.get(article.id) })),
    listed: [...selection.listed, ...told],
    count: subscription.count,
    roleId: late ? null : subscription.roleId,
    silent: subscription.silent || late,
  }
  return { window, selection, told, message: composeDigest(content) }
}

/** A first window (of a subscription, or after a pause) is a short one. */
function spanOf(
  { schedule, seenSeq, startSeq, firstDone }: Subscription,
  byItself: boolean,
): Span & { first: boolean } {
  return byItself && seenSeq === 0 && isInstant(schedule)
    ? { fromSeq: startSeq, veryFirst: false, first: false }
    : { fromSeq: seenSeq, veryFirst: seenSeq === 0, first: !firstDone }
}

/** A feed may turn out to be one for adults long after it was subscribed to. */
const barredIn = (tx: Tx, articles: readonly DigestArticle[]): Promise<Set<number>> =>
  adultAmong(tx, [...new Set(articles.map(({ feedId }) => feedId))])

/** Takes out what the filters do not want, and what stands in the channel. */
async function unrepeated(
  tx: Tx,
  subscription: Subscription,
  articles: readonly DigestArticle[],
): Promise<{ kept: DigestArticle[]; leftOut: LeftOut[] }> {
  const { kept, leftOut } = filterArticles(articles, subscription.filters)
  const ids = kept.map(({ id }) => id)
  const posted = await postedHere(tx, subscription, ids)
  const repeated = kept.filter(({ id }) => posted.has(id))
  return {
    kept: kept.filter(({ id }) => !posted.has(id)),
    leftOut: [
      ...leftOut,
      ...repeated.map((article) => ({ article, reason: POSTED_HERE }) as const),
    ],
  }
}

const daysCovered = (lastSlot: number | null, slot: number) =>
  lastSlot === null ? 1 : Math.max(1, Math.round((slot - lastSlot) / DAY_MS))

/**
 * Gives every article of the window its place. What was composed decides: an article whose card did not fit is listed.
 * Those of one story stand in one place.
 */
export function placementsOf({ selection, told, message }: DraftDigest): Placement[] {
  const { shown, listed, leftOut } = selection
  const chosen = new Map([...shown, ...listed].map((article) => [article.id, article]))
  const place = (ids: readonly number[], where: 'shown' | 'listed'): Placement[] =>
    ids.flatMap((id) => placesOf(chosen.get(id), where, null))
  return [
    ...place(message?.shown ?? [], 'shown'),
    ...place(message?.listed ?? [], 'listed'),
    // They stand behind the button, if there is a message that has one.
    ...told.flatMap((article) => placesOf(article, message ? 'listed' : 'left-out', 'told-before')),
    ...leftOut.flatMap(({ article, reason }) => placesOf(article, 'left-out', reason)),
  ]
}

/** Whether an article stands in its place by itself, and not with another that tells its story. */
export const isEntry = ({ place, reason }: Pick<Placement, 'place' | 'reason'>): boolean =>
  place === 'left-out' || reason !== SAME_STORY

const placesOf = (
  article: DigestArticle | undefined,
  place: Placement['place'],
  reason: string | null,
): Placement[] =>
  (article === undefined ? [] : tellersOf(article)).map(({ id }, index) => ({
    articleId: id,
    place,
    reason: index === 0 ? reason : SAME_STORY,
  }))
