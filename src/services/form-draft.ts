/** What was typed into a form and not stored: it is there again when its author opens the form once more. */
import type { Caller } from '../model/caller.ts'
import type { Deps } from './deps.ts'

/** As long as Discord's token for the answer that the button stands on. */
const DRAFT_MS = 15 * 60_000

/** Forms whose drafts are kept apart. */
type FormName = 'filters' | 'terms'

type Kept<T> = { typed: T; userId: string }

const draftKey = (form: FormName, session: string) => `${form}:${session}`

/** Keeps what was typed; gives the name under which its author finds it. */
export async function keepDraft<T extends object>(
  deps: Deps,
  { form, typed }: { form: FormName; typed: T },
  { userId }: Caller,
): Promise<string> {
  const session = Math.floor(deps.random() * 36 ** 8).toString(36)
  const kept: Kept<T> = { typed, userId }
  await deps.discoveries.set(draftKey(form, session), kept, DRAFT_MS)
  return session
}

/** Gives it back to its author; null once it is over. */
export async function formDraft<T extends object>(
  deps: Deps,
  { form, session }: { form: FormName; session: string },
  { userId }: Caller,
): Promise<T | null> {
  const kept = await deps.discoveries.get<Kept<T>>(draftKey(form, session))
  return kept && kept.userId === userId ? kept.typed : null
}
