/**
 * Tells what became of the articles of a digest, and why.
 *
 *   the digest that was asked for, else the last one ─→ a page of its places
 *                                                    └→ posted as they come: also of those before it, of a day
 *   none yet ─→ the next one as it would be now
 */
import { lastComposedAt } from '../digest/digest-table.ts'
import { ok, type Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import type { Place, Placed, Why } from '../model/digest.ts'
import type { Subscription } from '../model/subscription.ts'
import {
  type PlacedDigest,
  placeCounts,
  placedArticles,
  placedDigest,
} from '../queries/placements.ts'
import {
  firstOpen,
  isInstant,
  minuteOf,
  NOTHING_WAITS,
  owedInstantly,
  shownSlot,
} from '../subscription/instant.ts'
import type { ChangeProblem } from './changes.ts'
import type { Deps } from './deps.ts'
import { draftDigest, isEntry, placementsOf } from './draft.ts'
import { findOpen } from './manage.ts'

const PAGE = 8
const DAY_MS = 24 * 3_600_000

type Asked = { id: number; digestId: number | null; page: number }

/** Gives a page (the nearest one where there is no such page) of a digest's articles with their places. */
export async function why(
  deps: Deps,
  { id, digestId, page: wanted }: Asked,
  caller: Caller,
): Promise<Result<Why, ChangeProblem>> {
  const found = await findOpen(deps, id, caller)
  if (!found.ok) return found
  const digest = await placedDigest(deps.db, { subscriptionId: id, digestId })
  const ageRestricted = caller.ageRestricted(found.value.channelId)
  return ok(
    digest === null
      ? await whyDraft(deps, found.value, { wanted, ageRestricted })
      : await whyDigest(deps, found.value, { digest, wanted, ageRestricted }),
  )
}

async function whyDigest(
  deps: Deps,
  subscription: Subscription,
  {
    digest,
    wanted,
    ageRestricted,
  }: { digest: PlacedDigest; wanted: number; ageRestricted: boolean },
): Promise<Why> {
  const { db } = deps
  const ofDay = isInstant(subscription.schedule)
  // The day ends with the digest: its pages stay what they are while others come.
  const since = digest.slot - (ofDay ? DAY_MS : 0)
  const span = { subscriptionId: subscription.id, upTo: digest.id, since }
  const { counts, total } = await placeCounts(db, span)
  const place = pageOf(wanted, total)
  const offset = place.page * PAGE
  const entries = await placedArticles(db, { ...span, limit: PAGE, offset })
  const waiting = await waitingOf(deps, subscription, ageRestricted)
  return { digestId: digest.id, slot: digest.slot, ofDay, waiting, counts, ...place, entries }
}

/** What came as nothing is posted, and would be posted else. */
async function waitingOf(
  { db, clock }: Deps,
  subscription: Subscription,
  ageRestricted: boolean,
): Promise<Why['waiting']> {
  const { id, schedule, slotAt, state } = subscription
  const now = clock.now()
  if (!isInstant(schedule) || state !== 'active' || slotAt === NOTHING_WAITS) return null
  const due = owedInstantly(schedule, { since: slotAt, lastAt: await lastComposedAt(db, id), now })
  if (due.kind === 'run') return null
  const at = due.next
  const draftAt = { slot: at, now, late: false, byItself: true, ageRestricted }
  const draft = await draftDigest(db, subscription, draftAt)
  const { shown, listed } = draft.selection
  const articles = shown.length + listed.length
  return articles === 0 ? null : { articles, at }
}

async function whyDraft(
  deps: Deps,
  subscription: Subscription,
  { wanted, ageRestricted }: { wanted: number; ageRestricted: boolean },
): Promise<Why> {
  const now = deps.clock.now()
  const { schedule } = subscription
  const byItself = isInstant(schedule)
  const slot = byItself ? minuteOf(firstOpen(schedule, now)) : shownSlot(subscription, now)
  const at = { slot, now, late: false, byItself, ageRestricted }
  const draft = await draftDigest(deps.db, subscription, at)
  const articles = new Map(draft.window.articles.map((article) => [article.id, article]))
  const all = placementsOf(draft).flatMap(({ articleId, place, reason }): Placed[] => {
    const article = articles.get(articleId)
    return article ? [{ article, slot, place, reason }] : []
  })
  const count = (place: Place) => all.filter((one) => one.place === place && isEntry(one)).length
  const counts = { shown: count('shown'), listed: count('listed'), 'left-out': count('left-out') }
  const place = pageOf(wanted, all.length)
  const entries = all.slice(place.page * PAGE, (place.page + 1) * PAGE)
  return { digestId: null, slot, ofDay: false, waiting: null, counts, ...place, entries }
}

function pageOf(wanted: number, total: number): { page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(total / PAGE))
  return { page: Math.min(Math.max(0, Math.trunc(wanted) || 0), pages - 1), pages }
}
