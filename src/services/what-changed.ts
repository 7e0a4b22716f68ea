/**
 * What was corrected in a message of ours.
 *
 *   its key ─→ does the caller see where it stands? ─→ its corrected cards ─→ what each said first, and what it says now
 */
import { articlesByIds } from '../archive/article-table.ts'
import { correctionsAfter } from '../archive/correction-table.ts'
import type { Caller } from '../model/caller.ts'
import { isPersonal, spaceOf } from '../model/space.ts'
import { correctedCards } from '../queries/corrected-cards.ts'
import type { Deps } from './deps.ts'
import type { ChangedCard } from './member-services.ts'
import { withFeeds } from './sight.ts'

/** Gives the corrected cards of a message in their order; none where it is not kept, or not to be seen by the caller. */
export async function whatChanged(
  { db }: Pick<Deps, 'db'>,
  key: string,
  caller: Caller,
): Promise<ChangedCard[]> {
  const space = spaceOf(caller)
  const sees = isPersonal(space) ? () => true : caller.sees
  const cards = (await correctedCards(db, { key, guildId: space })).filter(({ seenBy }) =>
    sees(seenBy),
  )
  const ids = cards.map(({ articleId }) => articleId)
  const articles = await withFeeds({ db }, await articlesByIds(db, ids))
  const changed = cards.map(async ({ articleId, posted, version }): Promise<ChangedCard[]> => {
    const article = articles.find(({ id }) => id === articleId)
    const all = await correctionsAfter(db, { articleId, version: posted })
    const corrections = all.filter((one) => one.version <= version)
    return article === undefined || corrections.length === 0 ? [] : [{ article, corrections }]
  })
  return (await Promise.all(changed)).flat()
}
