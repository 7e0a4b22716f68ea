/** A subscription as a person is shown it: with its feeds and its last digest. */

import { lastDigestAt } from '../digest/digest-table.ts'
import { nameOf } from '../feed/address.ts'
import { feedsById } from '../feed/feed-table.ts'
import type { Subscription } from '../model/subscription.ts'
import type { Tx } from '../storage/db.ts'
import { feedIdsOf } from '../subscription/subscription-table.ts'
import type { SubscriptionView } from './orders.ts'

/** Gives a subscription's view. */
export async function viewOf(tx: Tx, subscription: Subscription): Promise<SubscriptionView> {
  const feeds = await feedsById(tx, await feedIdsOf(tx, subscription.id))
  return {
    subscription,
    feeds: feeds.map((feed) => ({
      id: feed.id,
      title: nameOf(feed),
      url: feed.url,
      failing: feed.failures > 0,
      adult: feed.adult,
    })),
    lastDigestAt: await lastDigestAt(tx, subscription.id),
  }
}
