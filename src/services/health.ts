/** What managers see of the feeds of their server. */
import { nameOf } from '../feed/address.ts'
import { articlesADay, type Health } from '../feed/health.ts'
import type { Caller } from '../model/caller.ts'
import { spaceOf } from '../model/space.ts'
import { healthOfFeeds } from '../queries/feed-health.ts'
import { visibleFeeds } from '../queries/visible-feeds.ts'
import { subscriptionsOf } from '../subscription/subscription-table.ts'
import type { Deps } from './deps.ts'
import type { FeedHealth } from './services.ts'

/** What needs somebody comes first. */
const ORDER: Record<Health['kind'], number> = { stopped: 0, failing: 1, silent: 2, new: 3, well: 4 }

/** Gives how the feeds of the server's digests are, of those that are the caller's to look after; in their own space, of theirs. */
export async function feedHealth(deps: Deps, caller: Caller): Promise<FeedHealth[]> {
  const guildId = spaceOf(caller)
  const all = await subscriptionsOf(deps.db, guildId)
  const channelIds = [...new Set(all.map((one) => one.channelId))].filter(caller.tends)
  const feedIds = await visibleFeeds(deps.db, { guildId, channelIds })
  const now = deps.clock.now()
  const known = await healthOfFeeds(deps.db, feedIds, now)
  return known
    .map(({ feed, times, health }) => ({
      id: feed.id,
      title: nameOf(feed),
      url: feed.url,
      health,
      succeededAt: feed.succeededAt,
      nextAt: feed.dueAt,
      articlesADay: articlesADay(times, now),
      movedAt: feed.movedAt,
      reissued: feed.reissued,
    }))
    .sort((a, b) => ORDER[a.health.kind] - ORDER[b.health.kind] || a.id - b.id)
}
