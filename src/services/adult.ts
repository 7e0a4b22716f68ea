/** Feeds for adults stand in channels for adults only. */
import { forgetTroubleOf, noteTroubleOf } from '../delivery/place-trouble-table.ts'
import { nameOf } from '../feed/address.ts'
import { findFeed } from '../feed/feed-table.ts'
import type { Caller } from '../model/caller.ts'
import { isPersonal } from '../model/space.ts'
import type { Subscription } from '../model/subscription.ts'
import { adultAmong } from '../queries/visible-feeds.ts'
import type { Tx } from '../storage/db.ts'
import { feedIdsOf } from '../subscription/subscription-table.ts'
import type { Deps } from './deps.ts'
import type { Asked } from './discover.ts'
import { ADULT, type DraftDigest } from './draft.ts'
import type { AdultProblem } from './orders.ts'

/**
 * Says whether a digest goes into a channel for adults only, where any of its feeds is for adults; else false, and nobody is
 * asked. Direct messages are no such channel.
 */
export async function isForAdults(
  { db, placeOf }: Pick<Deps, 'db' | 'placeOf'>,
  { id, guildId, channelId }: Pick<Subscription, 'id' | 'guildId' | 'channelId'>,
): Promise<boolean> {
  if (isPersonal(guildId)) return false
  const adult = await adultAmong(db, await feedIdsOf(db, id))
  return adult.size > 0 && ((await placeOf?.(channelId))?.ageRestricted ?? false)
}

/** Notes, or forgets, that a digest's place does not take what some of its feeds give. */
export async function noteAdult(
  tx: Tx,
  { id: subscriptionId, guildId }: Subscription,
  { draft, ageRestricted, now }: { draft: DraftDigest; ageRestricted: boolean; now: number },
): Promise<void> {
  const trouble = { subscriptionId, cause: ADULT } as const
  if (ageRestricted) await forgetTroubleOf(tx, trouble)
  const barred = draft.selection.leftOut.some(({ reason }) => reason === ADULT)
  if (barred) await noteTroubleOf(tx, { ...trouble, guildId, now })
}

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
