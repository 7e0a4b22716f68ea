/**
 * Polls the feeds that are due.
 *
 *   claim (as many of a host as its turn allows) ─→ fetch (conditional) ─→ read (parse, article routes) ─→ one transaction:
 *   articles + versions + index rows + the feed's HTTP state, its health and next poll
 *
 * Each poll goes its own way: a slow server holds up nobody but itself.
 */
import { hostOf } from '../feed/address.ts'
import { claimFeeds, holdHost, readersOf, releaseFeed } from '../feed/claim-feeds.ts'
import {
  type FeedUpdate,
  moveFeed,
  type PolledFeed,
  pullForward,
  saveFeed,
} from '../feed/feed-table.ts'
import { afterRedirect } from '../feed/moved.ts'
import { afterPoll, retryAfter } from '../feed/next-poll.ts'
import type { Result } from '../lib/result.ts'
import type { Tx } from '../storage/db.ts'
import { askFeed, type FeedAnswer, type PollFailure } from './ask-feed.ts'
import type { Deps } from './deps.ts'
import { storeRead } from './store-read.ts'
import { type Enriching, enrichingOf } from './want.ts'

/** Feeds are asked this long before a digest that reads them. */
const BEFORE_SLOT_MS = 3 * 60_000
const ASKED_LATELY_MS = 5 * 60_000
/** A fetch ends within 30 s and reading within seconds: a lease that is over means a dead process. */
const LEASE_MS = 120_000
const FEEDS_AT_ONCE = 64
/** Looking for work costs more than one feed is worth. */
const LEAST_ROOM = 16
/** Feeds of digests that come soon are looked for at this interval. */
const LOOK_AHEAD_MS = 15_000
/** What one address of a shared host is told (429) holds for all of them, but not for longer. */
const LONGEST_HOLD_MS = 15 * 60_000

type Outcome = Result<FeedAnswer, PollFailure>

/** Gives when the feed is polled next, from what its server and its document ask. */
function nextOf(feed: PolledFeed, outcome: Outcome, at: { now: number; random: () => number }) {
  const { headers, status } = outcome.ok
    ? { headers: outcome.value.headers, status: undefined }
    : outcome.error
  const hints = outcome.ok && outcome.value.kind === 'read' ? outcome.value.hints : undefined
  return afterPoll(
    feed,
    {
      ok: outcome.ok,
      ...(status === undefined ? {} : { status }),
      ...(headers === undefined ? {} : { headers }),
      ...(hints === undefined ? {} : { hints }),
    },
    at,
  )
}

/** What a failure says of the feed; what was known of its content stays as it is. */
const failureState = (feed: PolledFeed, error: PollFailure, now: number) => ({
  error: error.kind,
  status: error.status ?? null,
  failing_since: feed.failingSince ?? now,
  stopped_at: error.kind === 'gone' ? now : null,
  moved_to: null,
  moved_seen: 0,
})

const successState = (now: number) => ({
  error: null,
  status: null,
  failing_since: null,
  stopped_at: null,
  succeeded_at: now,
})

const validatorsOf = (headers: Headers) => ({
  etag: headers.get('etag'),
  last_modified: headers.get('last-modified'),
})

/** A 304 need not repeat what was said with the document; a 200 says it anew. */
function contentState(answer: FeedAnswer): Partial<FeedUpdate> {
  if (answer.kind === 'read') {
    const { title, link, lang, adult } = answer.feed
    const about = { title, link, lang, adult: adult ? 1 : 0 }
    return { ...about, body_hash: answer.bodyHash, ...validatorsOf(answer.headers) }
  }
  if (answer.status === 200) return validatorsOf(answer.headers)
  const given = Object.entries(validatorsOf(answer.headers)).filter(([, value]) => value !== null)
  return Object.fromEntries(given)
}

export type StoreSetting = { now: number; random: () => number; enriching: Enriching }

/** Writes a poll's outcome: the articles and the feed's own state, in the given transaction. Gives how many are new. */
export async function storePoll(
  tx: Tx,
  { feed, outcome, now, random, enriching }: { feed: PolledFeed; outcome: Outcome } & StoreSetting,
): Promise<number> {
  const next = nextOf(feed, outcome, { now, random })
  const set = {
    failures: next.failures,
    due_at: next.dueAt,
    fresh_until: next.freshUntil,
    hints: JSON.stringify(next.hints),
    polled_at: now,
  }
  if (!outcome.ok) {
    await saveFeed(tx, feed, { ...set, ...failureState(feed, outcome.error, now) })
    // A 429 counts requests, and mostly those to the whole host; a 503 may be one feed's alone.
    const isCounted = outcome.error.status === 429
    const away = isCounted ? Math.min(LONGEST_HOLD_MS, retryAfter(outcome.error, now)) : 0
    if (away > 0) await holdHost(tx, hostOf(feed.url), now + away)
    return 0
  }
  const { move, movedTo, movedSeen } = afterRedirect(feed, outcome.value.movedTo)
  const ours = await saveFeed(tx, feed, {
    ...set,
    ...successState(now),
    ...contentState(outcome.value),
    moved_to: movedTo,
    moved_seen: movedSeen,
  })
  if (!ours) return 0
  if (move !== null) await moveFeed(tx, feed, { url: move, now })
  if (outcome.value.kind !== 'read') return 0
  const { articles } = outcome.value.feed
  return storeRead(tx, { feedId: feed.id, articles, now, enriching })
}

async function pollOne(
  deps: Deps,
  feed: PolledFeed,
  { subscribers, signal }: { subscribers: number; signal: AbortSignal },
): Promise<void> {
  const outcome = await askFeed(deps, feed.url, feed, { subscribers, signal })
  const now = deps.clock.now()
  if (signal.aborted && !outcome.ok) {
    await deps.db.tx((tx) => releaseFeed(tx, feed, now))
    return
  }
  const setting = { now, random: deps.random, enriching: enrichingOf(deps) }
  const added = await deps.db.tx((tx) => storePoll(tx, { feed, outcome, ...setting }))
  const about = { feed: feed.id, added }
  if (outcome.ok) deps.log.debug(about, 'feed polled')
  else deps.log.info({ ...about, error: outcome.error.kind }, 'feed not read')
}

export type Poller = {
  /** Whether a poll is under way. */
  isBusy(): boolean
  /** Starts polls of due feeds as soon as there is room for one; gives how many were started, 0 when none is due. */
  run(): Promise<number>
  /** Resolves when no poll is under way. */
  settled(): Promise<void>
  /** Breaks off what is under way and gives it back; resolves when that is done. */
  stop(): Promise<void>
}

async function claimDue(deps: Deps, { limit, looksAhead }: { limit: number; looksAhead: boolean }) {
  const now = deps.clock.now()
  return deps.db.tx(async (tx) => {
    if (looksAhead) {
      const slotBefore = now + BEFORE_SLOT_MS
      await pullForward(tx, { now, slotBefore, askedBefore: now - ASKED_LATELY_MS })
    }
    const lease = { now, leaseUntil: now + LEASE_MS, owner: deps.owner, limit }
    const feeds = await claimFeeds(tx, lease)
    return {
      feeds,
      readers: await readersOf(
        tx,
        feeds.map(({ id }) => id),
      ),
    }
  })
}

/** Gives what polls, with up to `atOnce` feeds under way. */
export function createPoller(deps: Deps, { atOnce = FEEDS_AT_ONCE } = {}): Poller {
  const underWay = new Set<Promise<void>>()
  const stopping = new AbortController()
  let lookedAhead = Number.NEGATIVE_INFINITY
  const start = (feed: PolledFeed, subscribers: number) => {
    const poll = pollOne(deps, feed, { subscribers, signal: stopping.signal })
      .catch((error: unknown) =>
        deps.log.error(
          { feed: feed.id, err: error },
          'poll failed; it is tried again after its lease',
        ),
      )
      .finally(() => underWay.delete(poll))
    underWay.add(poll)
  }
  const settled = async () => {
    await Promise.all(underWay)
  }
  return {
    isBusy: () => underWay.size > 0,
    run: async () => {
      while (underWay.size > atOnce - LEAST_ROOM) await Promise.race(underWay)
      const looksAhead = deps.clock.now() - lookedAhead >= LOOK_AHEAD_MS
      if (looksAhead) lookedAhead = deps.clock.now()
      const limit = atOnce - underWay.size
      const { feeds, readers } = await claimDue(deps, { limit, looksAhead })
      for (const feed of feeds) start(feed, readers.get(feed.id) ?? 0)
      return feeds.length
    },
    settled,
    stop: async () => {
      stopping.abort()
      await settled()
    },
  }
}

/** Polls a batch of due feeds to its end; gives how many there were, 0 when none is due. */
export async function pollDue(deps: Deps): Promise<number> {
  const poller = createPoller(deps)
  const count = await poller.run()
  await poller.settled()
  return count
}
