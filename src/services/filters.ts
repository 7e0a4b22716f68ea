/**
 * Changes what a digest takes and leaves out.
 *
 *   read what was typed ─→ store it, if nobody was faster ─→ how much of what came lately matches
 *   what was not stored is kept for its author
 */
import { matchesOf } from '../digest/matches.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import type { Matches } from '../model/filters.ts'
import type { Subscription } from '../model/subscription.ts'
import { windowOf } from '../queries/window.ts'
import * as table from '../subscription/change-table.ts'
import { isOpen, readTyped } from '../subscription/filters.ts'
import type { FiltersChange, FiltersProblem, FiltersSet } from './changes.ts'
import type { Deps } from './deps.ts'
import { keepDraft } from './form-draft.ts'
import { findLive } from './manage.ts'
import { viewOf } from './subscription-view.ts'

/** Sets the filters that were typed; those that were not said stay as they are. */
export async function setFilters(
  deps: Deps,
  { id, version, typed }: FiltersChange,
  caller: Caller,
): Promise<Result<FiltersSet, FiltersProblem>> {
  const found = await findLive(deps, id, caller)
  if (!found.ok) return found
  const filters = readTyped(typed, found.value.filters)
  if (!filters.ok) {
    const draft = await keepDraft(deps, { form: 'filters', typed }, caller)
    return fail({ kind: 'bad-filter', problem: filters.error, draft })
  }
  // A button that is pressed twice has changed nothing the second time, and nobody was faster.
  if (JSON.stringify(filters.value) === JSON.stringify(found.value.filters)) {
    return ok(await setAs(deps, found.value))
  }
  const change = { by: caller.userId, at: deps.clock.now(), how: 'filters' } as const
  const stored = await deps.db.tx((tx) =>
    table.setFilters(tx, { id, version, filters: filters.value, change }),
  )
  if (!stored)
    return fail({
      kind: 'faster',
      draft: await keepDraft(deps, { form: 'filters', typed }, caller),
    })
  return ok(await setAs(deps, stored))
}

const setAs = async (deps: Deps, subscription: Subscription): Promise<FiltersSet> => ({
  view: await viewOf(deps.db, subscription),
  matches: await recentMatches(deps, subscription),
})

/** Gives how much of what came lately a digest takes; null where it takes everything. */
export async function recentMatches(
  deps: Deps,
  subscription: Subscription,
): Promise<Matches | null> {
  const { filters } = subscription
  if (isOpen(filters)) return null
  const { articles } = await windowOf(deps.db, subscription)
  return matchesOf(articles, { filters, now: deps.clock.now() })
}
