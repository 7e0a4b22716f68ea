/** What an order for a digest is and becomes: what a moderator says, why it cannot be placed, what is shown of it. */
import type { ChosenChannel, ChosenFile } from '../model/command.ts'
import type { FeedError } from '../model/feed.ts'
import type { FilterProblem, Matches, TypedFilters } from '../model/filters.ts'
import type { MessagePayload } from '../model/message.ts'
import type { CardCount, Subscription } from '../model/subscription.ts'
import type { OwnFull } from './own-room.ts'
import type { PlaceProblem } from './place-problem.ts'

export type SubscribeInput = {
  /** One or several addresses, sites or names as typed, separated by white space or commas. */
  feed: string
  channel: ChosenChannel
  /** `7:30`, `0730`, `７時半` …; null for the default. */
  time: string | null
  zone: string | null
  /** `weekdays`, `月・水・金`, `Mon-Fri except holidays` …; every day where it is null or absent. */
  days?: string | null
  count: CardCount | null
  roleId: string | null
  silent: boolean
  /** Whether a thread is started from each digest. */
  thread?: boolean
  /** Whether an announcement channel's followers get it too; they do where nothing is said. */
  publish?: boolean
  /** What goes in and what stays out; all goes in where nothing is said. */
  filters?: Partial<TypedFilters>
}

export type SubscribeProblem =
  | OrderProblem
  | { kind: 'feed'; address: string; error: FeedError }
  | { kind: 'no-address'; typed: string }
  | { kind: 'no-feed'; address: string }
  | { kind: 'choose'; choice: FeedOffers }
  | { kind: 'choice-over' }
  | AdultProblem
  /** No direct messages can be opened for the caller now. */
  | { kind: 'direct-closed' }
  /** More feeds than one command may name. */
  | { kind: 'too-many'; most: number }

/** A feed for adults in a channel that is not for adults only. */
export type AdultProblem = { kind: 'adult'; title: string; channelId: string }

/** An order but for its feeds. */
export type OrderInput = Omit<SubscribeInput, 'feed'>

/** An order for a digest in the caller's own direct messages. */
export type OwnOrder = Omit<SubscribeInput, 'channel' | 'roleId' | 'silent'>

/** Why an order cannot be placed, whatever its feeds are. */
export type OrderProblem =
  | { kind: 'bad-time'; typed: string }
  | { kind: 'bad-zone'; typed: string }
  | { kind: 'bad-days'; typed: string }
  /** Holidays are left out, and nobody knows whose. */
  | { kind: 'no-country'; typed: string }
  | PlaceProblem
  | { kind: 'caller-cannot-ring'; roleId: string }
  | { kind: 'bot-cannot-ring'; roleId: string }
  | { kind: 'not-in-server' }
  | OwnFull
  | { kind: 'bad-filter'; problem: FilterProblem }

/** Several feeds of what was typed: the caller chooses, and the same order goes on with those. */
export type FeedOffers = {
  /** Names this choice for the select; kept for 15 minutes. */
  session: string
  /** The site that has them. */
  page: string
  offers: { url: string; title: string | null }[]
}

/** A subscription as a person is shown it. */
export type SubscriptionView = {
  subscription: Subscription
  feeds: { id: number; title: string; url: string; failing: boolean; adult?: boolean }[]
  lastDigestAt: number | null
}

export type Subscribed = {
  view: SubscriptionView
  /** True where the channel already had this very digest and nothing was added. */
  already: boolean
  /** Another digest of the channel that has these feeds too, at another time. */
  beside?: SubscriptionView
  /** Whether pages of articles in the preview are still being read. */
  reading?: boolean
  /** Whether the zone was guessed from the server's language. */
  zoneGuessed: boolean
  /** Whether the country of the holidays was guessed. */
  countryGuessed?: boolean
  /** Whether nothing was said of quiet hours, and the usual ones hold. */
  quietGuessed?: boolean
  /** How much of what came lately goes in; null where everything does. */
  matches?: Matches | null
  /** True where the order had filters and the digest that was there keeps its own. */
  filtersKept?: boolean
  /** The next digest as it would look now; null while there is nothing to show. */
  preview: MessagePayload | null
}

/** A list of feeds to take in, and the digest that they become. */
export type ImportOrder = OrderInput & { file: ChosenFile }

export type ImportProgress = { done: number; total: number }

/** An entry of a list that was not taken. */
export type BadEntry = {
  title: string | null
  address: string
  error: Pick<FeedError, 'status'> & { kind: FeedError['kind'] | 'adult'; message: string }
}

export type Imported = Subscribed & {
  /** How many feeds were taken. */
  feeds: number
  /** Of these, how many could not be read at the moment. */
  failing: number
  bad: BadEntry[]
  /** Entries over what one list may have. */
  left: number
}

export type ImportProblem =
  | OrderProblem
  | { kind: 'no-list' }
  | { kind: 'list-too-large' }
  | { kind: 'no-good-feed'; bad: BadEntry[] }

/** A list of feeds as a file. */
export type Exported = { name: string; text: string; feeds: number }
