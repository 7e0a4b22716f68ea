/** What services need from outside: wired once in src/wiring. */
import type { Keyv } from 'keyv'
import type { Breaker } from '../delivery/breaker.ts'
import type {
  Crosspost,
  EditMessage,
  FindPost,
  OpenPost,
  OpenThread,
  ReadBack,
  SendMessage,
  StartThread,
} from '../delivery/send-message.ts'
import type { Fetch } from '../fetch/fetch.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { Result } from '../lib/result.ts'
import type { WriteCard } from '../llm/write-card.ts'
import type { Place } from '../model/place.ts'
import type { Found, Search, SearchFailure } from '../queries/search.ts'
import type { Db } from '../storage/db.ts'
import type { ReadAllowance } from '../worker/allows.ts'
import type { PrepareHolidays } from '../worker/holidays.ts'
import type { ReadFeedDocument } from '../worker/read-feed.ts'
import type { ReadPageDocument } from '../worker/read-page.ts'
import type { KeptPage, KeptRobots } from './kept.ts'

/** What reading articles' own pages needs. */
export type PageDeps = {
  /** What addresses said, by address; what may be lost. */
  answers: Keyv<KeptPage>
  /** robots.txt by origin; what may be lost. */
  robots: Keyv<KeptRobots>
  readPage: ReadPageDocument
  readAllowance: ReadAllowance
}

export type OpenDirect = (userId: string) => Promise<string | null>

export type Deps = {
  db: Db
  clock: Clock
  /** In [0, 1). */
  random: () => number
  fetch: Fetch
  readFeed: ReadFeedDocument
  log: Logger
  /** Names this process in leases. */
  owner: string
  /** Names this bot's store in nonces; the same for the life of the store. */
  instance: string
  /** Gives the channel of somebody's direct messages; null where they take none or Discord cannot be asked. */
  openDirect: OpenDirect
  /** Searches the archive; absent where this may be done in its place, which holds everybody up. */
  searchArchive?: (asked: Search) => Promise<Result<Found, SearchFailure>>
  /** Searches behind "next page" buttons; what may be lost. */
  searches: Keyv
  /** What sites' pages said of their feeds, and choices that wait for an answer; what may be lost. */
  discoveries: Keyv
  /** What a channel is; null where the bot does not know it, absent where nobody can be asked. */
  placeOf?: (channelId: string) => Place | null | Promise<Place | null>
  /** Absent where holidays may be computed in their place, which holds everybody up. */
  prepareHolidays?: PrepareHolidays
  /** Absent where articles' own pages are not fetched. */
  pages?: PageDeps
  /** Absent where no model is configured. */
  writeCard?: WriteCard
}

/** What delivering needs beside. */
export type DeliverDeps = Pick<Deps, 'db' | 'clock' | 'random' | 'log' | 'owner' | 'instance'> & {
  send: SendMessage
  /** Says when a server that refuses everything is to rest. */
  breaker: Breaker
  /** Whether nothing may be sent for now; absent where nothing holds it back. */
  isHeld?: () => boolean
  readBack: ReadBack
  openPost: OpenPost
  findPost: FindPost
  /** What a channel is; null where the bot does not know it. */
  placeOf: (channelId: string) => Place | null | Promise<Place | null>
  /** Whether nothing is known of a channel for now: its server was out of order when the bot came; absent where it can be asked. */
  isOut?: (place: { guildId: string; channelId: string }) => boolean
  /** Resolves when the next request may go out: at most 40 a second over all routes. */
  pace: () => Promise<void>
}

/** What following up a message that was posted needs. */
export type FollowUpDeps = Pick<Deps, 'db' | 'clock' | 'random' | 'log' | 'owner' | 'writeCard'> & {
  startThread: StartThread
  crosspost: Crosspost
  editMessage: EditMessage
  openThread: OpenThread
  pace: () => Promise<void>
}
