/**
 * Searching what somebody may see.
 *
 *   wish ─→ its feeds and times ─→ matches, one a story ─→ a page, with where each was posted
 *                                         └ none ─→ what else to try
 */
import { savedBy } from '../archive/saved-table.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import type { SearchScope, SearchWish } from '../model/search.ts'
import type { Search } from '../queries/search.ts'
import { periodOf } from '../text/since.ts'
import type { Deps } from './deps.ts'
import { rememberQuery } from './recent-queries.ts'
import { searchIn } from './search-in.ts'
import type { FoundHit, SearchPage, SearchProblem, Suggestion } from './search-services.ts'
import { feedsReadAt, inSight, sightOf, withContext } from './sight.ts'
import { suggestions } from './suggestions.ts'
import { zoneHere } from './zone-here.ts'

const PAGE = 5
/** A search's pages are there as long as Discord's token for its answer. */
const SESSION_MS = 15 * 60_000

type Kept = { wish: SearchWish; suggested: SearchWish[]; userId: string }
type Asked = Omit<Search, 'limit' | 'offset'>

/** Searches what the caller may see and gives the first page, or what else to try. */
export async function search(
  deps: Deps,
  wish: SearchWish,
  caller: Caller,
): Promise<Result<SearchPage, SearchProblem>> {
  const session = Math.floor(deps.random() * 36 ** 8).toString(36)
  const found = await pageOf(deps, { wish, session, page: 0 }, caller)
  if (!found.ok) return found
  const { total, suggestions: suggested } = found.value
  if (total > PAGE || suggested.length > 0) {
    const { userId } = caller
    const kept: Kept = { wish, userId, suggested: suggested.map((one) => one.wish) }
    await deps.searches.set(session, kept, SESSION_MS)
  }
  if (total > 0) await rememberQuery(deps, wish.query, caller)
  return found
}

async function keptFor(deps: Deps, session: string, caller: Caller): Promise<Kept | null> {
  const kept = await deps.searches.get<Kept>(session)
  return kept?.userId === caller.userId ? kept : null
}

/** Gives a further page of a search, while it is remembered. */
export async function searchPage(
  deps: Deps,
  { session, page }: { session: string; page: number },
  caller: Caller,
): Promise<Result<SearchPage, SearchProblem>> {
  const kept = await keptFor(deps, session, caller)
  if (!kept) return fail({ kind: 'expired' })
  return pageOf(deps, { wish: kept.wish, session, page }, caller)
}

/** Searches for what was suggested where a search found nothing. */
export async function searchSuggested(
  deps: Deps,
  { session, index }: { session: string; index: number },
  caller: Caller,
): Promise<Result<SearchPage, SearchProblem>> {
  const wish = (await keptFor(deps, session, caller))?.suggested[index]
  return wish === undefined ? fail({ kind: 'expired' }) : search(deps, wish, caller)
}

async function pageOf(
  deps: Deps,
  { wish, session, page }: { wish: SearchWish; session: string; page: number },
  caller: Caller,
): Promise<Result<SearchPage, SearchProblem>> {
  const asked = await askedBy(deps, wish, caller)
  if (!asked.ok) return asked
  const found = await searchIn(deps, { ...asked.value, limit: PAGE, offset: page * PAGE })
  if (!found.ok) return found
  const { total } = found.value
  const pages = Math.max(1, Math.ceil(total / PAGE))
  const hits: FoundHit[] = await withContext(deps, { entries: found.value.hits, caller })
  const others: Suggestion[] =
    total > 0 ? [] : await suggestions(deps, wish, (other) => totalOf(deps, other, caller))
  return ok({ wish, session, page, pages, total, hits, suggestions: others })
}

/** Gives how many stories a wish finds; what cannot be understood finds none. */
async function totalOf(deps: Deps, wish: SearchWish, caller: Caller): Promise<number> {
  const asked = await askedBy(deps, wish, caller)
  if (!asked.ok) return 0
  const found = await searchIn(deps, { ...asked.value, limit: 0, offset: 0 })
  return found.ok ? found.value.total : 0
}

/** Gives what is to be looked for where: the wish in the caller's sight and in their time. */
async function askedBy(
  deps: Deps,
  wish: SearchWish,
  caller: Caller,
): Promise<Result<Asked, SearchProblem>> {
  const { feedIds } = await sightOf(deps, caller)
  if (feedIds.length === 0) return fail({ kind: 'no-feeds' })
  const at = { now: deps.clock.now(), zone: await zoneHere(deps, caller) }
  const period = periodWished(wish, at)
  if (!period.ok) return period
  const scope = await scopeOf(deps, { wish, feedIds }, caller)
  const { query, sort } = wish
  return ok({ ...at, ...period.value, query, scope, ...(sort ? { sort } : {}) })
}

function periodWished(
  { since, until }: SearchWish,
  at: { now: number; zone: string },
): Result<{ from: number | null; to: number | null }, SearchProblem> {
  const first = since === undefined ? null : periodOf(since, at)
  const last = until === undefined ? null : periodOf(until, at)
  if (since !== undefined && first === null) return fail({ kind: 'bad-date', typed: since })
  if (until !== undefined && last === null) return fail({ kind: 'bad-date', typed: until })
  return ok({ from: first?.from ?? null, to: last?.to ?? null })
}

/** Where a place was named it is narrower; never wider than what the caller may see. */
async function scopeOf(
  deps: Deps,
  { wish: { feedId, place }, feedIds }: { wish: SearchWish; feedIds: readonly number[] },
  caller: Caller,
): Promise<SearchScope> {
  const seen = feedId === undefined ? feedIds : feedIds.filter((id) => id === feedId)
  if (place === undefined) return { feedIds: seen }
  const read = new Set(await feedsReadAt(deps, place, caller))
  const there = seen.filter((id) => read.has(id))
  return place === 'mine'
    ? { feedIds: there, articleIds: await savedInSight(deps, feedId, caller) }
    : { feedIds: there }
}

async function savedInSight(
  deps: Deps,
  feedId: number | undefined,
  caller: Caller,
): Promise<number[]> {
  const all = (await savedBy(deps.db, caller.userId))
    .map((row) => ({ ...row, id: row.articleId }))
    .filter((row) => feedId === undefined || row.feedId === feedId)
  return (await inSight(deps, all, caller)).map(({ id }) => id)
}
