/** What commands and controls may ask for: each function orders the calls of one thing that a person does. */

import type { Health } from '../feed/health.ts'
import type { Result } from '../lib/result.ts'
import type { Article } from '../model/article.ts'
import type { Caller, Right } from '../model/caller.ts'
import type { ChosenChannel, ChosenFile } from '../model/command.ts'
import type { DigestArticle } from '../model/digest.ts'
import type { FeedError } from '../model/feed.ts'
import type { MessagePayload } from '../model/message.ts'
import type { SearchHit } from '../model/search.ts'
import type { CardCount, Schedule, Subscription } from '../model/subscription.ts'

export type SubscribeInput = {
  /** One or several addresses, sites or names as typed, separated by white space or commas. */
  feed: string
  channel: ChosenChannel
  /** `7:30`, `0730`, `７時半` …; null for the default. */
  time: string | null
  zone: string | null
  count: CardCount | null
  roleId: string | null
  silent: boolean
}

export type SubscribeProblem =
  | OrderProblem
  | { kind: 'feed'; address: string; error: FeedError }
  | { kind: 'no-address'; typed: string }
  | { kind: 'no-feed'; address: string }
  | { kind: 'choose'; choice: FeedOffers }
  | { kind: 'choice-over' }
  /** More feeds than one command may name. */
  | { kind: 'too-many'; most: number }

/** An order but for its feeds. */
export type OrderInput = Omit<SubscribeInput, 'feed'>

/** Why an order cannot be placed, whatever its feeds are. */
export type OrderProblem =
  | { kind: 'bad-time'; typed: string }
  | { kind: 'bad-zone'; typed: string }
  | { kind: 'bot-lacks'; channelId: string; rights: readonly string[] }
  | { kind: 'caller-cannot-speak'; channelId: string }
  | { kind: 'caller-cannot-ring'; roleId: string }
  | { kind: 'bot-cannot-ring'; roleId: string }
  | { kind: 'not-in-server' }

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
  feeds: { id: number; title: string; url: string; failing: boolean }[]
  lastDigestAt: number | null
}

export type Subscribed = {
  view: SubscriptionView
  /** True where the channel already had this very digest and nothing was added. */
  already: boolean
  /** Whether the zone was guessed from the server's language. */
  zoneGuessed: boolean
  /** The next digest as it would look now; null while there is nothing to show. */
  preview: MessagePayload | null
}

/** A list of feeds to take in, and the digest that they become. */
export type ImportOrder = OrderInput & { file: ChosenFile }

export type ImportProgress = { done: number; total: number }

/** An entry of a list that was not taken. */
export type BadEntry = { title: string | null; address: string; error: FeedError }

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

export type ChangeProblem =
  | { kind: 'gone' }
  | { kind: 'nothing-new' }
  | { kind: 'not-in-server' }
  | { kind: 'none-here' }
  | { kind: 'paused' }
  | { kind: 'bot-lacks'; channelId: string; rights: readonly Right[] }
  | { kind: 'caller-cannot-speak'; channelId: string }

export type Posting = { guildId: string; channelId: string; messageId: string }

export type FoundHit = SearchHit & { feedTitle: string; posting: Posting | null }

export type SearchPage = {
  query: string
  /** Names this search for the page buttons; kept for 15 minutes. */
  session: string
  page: number
  pages: number
  total: number
  hits: FoundHit[]
}

export type SearchProblem = { kind: 'empty-query' } | { kind: 'expired' } | { kind: 'no-feeds' }

export type LatestEntry = { article: Article; feedTitle: string; posting: Posting | null }

export type FeedChoice = { id: number; title: string; url: string }

/** How one feed of the server is. */
export type FeedHealth = {
  id: number
  title: string
  /** In full, with what may be a key: for managers. */
  url: string
  health: Health
  /** Epoch ms. */
  succeededAt: number | null
  nextAt: number
  articlesADay: number
  /** The last time that old articles came as if they were new, and were taken as read. */
  reissued: { count: number; at: number } | null
}

export type Services = {
  now(): number
  subscribe(input: SubscribeInput, caller: Caller): Promise<Result<Subscribed, SubscribeProblem>>
  /** Goes on with a subscription for which feeds had to be chosen; `chosen` are numbers (from 0) of its offers. */
  subscribeChosen(
    session: string,
    chosen: readonly number[],
    caller: Caller,
  ): Promise<Result<Subscribed, SubscribeProblem>>
  /** Feeds to subscribe to, by name, for completion: the server's own, and the catalogue's. */
  subscribeChoices(typed: string, caller: Caller): Promise<{ name: string; value: string }[]>
  /** Subscribes a channel to the feeds of an OPML list; `told` hears how far it is. */
  importOpml(
    order: ImportOrder,
    caller: Caller,
    told: (progress: ImportProgress) => void,
  ): Promise<Result<Imported, ImportProblem>>
  /** The feeds of the digests that the caller sees as OPML; null where there are none. */
  exportOpml(caller: Caller): Promise<Exported | null>
  /** The server's subscriptions in channels that the caller sees. */
  subscriptions(caller: Caller): Promise<SubscriptionView[]>
  subscriptionOf(id: number, caller: Caller): Promise<Result<SubscriptionView, ChangeProblem>>
  preview(id: number, caller: Caller): Promise<Result<MessagePayload, ChangeProblem>>
  setPaused(
    id: number,
    paused: boolean,
    caller: Caller,
  ): Promise<Result<SubscriptionView, ChangeProblem>>
  unsubscribe(id: number, caller: Caller): Promise<Result<SubscriptionView, ChangeProblem>>
  /** Undoes an unsubscribe. */
  restore(id: number, caller: Caller): Promise<Result<SubscriptionView, ChangeProblem>>
  /** Posts a channel's digest now (all of its subscriptions, or one); gives how many articles go out. */
  digestNow(
    target: { channelId: string } | { subscriptionId: number },
    caller: Caller,
  ): Promise<Result<{ channelId: string; articles: number }, ChangeProblem>>
  /** Feeds of the server's digests in channels that the caller sees, those in trouble first. */
  feedHealth(caller: Caller): Promise<FeedHealth[]>
  search(query: string, caller: Caller): Promise<Result<SearchPage, SearchProblem>>
  searchPage(
    session: string,
    page: number,
    caller: Caller,
  ): Promise<Result<SearchPage, SearchProblem>>
  latest(feedId: number | null, caller: Caller): Promise<LatestEntry[]>
  /** Feeds that the caller may see, for completion: by title or address. */
  feedChoices(typed: string, caller: Caller): Promise<FeedChoice[]>
  /** IANA zones that match what was typed, best first. */
  zoneChoices(typed: string): string[]
  /** An article, with who else tells its story. */
  article(id: number, caller: Caller): Promise<DigestArticle | null>
  /** What came before an article in its affair: one article a story, the newest first; only what the caller may see. */
  earlier(id: number, caller: Caller): Promise<DigestArticle[]>
  /** What a digest listed without a card, if the caller may see its channel. */
  rest(
    digestKey: string,
    caller: Caller,
  ): Promise<{ articles: DigestArticle[]; zone: string } | null>
}

export type { CardCount, Schedule }
