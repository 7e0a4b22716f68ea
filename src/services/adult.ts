/** Feeds for adults stand in channels for adults only. */
import { nameOf } from '../feed/address.ts'
import { findFeed } from '../feed/feed-table.ts'
import type { Caller } from '../model/caller.ts'
import type { Deps } from './deps.ts'
import type { Asked } from './discover.ts'
import type { AdultProblem } from './orders.ts'

/** Says whether a feed that answered calls itself one for adults; one that is unchanged is what it was. */
export async function isAdultFeed(
  { db }: Pick<Deps, 'db'>,
  { url, outcome }: Asked,
): Promise<boolean> {
  if (outcome.value.kind === 'read') return outcome.value.feed.adult ?? false
  return (await findFeed(db, url))?.adult ?? false
}

/** Gives why these feeds may not stand in some channels, or null where they may. */
export async function adultProblem(
  deps: Pick<Deps, 'db'>,
  feeds: readonly Asked[],
  { caller, channelIds }: { caller: Caller; channelIds: readonly string[] },
): Promise<AdultProblem | null> {
  const channelId = channelIds.find((id) => !caller.ageRestricted(id))
  if (channelId === undefined) return null
  for (const asked of feeds) {
    if (!(await isAdultFeed(deps, asked))) continue
    const { value } = asked.outcome
    const title = value.kind === 'read' ? value.feed.title : null
    return { kind: 'adult', title: nameOf({ title, url: asked.url }), channelId }
  }
  return null
}
