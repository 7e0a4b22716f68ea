/**
 * All that is kept of one person: shown to them, and forgotten when they want it.
 *
 *   saved · shared · own digests, with all that came of them · digests set up in servers · where their direct messages are ·
 *   what they have begun and not ended (kv)
 *
 * A table or cache that comes to hold people's ids is added here, in both functions: a test walks all of them.
 */
import { articlesByIds } from '../archive/article-table.ts'
import { forgetSaved, savedBy } from '../archive/saved-table.ts'
import { directChannel, forgetDirect } from '../delivery/notice-table.ts'
import { forgetShares, sharesOf } from '../delivery/share-table.ts'
import type { Article } from '../model/article.ts'
import type { Caller } from '../model/caller.ts'
import { personalSpace } from '../model/space.ts'
import { everySubscription } from '../queries/server-record.ts'
import type { Tx } from '../storage/db.ts'
import { deleteEntriesNaming, entriesNaming } from '../storage/kv-entries.ts'
import { digestsSetBy, forgetSetter } from '../subscription/setter-table.ts'
import type { Deps } from './deps.ts'
import { OF_NOBODY } from './kept.ts'
import { forgetSpace } from './leave.ts'
import type { AboutMe, ExportedMe } from './member-services.ts'
import { inSight } from './sight.ts'
import {
  dated,
  deliveryLine,
  digestLine,
  noticeLinesOf,
  ordersOf,
  recordOf,
} from './space-record.ts'

async function keptOf(tx: Tx, userId: string) {
  return {
    saved: await savedBy(tx, userId),
    shared: await sharesOf(tx, userId),
    own: await everySubscription(tx, personalSpace(userId)),
    digests: await digestsSetBy(tx, userId),
    direct: await directChannel(tx, userId),
    begun: await entriesNaming(tx, { id: userId, except: OF_NOBODY }),
  }
}

/** Says how much is kept. */
export async function aboutMe({ db }: Pick<Deps, 'db'>, { userId }: Caller): Promise<AboutMe> {
  const { saved, shared, own, digests, direct, begun } = await keptOf(db, userId)
  return {
    saved: saved.length,
    shared: shared.length,
    own: own.length,
    digests: digests.length,
    more: begun.length + (direct === null ? 0 : 1),
  }
}

/** What an article says is told only where its reader may see it now. */
async function namesOf(deps: Pick<Deps, 'db'>, ids: readonly number[], caller: Caller) {
  const seen = await inSight(deps, await articlesByIds(deps.db, [...new Set(ids)]), caller)
  const byId = new Map(seen.map((article) => [article.id, article]))
  const known = ({ title, url }: Article) => ({ title, url })
  return (id: number) => {
    const article = byId.get(id)
    return { article: id, ...(article ? known(article) : {}) }
  }
}

/** A person's own space from its beginning. */
async function ownOf(tx: Tx, space: string) {
  const { orders } = await ordersOf(tx, space, { sees: () => true })
  const { digests, deliveries } = await recordOf(tx, { guildId: space, since: 0 })
  return {
    subscriptions: orders,
    digests: digests.map(digestLine),
    deliveries: deliveries.map(deliveryLine),
    notices: await noticeLinesOf(tx, space),
  }
}

/** Gives all that is kept as a file. */
export async function exportMe(
  deps: Pick<Deps, 'db' | 'clock'>,
  caller: Caller,
): Promise<ExportedMe> {
  const { saved, shared, digests, direct, begun } = await keptOf(deps.db, caller.userId)
  const nameOf = await namesOf(
    deps,
    [...saved, ...shared].map(({ articleId }) => articleId),
    caller,
  )
  const all = {
    user: caller.userId,
    exportedAt: dated(deps.clock.now()),
    saved: saved.map(({ articleId, savedAt }) => ({
      ...nameOf(articleId),
      savedAt: dated(savedAt),
    })),
    shared: shared.map(({ articleId, guildId, channelId, sharedAt }) => ({
      ...nameOf(articleId),
      server: guildId,
      channel: channelId,
      sharedAt: dated(sharedAt),
    })),
    ownDigests: await ownOf(deps.db, personalSpace(caller.userId)),
    digestsSetUp: digests.map(({ guildId, channelId, name, state, setAt }) => ({
      server: guildId,
      channel: channelId,
      name,
      state,
      setAt: dated(setAt),
    })),
    directMessages: direct,
    begun: begun.map(({ namespace, key, value }) => ({ in: namespace, name: key, value })),
  }
  return { name: 'chrysanthemum-me.json', text: `${JSON.stringify(all, null, 2)}\n` }
}

/** Forgets all of it at once: their own digests end with it. */
export const forgetMe = ({ db }: Pick<Deps, 'db'>, { userId }: Caller): Promise<void> =>
  db.tx(async (tx) => {
    await forgetSpace(tx, personalSpace(userId))
    await forgetSaved(tx, userId)
    await forgetShares(tx, userId)
    await forgetSetter(tx, userId)
    await forgetDirect(tx, userId)
    await deleteEntriesNaming(tx, { id: userId, except: OF_NOBODY })
  })
