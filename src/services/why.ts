/**
 * Tells what became of the articles of a digest, and why.
 *
 *   the digest that was asked for, else the last one ─→ a page of its places
 *   none yet ─→ the next one as it would be now
 */
import { ok, type Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import type { Place, Placed, Why } from '../model/digest.ts'
import type { Subscription } from '../model/subscription.ts'
import { placedArticles, placedDigest } from '../queries/placements.ts'
import { shownSlot } from '../subscription/instant.ts'
import type { Deps } from './deps.ts'
import { draftDigest, isEntry, placementsOf } from './draft.ts'
import { findOpen } from './manage.ts'
import type { ChangeProblem } from './services.ts'

const PAGE = 8

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
  if (digest === null) return ok(await whyDraft(deps, found.value, wanted))
  const { counts, slot, total } = digest
  const place = pageOf(wanted, total)
  const offset = place.page * PAGE
  const entries = await placedArticles(deps.db, { digestId: digest.id, limit: PAGE, offset })
  return ok({ digestId: digest.id, slot, counts, ...place, entries })
}

async function whyDraft(deps: Deps, subscription: Subscription, wanted: number): Promise<Why> {
  const now = deps.clock.now()
  const slot = shownSlot(subscription, now)
  const draft = await draftDigest(deps.db, subscription, { slot, now, late: false })
  const articles = new Map(draft.window.articles.map((article) => [article.id, article]))
  const all = placementsOf(draft).flatMap(({ articleId, place, reason }): Placed[] => {
    const article = articles.get(articleId)
    return article ? [{ article, place, reason }] : []
  })
  const count = (place: Place) => all.filter((one) => one.place === place && isEntry(one)).length
  const counts = { shown: count('shown'), listed: count('listed'), 'left-out': count('left-out') }
  const place = pageOf(wanted, all.length)
  const entries = all.slice(place.page * PAGE, (place.page + 1) * PAGE)
  return { digestId: null, slot, counts, ...place, entries }
}

function pageOf(wanted: number, total: number): { page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(total / PAGE))
  return { page: Math.min(Math.max(0, Math.trunc(wanted) || 0), pages - 1), pages }
}
