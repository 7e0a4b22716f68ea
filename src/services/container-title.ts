/** What a digest's post or thread is called, and by which words its tags are chosen. */
import { digestTitle } from '../digest/title.ts'
import { nameOf } from '../feed/address.ts'
import { feedsById } from '../feed/feed-table.ts'
import type { ContainerTitle } from '../model/place.ts'
import type { Subscription } from '../model/subscription.ts'
import type { Tx } from '../storage/db.ts'
import { feedIdsOf, subscriptionsOf } from '../subscription/subscription-table.ts'

/** Gives the title of a digest that is put into something; null where its message stands in the channel alone. */
export async function titleFor(
  tx: Tx,
  { id, guildId, channelId, name, container, locale, schedule }: Subscription,
  { slot, count }: { slot: number; count: number },
): Promise<ContainerTitle | null> {
  if (container === null) return null
  const all = await subscriptionsOf(tx, guildId)
  const isAlone = all.filter((one) => one.channelId === channelId).length < 2
  const feeds = await feedsById(tx, await feedIdsOf(tx, id))
  const at = { locale, zone: schedule.zone, slot }
  return {
    name: digestTitle(at, { count, name: isAlone ? null : name }),
    words: [...new Set([name, ...feeds.map(nameOf)])],
  }
}
