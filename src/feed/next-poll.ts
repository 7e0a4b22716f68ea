/** When a feed is asked again: as late as its server and its document ask, within reason. Pure. */
import { backoff } from '../lib/backoff.ts'
import { NO_HINTS, type PollHints } from './hints.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Without hints. */
const USUAL = 30 * MINUTE
const SHORTEST = 15 * MINUTE
const LONGEST = 24 * HOUR
/** Up to a tenth later, never earlier than was asked, so that feeds do not stay in step. */
const JITTER = 0.1

export type PollOutcome = {
  ok: boolean
  status?: number
  headers?: Headers
  /** What the document asks, where one was read. */
  hints?: PollHints
}

export type NextPoll = {
  dueAt: number
  /** In a row. */
  failures: number
  /** Until then the server wants to be left alone; a digest that is due does not change that. */
  freshUntil: number
  hints: PollHints
}

type Known = { failures: number; hints?: PollHints }

/** Gives the time of the next poll (epoch ms), the failures in a row, and what is to be remembered of the hints. */
export function afterPoll(
  known: Known,
  outcome: PollOutcome,
  { now, random }: { now: number; random: () => number },
): NextPoll {
  return outcome.ok
    ? afterSuccess(known, outcome, { now, random })
    : afterFailure(known, outcome, { now, random })
}

function afterSuccess(
  known: Known,
  { headers, hints: read }: PollOutcome,
  { now, random }: { now: number; random: () => number },
): NextPoll {
  const before = known.hints ?? NO_HINTS
  // A 304 without a word on freshness leaves what was said with the document.
  const fresh = freshFor(headers, now) ?? (read ? null : before.fresh)
  const hints = { ...(read ?? before), fresh }
  const asked = Math.min(LONGEST, Math.max(hints.every ?? 0, fresh ?? 0))
  const wait = Math.max(SHORTEST, Math.min(LONGEST, Math.max(hints.every ?? USUAL, fresh ?? 0)))
  const later = Math.min(LONGEST, wait * (1 + JITTER * random()))
  return {
    failures: 0,
    dueAt: outsideSkipped(now + Math.round(later), hints, now),
    freshUntil: outsideSkipped(now + asked, hints, now),
    hints,
  }
}

function afterFailure(
  { failures, hints = NO_HINTS }: Known,
  { status, headers }: PollOutcome,
  { now, random }: { now: number; random: () => number },
): NextPoll {
  const failed = failures + 1
  const wait = backoff(failed, { base: USUAL, cap: LONGEST, random })
  const asked = Math.min(LONGEST, retryAfter({ status, headers }, now))
  // Not the same moment for everyone who was sent away.
  const later = Math.min(LONGEST, asked * (1 + JITTER * random()))
  return {
    failures: failed,
    dueAt: now + Math.round(Math.max(wait, later)),
    freshUntil: now + asked,
    hints,
  }
}

/** Gives the first moment from `at` that is in no skipped hour and day, at most a day from now. */
function outsideSkipped(at: number, { skipHours, skipDays }: PollHints, now: number): number {
  let time = at
  while (time < now + LONGEST) {
    const date = new Date(time)
    if (!skipHours.includes(date.getUTCHours()) && !skipDays.includes(date.getUTCDay())) return time
    time = (Math.floor(time / HOUR) + 1) * HOUR
  }
  return Math.max(at, now + LONGEST)
}

/** How long the server calls its answer fresh, in ms; null where it does not say. */
function freshFor(headers: Headers | undefined, now: number): number | null {
  const control = headers?.get('cache-control') ?? ''
  if (/no-cache|no-store/i.test(control)) return 0
  const maxAge = /max-age\s*=\s*"?(\d{1,9})/i.exec(control)?.[1]
  if (maxAge !== undefined) return Math.max(0, Number(maxAge) - ageOf(headers)) * 1000
  const expires = headers?.get('expires')
  if (expires == null) return null
  const until = Date.parse(expires)
  return Number.isNaN(until) ? 0 : Math.max(0, until - now)
}

/** Seconds for which the answer already lay in a cache on the way. */
const ageOf = (headers: Headers | undefined): number =>
  Number(/^\d{1,9}$/.exec(headers?.get('age')?.trim() ?? '')?.[0] ?? 0)

/** Gives for how long (ms) a server that sends readers away (429, 503) wants them to stay away; 0 where it does not say. */
export function retryAfter(
  { status, headers }: { status?: number | undefined; headers?: Headers | undefined },
  now: number,
): number {
  if (status !== 429 && status !== 503) return 0
  const value = headers?.get('retry-after')?.trim() ?? ''
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? 0 : Math.max(0, date - now)
}
