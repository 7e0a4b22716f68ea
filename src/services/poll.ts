/**
 * Polls the feeds that are due.
 *
 *   claim ─→ fetch (conditional) ─→ read (parse, article routes) ─→ one transaction: articles + versions + index rows +
 *   the feed's HTTP state and next poll
 */
import { createHash } from 'node:crypto'
import { storeArticles } from '../archive/article-table.ts'
import { claimFeeds, type FeedUpdate, pullForward, saveFeed } from '../feed/feed-table.ts'
import { afterPoll } from '../feed/next-poll.ts'
import type { Fetched } from '../fetch/fetch.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { Feed, FeedError } from '../model/feed.ts'
import type { Tx } from '../storage/db.ts'
import type { ReadFeed } from '../worker/read-feed.ts'
import type { Deps } from './deps.ts'

/** Feeds are asked this long before a digest that reads them. */
const BEFORE_SLOT_MS = 3 * 60_000
const ASKED_LATELY_MS = 5 * 60_000
/** A fetch ends within 30 s and reading within seconds: a lease that is over means a dead process. */
const LEASE_MS = 120_000
const FEEDS_AT_ONCE = 8

export type FeedAnswer =
  | { kind: 'unchanged'; headers: Headers }
  | { kind: 'read'; headers: Headers; bodyHash: string; feed: ReadFeed }

export type PollFailure = FeedError & { headers?: Headers }

/** Asks a feed's server, conditionally where it was asked before, and reads what came. */
export async function askFeed(
  { fetch, readFeed }: Pick<Deps, 'fetch' | 'readFeed'>,
  url: string,
  known: Pick<Feed, 'etag' | 'lastModified' | 'bodyHash'> | null,
): Promise<Result<FeedAnswer, PollFailure>> {
  const headers: Record<string, string> = {
    ...(known?.etag ? { 'if-none-match': known.etag } : {}),
    ...(known?.lastModified ? { 'if-modified-since': known.lastModified } : {}),
  }
  const fetched = await fetch(url, { headers })
  if (!fetched.ok) return fetched
  const answer = fetched.value
  if (answer.status === 304) return ok({ kind: 'unchanged', headers: answer.headers })
  if (answer.status !== 200) {
    return fail({
      kind: 'http-error',
      message: `HTTP ${answer.status}`,
      status: answer.status,
      headers: answer.headers,
    })
  }
  return readAnswer(answer, known, readFeed)
}

async function readAnswer(
  answer: Fetched,
  known: Pick<Feed, 'bodyHash'> | null,
  readFeed: Deps['readFeed'],
): Promise<Result<FeedAnswer, PollFailure>> {
  const bodyHash = createHash('sha256').update(answer.body).digest('base64url')
  if (known?.bodyHash === bodyHash) return ok({ kind: 'unchanged', headers: answer.headers })
  const contentType = answer.headers.get('content-type')
  const read = await readFeed(answer.body, {
    url: answer.url,
    ...(contentType === null ? {} : { contentType }),
  })
  if (!read.ok) return read
  return ok({ kind: 'read', headers: answer.headers, bodyHash, feed: read.value })
}

/** Writes a poll's outcome: the articles and the feed's own state, in the given transaction. Gives how many are new. */
export async function storePoll(
  tx: Tx,
  {
    feed,
    outcome,
    now,
    random,
  }: {
    feed: Feed
    outcome: Result<FeedAnswer, PollFailure>
    now: number
    random: () => number
  },
): Promise<number> {
  const headers = outcome.ok ? outcome.value.headers : outcome.error.headers
  const next = afterPoll(
    { failures: feed.failures },
    {
      ok: outcome.ok,
      ...(outcome.ok || outcome.error.status === undefined ? {} : { status: outcome.error.status }),
      ...(headers === undefined ? {} : { headers }),
    },
    { now, random },
  )
  const update: FeedUpdate = {
    failures: next.failures,
    due_at: next.dueAt,
    polled_at: now,
    error: outcome.ok ? null : outcome.error.kind,
    ...(outcome.ok ? { succeeded_at: now } : {}),
    ...(outcome.ok && outcome.value.kind === 'read' ? contentState(outcome.value) : {}),
  }
  const ours = await saveFeed(tx, feed, update)
  if (!ours || !outcome.ok || outcome.value.kind !== 'read') return 0
  return (await storeArticles(tx, { feedId: feed.id, articles: outcome.value.feed.articles, now }))
    .added.length
}

const contentState = (answer: Extract<FeedAnswer, { kind: 'read' }>) => ({
  title: answer.feed.title,
  link: answer.feed.link,
  lang: answer.feed.lang,
  etag: answer.headers.get('etag'),
  last_modified: answer.headers.get('last-modified'),
  body_hash: answer.bodyHash,
})

async function pollOne(deps: Deps, feed: Feed): Promise<void> {
  const outcome = await askFeed(deps, feed.url, feed)
  const now = deps.clock.now()
  const added = await deps.db.tx((tx) => storePoll(tx, { feed, outcome, now, random: deps.random }))
  const about = { feed: feed.id, added }
  if (outcome.ok) deps.log.debug(about, 'feed polled')
  else deps.log.info({ ...about, error: outcome.error.kind }, 'feed not read')
}

/** Polls up to eight due feeds at once; gives how many were claimed, 0 when none is due. */
export async function pollDue(deps: Deps): Promise<number> {
  const now = deps.clock.now()
  const feeds = await deps.db.tx(async (tx) => {
    await pullForward(tx, {
      now,
      slotBefore: now + BEFORE_SLOT_MS,
      askedBefore: now - ASKED_LATELY_MS,
    })
    return claimFeeds(tx, {
      now,
      leaseUntil: now + LEASE_MS,
      owner: deps.owner,
      limit: FEEDS_AT_ONCE,
    })
  })
  await Promise.all(
    feeds.map((feed) =>
      pollOne(deps, feed).catch((error: unknown) =>
        deps.log.error(
          { feed: feed.id, err: error },
          'poll failed; it is tried again after its lease',
        ),
      ),
    ),
  )
  return feeds.length
}
