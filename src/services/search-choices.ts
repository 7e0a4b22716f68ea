/**
 * What to take over while a query is typed: the words themselves, as Enter takes the first choice; one's own earlier queries, then
 * articles by their titles.
 */
import type { Caller } from '../model/caller.ts'
import { caseless } from '../text/normalize.ts'
import type { Deps } from './deps.ts'
import { recentQueries } from './recent-queries.ts'
import { searchIn } from './search-in.ts'
import type { SearchChoice } from './search-services.ts'
import { sightOf } from './sight.ts'

const TITLES = 15
/** Longer ones do not fit into a choice. */
const LONGEST = 100
/** A letter alone begins too many titles to be of use; a kanji does not. */
const TOO_SHORT = /^[\p{ASCII}]?$/u

/** The last word may not be typed to its end. */
const asBeginning = (typed: string) => (/[\p{L}\p{N}]$/u.test(typed) ? `${typed}*` : typed)

/** Gives choices for what was typed so far; before that, the last queries. */
export async function searchChoices(
  deps: Deps,
  typed: string,
  caller: Caller,
): Promise<SearchChoice[]> {
  const own = typed.trim()
  const recent = (await recentQueries(deps, caller))
    .filter((query) => caseless(query).includes(caseless(own)) && caseless(query) !== caseless(own))
    .map((query): SearchChoice => ({ kind: 'query', query }))
  const typedItself: SearchChoice[] =
    own === '' || own.length > LONGEST ? [] : [{ kind: 'typed', query: own }]
  if (TOO_SHORT.test(own)) return [...typedItself, ...recent]
  const { feedIds } = await sightOf(deps, caller)
  const found = await searchIn(deps, {
    query: `in:title ${asBeginning(own)}`,
    scope: { feedIds },
    sort: 'newest',
    limit: TITLES,
    offset: 0,
    now: deps.clock.now(),
    zone: 'UTC',
  })
  const titles = found.ok ? found.value.hits : []
  return [
    ...typedItself,
    ...recent,
    ...titles.map(({ article: { id, title } }): SearchChoice => ({ kind: 'title', id, title })),
  ]
}
