/** What commands and controls of members may ask for, beside looking things up. */
import type { PaceProblem } from '../delivery/share-pace.ts'
import type { Result } from '../lib/result.ts'
import type { Article } from '../model/article.ts'
import type { Caller, Right } from '../model/caller.ts'
import type { StoredCorrection } from '../model/correction.ts'
import type { DigestArticle } from '../model/digest.ts'
import type { Posting } from '../queries/postings.ts'
import type { OwnOrder, Subscribed, SubscribeProblem, SubscriptionView } from './orders.ts'

export type SaveProblem =
  /** None of them is there, or none may be seen from here. */
  { kind: 'gone' } | { kind: 'full'; most: number }

export type Saved = {
  /** What is saved now, in the order asked for. */
  articles: DigestArticle[]
  /** How many of them were saved before. */
  known: number
}

export type SavedEntry = {
  article: Article
  feedTitle: string
  posting: Posting | null
  /** Epoch ms. */
  savedAt: number
}

export type SavedPage = {
  entries: SavedEntry[]
  /** From 0; the nearest one where there is no such page. */
  page: number
  pages: number
  /** All that can be seen from here. */
  total: number
  /** Saved in another server, from a channel that the caller does not see any more, or not for a channel such as this. */
  hidden: number
}

export type ShareProblem =
  | { kind: 'not-in-server' }
  | { kind: 'gone' }
  | { kind: 'caller-cannot-speak'; channelId: string }
  | { kind: 'bot-lacks'; channelId: string; rights: readonly Right[] }
  | PaceProblem

/** It is on its way into this channel. */
export type Shared = { channelId: string }

/** A moment (epoch ms) in the zone in which it was meant. */
export type Since = { at: number; zone: string }

export type CaughtUp = {
  since: Since
  /** `others`: further articles of the same story that the channel was shown since then. */
  entries: { article: Article; feedTitle: string; posting: Posting | null; others: number }[]
  /** From 0; the nearest one where there is no such page. */
  page: number
  pages: number
  /** Stories. */
  total: number
  /** There was more, further back. */
  cut: boolean
  /** Whether anything was ever posted there. */
  ever: boolean
}

/** What was corrected on a card, oldest first. */
export type ChangedCard = {
  article: DigestArticle
  corrections: readonly StoredCorrection[]
}

/** How much is kept of somebody. */
export type AboutMe = {
  saved: number
  shared: number
  /** In their own direct messages, ended ones too. */
  own: number
  /** Set up by them in servers, ended ones too. */
  digests: number
  /** Where their direct messages are, and what they have begun within the last minutes. */
  more: number
}

export type ExportedMe = { name: string; text: string }

export type MemberServices = {
  /** Sets up a digest in the caller's own direct messages. */
  subscribeOwn(order: OwnOrder, caller: Caller): Promise<Result<Subscribed, SubscribeProblem>>
  /** Their own digests that have stopped because their direct messages are closed; told once. */
  owedStopped(caller: Caller): Promise<SubscriptionView[]>
  /** Lets those go on; gives how many. */
  resumeStopped(caller: Caller): Promise<number>
  /** Saves articles for the caller: all that they may see of them, or none. */
  save(ids: readonly number[], caller: Caller): Promise<Result<Saved, SaveProblem>>
  /** Takes articles off the caller's list; gives how many were on it. */
  unsave(ids: readonly number[], caller: Caller): Promise<number>
  saved(page: number, caller: Caller): Promise<SavedPage>
  /** The articles on a digest's cards, if the caller sees its channel. */
  articlesOfDigest(key: string, caller: Caller): Promise<DigestArticle[]>
  /** What was corrected in a message of ours that the caller sees, a card each; `key` names its delivery. */
  whatChanged(key: string, caller: Caller): Promise<ChangedCard[]>
  /** The moments that texts such as 昨日 or `3 days` mean in the caller's channel; null for one that means none before now. */
  sinceHere(typed: readonly string[], caller: Caller): Promise<(Since | null)[]>
  /** What the caller's channel was shown since a moment, one entry a story, the newest first. */
  catchUp(wanted: { at: number; page: number }, caller: Caller): Promise<CaughtUp>
  aboutMe(caller: Caller): Promise<AboutMe>
  /** All that is kept of the caller as JSON; titles only of what they may see where they are. */
  exportMe(caller: Caller): Promise<ExportedMe>
  /** Forgets the caller; their own digests end, those that they set up in servers go on. */
  forgetMe(caller: Caller): Promise<void>
  /** Posts an article's card in the channel where the caller is, with their name. */
  share(id: number, caller: Caller): Promise<Result<Shared, ShareProblem>>
  /** The articles that stand in a message of ours. */
  articlesOfMessage(messageId: string, caller: Caller): Promise<DigestArticle[]>
}
