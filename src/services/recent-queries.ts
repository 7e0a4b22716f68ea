/** What somebody looked for lately, to be taken over while they type: kept in Keyv, by person, and forgotten with them. */
import type { Caller } from '../model/caller.ts'
import type { Deps } from './deps.ts'

/** The last so many, for so long. */
const RECENT = 10
const RECENT_MS = 30 * 24 * 3_600_000
/** Longer ones do not fit into a choice. */
const LONGEST = 100

type Store = Pick<Deps, 'searches'>

const keyOf = ({ userId }: Caller) => `recent:${userId}`

/** Gives the queries that found something, the last one first. */
export const recentQueries = async ({ searches }: Store, caller: Caller): Promise<string[]> =>
  (await searches.get<string[]>(keyOf(caller))) ?? []

/** Puts a query before the others. */
export async function rememberQuery(deps: Store, query: string, caller: Caller): Promise<void> {
  const plain = query.trim().replaceAll(/\s+/g, ' ')
  if (plain === '' || plain.length > LONGEST) return
  const others = (await recentQueries(deps, caller)).filter((one) => one !== plain)
  await deps.searches.set(keyOf(caller), [plain, ...others].slice(0, RECENT), RECENT_MS)
}
