/** A channel's order for a digest. */
import type { Filters } from './filters.ts'
import type { ContainerKind } from './place.ts'

/** Hours in which nothing is posted: minutes after midnight, over midnight where `from` is the later one. */
export type Quiet = { from: number; to: number }

export type Schedule = {
  /** Minutes after midnight in the zone; without meaning where articles are posted as they come. */
  minute: number
  /** The days of the week that it runs on: 1 = Monday … 7. */
  days: readonly number[]
  zone: string
  /** The country (ISO 3166-1) on whose public holidays it does not run; none where it is null or absent. */
  holidays?: string | null
  /** Articles are posted as they come, but not in quiet hours; once a day where it is null or absent. */
  instant?: { quiet: Quiet | null } | null
}

/** What somebody did to a subscription. */
export type ChangeKind =
  | 'edit'
  | 'move'
  | 'filters'
  | 'feeds'
  | 'pause'
  | 'resume'
  | 'end'
  | 'restore'

export type Change = {
  by: string
  /** Epoch ms. */
  at: number
  how: ChangeKind
}

export type SubscriptionState = 'active' | 'paused' | 'ended'

/** Who or what paused it: a moderator, or Discord's refusal of a digest. */
export type PauseReason =
  | 'moderator'
  /** Its person takes no direct messages. */
  | 'direct-closed'
  | 'no-access'
  | 'no-permission'
  | 'channel-gone'
  | 'wrong-channel'
  /** A forum that takes no post without a tag has none that is ours to set. */
  | 'needs-tag'
  /** The bot was taken out of its server. */
  | 'removed'

/** How many articles a digest shows as cards. */
export type CardCount = 3 | 5 | 8

export type Subscription = {
  id: number
  /** Its server, or the personal space that it belongs to (`src/model/space.ts`). */
  guildId: string
  channelId: string
  name: string
  schedule: Schedule
  locale: Locale
  count: CardCount
  roleId: string | null
  silent: boolean
  /** What is made for each digest; null where its message stands in the channel alone. */
  container: ContainerKind | null
  /** Whether an announcement channel's followers get it too. */
  publish: boolean
  filters: Filters
  /** Articles up to this arrival number have had their digest. */
  seenSeq: number
  /** False until its first digest (and after a pause): the next window is a first window. */
  firstDone: boolean
  /** The newest arrival number when it was set up: what came before was there already. */
  startSeq: number
  /** Epoch ms of the next slot; where articles are posted as they come, since when one waits, or `NOTHING_WAITS`. */
  slotAt: number
  version: number
  setBy: string
  /** Epoch ms. */
  setAt: number
  /** What a person changed last; null where nobody has changed anything. */
  changed: Change | null
  state: SubscriptionState
  /** Kept while it is ended, so that taking an unsubscribe back does not wake a paused digest. */
  pausedFor: PauseReason | null
  attempt: number
}

/** A language that the bot speaks. */
export type Locale = 'ja' | 'en'
