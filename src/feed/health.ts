/** How a feed is, from what its polls and its articles tell. Pure. */
import type { Cause, Feed, FeedErrorKind } from '../model/feed.ts'

const DAY = 24 * 3_600_000

/** A feed is silent where nothing has come for this many times its usual gap, and for at least a fortnight. */
const SILENT_GAPS = 5
export const SILENT_LEAST = 14 * DAY

/** How often something comes is judged by the last month. */
const MONTH = 30 * DAY

export type Health =
  | { kind: 'well' }
  /** Not read yet. */
  | { kind: 'new' }
  | {
      kind: 'failing'
      error: FeedErrorKind
      status: number | null
      since: number
      failures: number
    }
  /** Taken down for good: it is not polled any more. */
  | { kind: 'stopped'; since: number }
  /** It answers, but nothing new has come for long; `gap` is the usual time between two articles, in ms. */
  | { kind: 'silent'; newestAt: number; gap: number }

/** Gives the usual time between two articles (the median), or null where there are too few to tell. Times in any order. */
export function usualGap(times: readonly number[]): number | null {
  const sorted = times.toSorted((a, b) => a - b)
  const gaps = sorted.slice(1).map((time, index) => time - (sorted[index] ?? time))
  if (gaps.length < 2) return null
  return gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? null
}

/** Gives how many articles come a day, by the last month or by as much of it as the feed is old. */
export function articlesADay(times: readonly number[], now: number): number {
  const lately = times.filter((time) => time > now - MONTH)
  if (lately.length === 0) return 0
  const isAll = lately.length === times.length
  const span = isAll ? now - Math.min(...lately) : MONTH
  return lately.length / Math.max(1, span / DAY)
}

type Polled = Pick<
  Feed,
  'failures' | 'error' | 'status' | 'failingSince' | 'succeededAt' | 'stoppedAt'
>

/** Gives how a feed is; `times` are those of its newest articles (epoch ms). */
export function healthOf(feed: Polled, times: readonly number[], now: number): Health {
  if (feed.stoppedAt !== null) return { kind: 'stopped', since: feed.stoppedAt }
  if (feed.error !== null) {
    const { error, status, failures } = feed
    return { kind: 'failing', error, status, since: feed.failingSince ?? now, failures }
  }
  if (feed.succeededAt === null) return { kind: 'new' }
  const gap = usualGap(times)
  const newestAt = times.length === 0 ? null : Math.max(...times)
  if (gap === null || newestAt === null) return { kind: 'well' }
  const isSilent = now - newestAt > Math.max(SILENT_LEAST, SILENT_GAPS * gap)
  return isSilent ? { kind: 'silent', newestAt, gap } : { kind: 'well' }
}

/** Failures are told when they have lasted a day: most are over by then. */
export const TOLD_AFTER = DAY
/** Feeds that broke down soon after another, of the same cause, are told of with it rather than a day later. */
export const TOLD_WITH_OTHERS_AFTER = 20 * 3_600_000

/** Gives why a feed fails, as it is told: HTTP errors that call for something else have a cause of their own. */
export function failureCause({
  error,
  status,
}: {
  error: FeedErrorKind
  status: number | null
}): Cause {
  if (error !== 'http-error') return error
  if (status === 404) return 'missing'
  return status === 429 || status === 503 ? 'busy' : error
}

/** Gives the cause that is to be told by now, or null. */
export function causeOf(health: Health, now: number): Cause | null {
  if (health.kind === 'stopped') return 'gone'
  if (health.kind === 'silent') return 'silent'
  if (health.kind !== 'failing') return null
  return now - health.since >= TOLD_AFTER ? failureCause(health) : null
}

export type News = {
  /** Feeds of which nothing was told yet, by cause. */
  trouble: Map<Cause, number[]>
  /** Feeds that were told of and are read again. */
  well: number[]
}

/**
 * Gives what there is to tell: each trouble once, and once that it is over. A feed whose cause changes while it fails is
 * not told of again.
 */
export function newsOf(
  feeds: readonly { id: number; health: Health; told: boolean }[],
  now: number,
): News {
  const untold = feeds.filter(({ told }) => !told)
  const ripe = new Set(untold.map(({ health }) => causeOf(health, now)))
  const soon = now + TOLD_AFTER - TOLD_WITH_OTHERS_AFTER
  const trouble: News['trouble'] = new Map()
  for (const { id, health } of untold) {
    const cause = causeOf(health, soon)
    if (cause !== null && ripe.has(cause)) trouble.set(cause, [...(trouble.get(cause) ?? []), id])
  }
  const well = feeds.filter(({ told, health }) => told && health.kind === 'well')
  return { trouble, well: well.map(({ id }) => id) }
}
