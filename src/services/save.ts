/**
 * What somebody keeps for themselves.
 *
 *   articles ─→ those that the caller may see ─→ one transaction: room? ─→ saved
 *   the list ─→ what may be seen from here today ─→ a page, newest first; the rest is only counted
 */
import { SAVED } from '../../config/member-limits.ts'
import { articlesByIds } from '../archive/article-table.ts'
import { addSaved, countSaved, removeSaved, savedBy } from '../archive/saved-table.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import type { DigestArticle } from '../model/digest.ts'
import { spaceOf } from '../model/space.ts'
import { cardsOf } from '../queries/listed.ts'
import { articlesIn } from '../queries/postings.ts'
import type { Deps } from './deps.ts'
import type { Saved, SavedEntry, SavedPage, SaveProblem } from './member-services.ts'
import { digestInSight, inSight, visibleArticles, withContext, withFeeds } from './sight.ts'

const PAGE = 5

/** Saves articles; nothing where there is no room for all of them. */
export async function save(
  deps: Pick<Deps, 'db' | 'clock'>,
  ids: readonly number[],
  caller: Caller,
): Promise<Result<Saved, SaveProblem>> {
  const articles = await withFeeds(deps, await visibleArticles(deps, ids, caller))
  if (articles.length === 0) return fail({ kind: 'gone' })
  const { userId } = caller
  const now = deps.clock.now()
  return deps.db.tx(async (tx) => {
    const mine = new Set((await savedBy(tx, userId)).map(({ articleId }) => articleId))
    const fresh = articles.filter(({ id }) => !mine.has(id))
    if ((await countSaved(tx, userId)) + fresh.length > SAVED.most) {
      return fail({ kind: 'full', most: SAVED.most })
    }
    for (const [index, { id: articleId }] of fresh.entries()) {
      // The list begins with the newest: of several at once, each a moment before the next keeps their order.
      await addSaved(tx, { userId, articleId, now: now - index })
    }
    return ok({ articles, known: articles.length - fresh.length })
  })
}

/** Takes articles off the caller's list. */
export const unsave = (
  { db }: Pick<Deps, 'db'>,
  ids: readonly number[],
  { userId }: Caller,
): Promise<number> => db.tx((tx) => removeSaved(tx, { userId, articleIds: ids }))

/** Gives a page of what the caller has saved and may see from here. */
export async function saved(
  deps: Pick<Deps, 'db'>,
  page: number,
  caller: Caller,
): Promise<SavedPage> {
  const all = (await savedBy(deps.db, caller.userId)).map((row) => ({ ...row, id: row.articleId }))
  const seen = await inSight(deps, all, caller)
  const pages = Math.max(1, Math.ceil(seen.length / PAGE))
  const at = Math.min(Math.max(0, page), pages - 1)
  const shown = seen.slice(at * PAGE, (at + 1) * PAGE)
  const savedAt = new Map(shown.map((row) => [row.id, row.savedAt]))
  const articles = await articlesByIds(deps.db, [...savedAt.keys()])
  const listed = articles.map((article) => ({ article, savedAt: savedAt.get(article.id) ?? 0 }))
  const entries: SavedEntry[] = await withContext(deps, { entries: listed, caller })
  return { entries, page: at, pages, total: seen.length, hidden: all.length - seen.length }
}

/** Gives the articles on a digest's cards, if the caller sees its channel. */
export async function articlesOfDigest(
  deps: Pick<Deps, 'db'>,
  key: string,
  caller: Caller,
): Promise<DigestArticle[]> {
  const found = await digestInSight(deps, key, caller)
  if (!found) return []
  return withFeeds(deps, await articlesByIds(deps.db, await cardsOf(deps.db, found.slot)))
}

/** Gives the articles that stand in a message of this server, or of the caller's direct messages, in their order. */
export async function articlesOfMessage(
  deps: Pick<Deps, 'db'>,
  messageId: string,
  caller: Caller,
): Promise<DigestArticle[]> {
  const ids = await articlesIn(deps.db, { messageId, guildId: spaceOf(caller) })
  return withFeeds(deps, await visibleArticles(deps, ids, caller))
}
