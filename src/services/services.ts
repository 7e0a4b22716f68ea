/** What commands and controls may ask for: each function orders the calls of one thing that a person does. */

import type { Health } from '../feed/health.ts'
import type { Result } from '../lib/result.ts'
import type { Article } from '../model/article.ts'
import type { Caller } from '../model/caller.ts'
import type { ChosenChannel } from '../model/command.ts'
import type { DigestArticle, Why } from '../model/digest.ts'
import type { FeedError } from '../model/feed.ts'
import type { TypedFilters } from '../model/filters.ts'
import type { MessagePayload } from '../model/message.ts'
import type { CardCount, Locale, Schedule } from '../model/subscription.ts'
import type { Posting } from '../queries/postings.ts'
import type { Days } from '../subscription/days.ts'
import type { ServerSettings } from '../subscription/server-table.ts'
import type { ZoneChoice } from '../subscription/zones.ts'
import type {
  ChangeProblem,
  FiltersChange,
  FiltersProblem,
  FiltersSet,
  FollowUpsChange,
  MoveProblem,
  TermsChange,
  TermsProblem,
  TypedTerms,
} from './changes.ts'
import type { MemberServices } from './member-services.ts'
import type {
  AdultProblem,
  Exported,
  Imported,
  ImportOrder,
  ImportProblem,
  ImportProgress,
  OrderProblem,
  Subscribed,
  SubscribeInput,
  SubscribeProblem,
  SubscriptionView,
} from './orders.ts'
import type { SearchServices } from './search-services.ts'
import type { ServerServices } from './server-services.ts'

/** What a manager sets of the server; null takes a setting back, what is left out stays. */
export type SettingsChange = {
  notices?: ChosenChannel | null
  /** A role. */
  managers?: string | null
  locale?: Locale | null
  /** As typed. */
  zone?: string | null
}

export type SettingsProblem =
  | Extract<
      OrderProblem,
      { kind: 'bad-zone' | 'bot-lacks' | 'caller-cannot-speak' | 'not-in-server' }
    >
  /** Who manages digests only by the managers' role names no other. */
  | { kind: 'not-yours' }
  /** Everyone would be a manager. */
  | { kind: 'everyone' }

/** What was set for a server, and what holds there: where nothing was set, it is guessed. */
export type SettingsView = { set: ServerSettings; locale: Locale; zone: string }

export type { Posting }

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
  /** Epoch ms at which it was given a new address, because its server said for long that it has moved. */
  movedAt: number | null
  /** The last time that old articles came as if they were new, and were taken as read. */
  reissued: { count: number; at: number } | null
}

/** Other feeds on the site of one that gives nothing, to choose from. */
export type AddressesFound = {
  /** Names this choice for the select; kept for 15 minutes. */
  session: string
  /** The feed that gives nothing. */
  title: string
  site: string
  offers: { url: string; title: string | null }[]
}

export type Replaced = { title: string; url: string; digests: number }

/** A feed that was taken out of digests; those that read nothing else have ended. */
export type Removed = { feedId: number; title: string; digestIds: number[]; ended: number }

export type MendProblem =
  /** No digest that the caller sees reads it. */
  | { kind: 'not-read' }
  | { kind: 'nothing-found'; site: string }
  | { kind: 'readable'; title: string }
  | AdultProblem
  | { kind: 'choice-over' }
  | { kind: 'feed'; address: string; error: FeedError }

export type Services = MemberServices &
  SearchServices &
  ServerServices & {
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
    setFilters(change: FiltersChange, caller: Caller): Promise<Result<FiltersSet, FiltersProblem>>
    /** What the caller typed and could not be stored; null once it is over (15 minutes). */
    filterDraft(draft: string, caller: Caller): Promise<Partial<TypedFilters> | null>
    /** Changes when a digest comes, its size, its language, and whom it notifies. */
    setTerms(change: TermsChange, caller: Caller): Promise<Result<Subscribed, TermsProblem>>
    /** What the caller typed of a digest's terms and could not be stored; null once it is over (15 minutes). */
    termsDraft(draft: string, caller: Caller): Promise<TypedTerms | null>
    /** Changes whether a thread is started from each digest, and whether an announcement channel's followers get it too. */
    setFollowUps(
      change: FollowUpsChange,
      caller: Caller,
    ): Promise<Result<SubscriptionView, MoveProblem>>
    /** Posts a digest elsewhere from now on. */
    move(
      change: { id: number; version: number; channel: ChosenChannel },
      caller: Caller,
    ): Promise<Result<SubscriptionView, MoveProblem>>
    /** Sets up the same digest for another channel, and gives the new one. */
    copy(
      order: { id: number; channel: ChosenChannel },
      caller: Caller,
    ): Promise<Result<SubscriptionView, MoveProblem>>
    /** What became of the articles of a digest (by id, null: the last one). */
    why(
      asked: { id: number; digestId: number | null; page: number },
      caller: Caller,
    ): Promise<Result<Why, ChangeProblem>>
    unsubscribe(id: number, caller: Caller): Promise<Result<SubscriptionView, ChangeProblem>>
    /** Undoes an unsubscribe. */
    restore(id: number, caller: Caller): Promise<Result<SubscriptionView, ChangeProblem>>
    /** Posts a channel's digest now (all of its subscriptions, or one); gives how many articles go out. */
    digestNow(
      target: { channelId: string } | { subscriptionId: number },
      caller: Caller,
    ): Promise<Result<{ channelId: string; articles: number }, ChangeProblem>>
    /** What holds for the caller's server; null outside of servers. */
    settings(caller: Caller): Promise<SettingsView | null>
    changeSettings(
      change: SettingsChange,
      caller: Caller,
    ): Promise<Result<SettingsView, SettingsProblem>>
    /** Feeds of the server's digests in channels that the caller sees, those in trouble first. */
    feedHealth(caller: Caller): Promise<FeedHealth[]>
    /** The feeds that a notice told of, of those that the caller sees and that still give nothing. */
    troubledFeeds(noticeKey: string, caller: Caller): Promise<FeedHealth[]>
    lookForAddress(feedId: number, caller: Caller): Promise<Result<AddressesFound, MendProblem>>
    /** Reads another feed in the place of one; `chosen` is the number (from 0) of an offer. */
    takeAddress(
      choice: { session: string; chosen: number },
      caller: Caller,
    ): Promise<Result<Replaced, MendProblem>>
    removeFeed(feedId: number, caller: Caller): Promise<Result<Removed, MendProblem>>
    /** Undoes a removal. */
    putBackFeed(
      removed: { feedId: number; digestIds: readonly number[] },
      caller: Caller,
    ): Promise<Result<{ title: string; digests: number }, MendProblem>>
    latest(feedId: number | null, caller: Caller): Promise<LatestEntry[]>
    /** Feeds that the caller may see, for completion: by title or address. */
    feedChoices(typed: string, caller: Caller): Promise<FeedChoice[]>
    /** IANA zones that match what was typed, best first. */
    zoneChoices(typed: string): ZoneChoice[]
    /** What a typed text may mean of a digest's days, and what is usual; the caller's server says whose holidays. */
    daysChoices(typed: string, caller: Caller): Promise<{ meant: Days[]; usual: Days[] }>
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
