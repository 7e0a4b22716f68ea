/** Discord's rate limits and quotas. */
import { LIMITS } from '../limits.ts'
import type { Rules } from '../rules/table.ts'
import { type Quota, SlidingWindow } from './sliding-window.ts'

/** Buckets with a limit of their own; the others have none here. */
export type BucketName = 'create-message' | 'edit-message'

type Bucket = { left: number; resetAt: number }

const BUCKETS: Record<BucketName, Quota> = {
  'create-message': LIMITS.messageBucket,
  'edit-message': LIMITS.messageBucket,
}

/**
 * Counts seconds by `pace`, the real time unless a test says otherwise, because clients wait in real time; quotas of hours
 * and days follow the world's clock.
 */
export class RateLimits {
  readonly #rules: Rules
  readonly #pace: () => number
  readonly #global: SlidingWindow
  readonly #buckets = new Map<string, Bucket>()
  readonly crossposts: SlidingWindow
  readonly crosspostEdits: SlidingWindow
  readonly oldEdits: SlidingWindow
  readonly commandCreates: SlidingWindow
  readonly newDirectMessages: SlidingWindow

  constructor(rules: Rules, { pace, now }: { pace: () => number; now: () => number }) {
    this.#rules = rules
    this.#pace = pace
    this.#global = new SlidingWindow(LIMITS.global, pace)
    this.crossposts = new SlidingWindow(LIMITS.crossposts, now)
    this.crosspostEdits = new SlidingWindow(LIMITS.crosspostEdits, now)
    this.oldEdits = new SlidingWindow(LIMITS.oldEdits, now)
    this.commandCreates = new SlidingWindow(LIMITS.dailyCreates, now)
    this.newDirectMessages = new SlidingWindow(LIMITS.newDirectMessages, pace)
  }

  /** Counts a request that came at a moment of `pace` against the bot's fifty in any second. */
  countGlobal(at: number): void {
    const ms = this.#global.take('', at)
    if (ms === 0) return
    this.#rules.delay('global-limit', {
      ms,
      scope: 'global',
      headers: { 'x-ratelimit-global': 'true' },
    })
  }

  /** Counts a request against its route's bucket and gives the headers that tell how many are left. */
  countBucket(name: BucketName, majorId: string): Record<string, string> {
    const { most, perMs } = BUCKETS[name]
    const now = this.#pace()
    const key = `${name} ${majorId}`
    const known = this.#buckets.get(key)
    const bucket = known && known.resetAt > now ? known : { left: most, resetAt: now + perMs }
    this.#buckets.set(key, bucket)
    const ms = bucket.resetAt - now
    const headers = this.#headers(name, { most, left: Math.max(0, bucket.left - 1), ms })
    if (bucket.left === 0) this.#rules.delay('message-bucket', { ms, headers })
    bucket.left = Math.max(0, bucket.left - 1)
    return headers
  }

  /** https://docs.discord.com/developers/topics/rate-limits#header-format */
  #headers(
    bucket: string,
    { most, left, ms }: { most: number; left: number; ms: number },
  ): Record<string, string> {
    if (!this.#rules.on('bucket-headers')) return {}
    return {
      'x-ratelimit-limit': String(most),
      'x-ratelimit-remaining': String(left),
      'x-ratelimit-reset': String((Date.now() + ms) / 1000),
      'x-ratelimit-reset-after': (ms / 1000).toFixed(3),
      'x-ratelimit-bucket': bucket,
    }
  }
}
