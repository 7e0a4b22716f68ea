/** An order that waits until its caller has chosen among the feeds of a site. */
import type { Offer } from '../feed/page-feeds.ts'
import type { Caller } from '../model/caller.ts'
import type { Deps } from './deps.ts'
import type { FeedOffers, SubscribeInput } from './orders.ts'

/** As long as Discord's token for the answer that the select stands on. */
const CHOICE_MS = 15 * 60_000
/** Options of one select. */
const MOST_OFFERS = 25

type Kept = { input: SubscribeInput; found: string[]; offers: Offer[] }
type Owned = Kept & { userId: string; guildId: string | null }

const choiceKey = (session: string) => `choice:${session}`

/** Keeps an order with the feeds that are clear already, and gives what to choose from. */
export async function keepChoice(
  deps: Deps,
  order: Kept & { caller: Caller; page: string },
): Promise<FeedOffers> {
  const { input, caller, page, found } = order
  const session = Math.floor(deps.random() * 36 ** 8).toString(36)
  const offers = order.offers.slice(0, MOST_OFFERS)
  const { userId, guildId } = caller
  const kept: Owned = { input, found, offers, userId, guildId }
  await deps.discoveries.set(choiceKey(session), kept, CHOICE_MS)
  return { session, page, offers }
}

/** Gives the order back, to the one who gave it and where it was given; null once it is over. */
export async function keptChoice(
  deps: Deps,
  { session, caller }: { session: string; caller: Caller },
): Promise<Kept | null> {
  const kept = await deps.discoveries.get<Owned>(choiceKey(session))
  if (!kept || kept.userId !== caller.userId || kept.guildId !== caller.guildId) return null
  return kept
}
