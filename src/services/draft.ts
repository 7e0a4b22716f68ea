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
import { type Window, windowOf } from '../queries/window.ts'
import type { Tx } from '../storage/db.ts'
import { gatherStories } from './gather-stories.ts'

const DAY_MS = 24 * 3_600_000
/** Why an article has no entry of its own: another one tells its story. */
const SAME_STORY = 'same-story'

type LeftOut = { article: DigestArticle; reason: FilterReason | LeftOutReason }

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
  /** Texts in place of those of some articles, by id: their translations. */
  words?: ReadonlyMap<number, ArticleText>
}

/** Gives the digest that a subscription would have at `slot`, from what has arrived by now; stores nothing. */
export async function draftDigest(
  tx: Tx,
  subscription: Subscription,
  { slot, now, late, words }: DraftOptions,
): Promise<DraftDigest> {
  const window = await windowOf(tx, subscription)
  const { guildId, channelId, filters } = subscription
  const { kept, leftOut } = filterArticles(window.articles, filters)
  const { entries, told } = await gatherStories(tx, { guildId, channelId, articles: kept })
  const chosen = selectArticles(entries, {
    count: subscription.count,
    now,
    first: !subscription.firstDone,
    fallBackToNewest: subscription.seenSeq === 0,
    feedCap: filters.perFeed,
    paidLast: filters.paid === 'last',
  })
  const selection = { ...chosen, leftOut: [...leftOut, ...chosen.leftOut] }
  if (selection.shown.length === 0) return { window, selection, told, message: null }
  const content: DigestContent = {
    key: digestKey(subscription.id, slot),
    locale: subscription.locale,
    zone: subscription.schedule.zone,
    slot,
    // A first window reaches back a day, however long ago the last digest was.
    days: subscription.firstDone ? daysCovered(window.lastSlot, slot) : 1,
    alone: window.feeds === 1 && selection.shown.length === 1 && selection.listed.length === 0,
    shown: selection.shown.map((article) => ({ ...article, ...words?.get(article.id) })),
    listed: [...selection.listed, ...told],
    count: subscription.count,
    roleId: late ? null : subscription.roleId,
    silent: subscription.silent || late,
  }
  return { window, selection, told, message: composeDigest(content) }
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
    ...told.flatMap((article) => placesOf(article, 'left-out', 'told-before')),
    ...leftOut.flatMap(({ article, reason }) => placesOf(article, 'left-out', reason)),
  ]
}

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
