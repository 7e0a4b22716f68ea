/** When a feed is asked again. Pure. */
import { backoff } from '../lib/backoff.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Without hints. */
const USUAL = 30 * MINUTE
const SHORTEST = 15 * MINUTE
const LONGEST = 24 * HOUR
/** A tenth more or less, so that feeds do not stay in step. */
const JITTER = 0.1

export type PollOutcome = { ok: boolean; status?: number; headers?: Headers }

/** Gives the time of the next poll (epoch ms) and the number of failures in a row. */
export function afterPoll(
  { failures }: { failures: number },
  { ok, status, headers }: PollOutcome,
  { now, random }: { now: number; random: () => number },
): { dueAt: number; failures: number } {
  if (ok) {
    const wait = Math.max(SHORTEST, Math.min(LONGEST, Math.max(USUAL, freshFor(headers, now))))
    return { failures: 0, dueAt: now + Math.round(wait * (1 + JITTER * (2 * random() - 1))) }
  }
  const failed = failures + 1
  const wait = backoff(failed, { base: SHORTEST, cap: LONGEST, random })
  const asked = status === 429 || status === 503 ? retryAfter(headers, now) : 0
  return { failures: failed, dueAt: now + Math.min(LONGEST, Math.max(wait, asked)) }
}

/** How long the server calls its answer fresh, in ms. */
function freshFor(headers: Headers | undefined, now: number): number {
  const control = headers?.get('cache-control') ?? ''
  if (/no-cache|no-store/i.test(control)) return 0
  const age = /max-age\s*=\s*"?(\d{1,9})/i.exec(control)?.[1]
  if (age !== undefined) return Number(age) * 1000
  const expires = Date.parse(headers?.get('expires') ?? '')
  return Number.isNaN(expires) ? 0 : expires - now
}

function retryAfter(headers: Headers | undefined, now: number): number {
  const value = headers?.get('retry-after')?.trim() ?? ''
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? 0 : Math.max(0, date - now)
}
