/**
 * Shares an article in the channel where somebody is.
 *
 *   may they see it here? may they, and the bot, speak here? ─→ one transaction: their pace → the share +
 *   its delivery ─→ it goes out as digests do, once
 */
import { SHARE } from '../../config/member-limits.ts'
import { addDelivery } from '../delivery/delivery-table.ts'
import { paceProblem } from '../delivery/share-pace.ts'
import { addShare, sharesOf } from '../delivery/share-table.ts'
import { sharedCard } from '../digest/shared-card.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import type { DigestArticle } from '../model/digest.ts'
import type { Locale } from '../model/subscription.ts'
import type { Tx } from '../storage/db.ts'
import { serverSettings } from '../subscription/server-table.ts'
import type { Deps } from './deps.ts'
import type { Shared, ShareProblem } from './member-services.ts'
import { localeFor } from './settings.ts'
import { visibleArticles, withFeeds } from './sight.ts'

type Store = Pick<Deps, 'db' | 'clock'>

/** Why nothing can be shared in this channel, or null. */
function placeProblem(caller: Caller): ShareProblem | null {
  const { channelId } = caller
  if (!caller.speaks(channelId)) return { kind: 'caller-cannot-speak', channelId }
  const rights = caller.botLacks(channelId) ?? ['ViewChannel']
  if (rights.length > 0) return { kind: 'bot-lacks', channelId, rights }
  return null
}

type Sharing = { article: DigestArticle; guildId: string; locale: Locale; now: number }

async function store(
  tx: Tx,
  { article, guildId, locale, now }: Sharing,
  { userId, channelId }: Caller,
): Promise<Result<Shared, ShareProblem>> {
  const share = { articleId: article.id, guildId, channelId, sharedAt: now }
  const problem = paceProblem(await sharesOf(tx, userId, now - SHARE.withinMs), share)
  if (problem) return fail(problem)
  const key = await addShare(tx, { ...share, userId })
  const delivery = {
    key,
    kind: 'share' as const,
    digestId: null,
    guildId,
    channelId,
    position: 0,
    payload: sharedCard(article, { userId, key, locale }),
    postings: [{ articleId: article.id, version: article.version, embed: 0 }],
  }
  await addDelivery(tx, delivery, now)
  return ok({ channelId })
}

/** Shares an article; nothing is stored where that may not be. */
export async function share(
  deps: Store,
  id: number,
  caller: Caller,
): Promise<Result<Shared, ShareProblem>> {
  const { guildId } = caller
  if (guildId === null) return fail({ kind: 'not-in-server' })
  const [article] = await withFeeds(deps, await visibleArticles(deps, [id], caller))
  if (!article) return fail({ kind: 'gone' })
  const problem = placeProblem(caller)
  if (problem) return fail(problem)
  const locale = localeFor(await serverSettings(deps.db, guildId), caller)
  const now = deps.clock.now()
  return deps.db.tx((tx) => store(tx, { article, guildId, locale, now }, caller))
}
