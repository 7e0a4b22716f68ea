/** Filters that were typed and not stored: what somebody wrote is there again when they open the form once more. */
import type { Caller } from '../model/caller.ts'
import type { TypedFilters } from '../model/filters.ts'
import type { Deps } from './deps.ts'

/** As long as Discord's token for the answer that the button stands on. */
const DRAFT_MS = 15 * 60_000

type Kept = { typed: Partial<TypedFilters>; userId: string }

const draftKey = (session: string) => `filters:${session}`

/** Keeps what was typed; gives the name under which its author finds it. */
export async function keepDraft(
  deps: Deps,
  typed: Partial<TypedFilters>,
  { userId }: Caller,
): Promise<string> {
  const session = Math.floor(deps.random() * 36 ** 8).toString(36)
  const kept: Kept = { typed, userId }
  await deps.discoveries.set(draftKey(session), kept, DRAFT_MS)
  return session
}

/** Gives it back to its author; null once it is over. */
export async function filterDraft(
  deps: Deps,
  session: string,
  { userId }: Caller,
): Promise<Partial<TypedFilters> | null> {
  const kept = await deps.discoveries.get<Kept>(draftKey(session))
  return kept && kept.userId === userId ? kept.typed : null
}
