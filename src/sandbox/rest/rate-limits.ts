/** Discord's rate limits: five messages in five seconds a channel, fifty requests a second over all routes. */
import { ApiError } from '../api-error.ts'
import { LIMITS } from '../limits.ts'

type Bucket = { left: number; resetAt: number }

/** Counts in real time, whatever the world's clock does: clients wait in real time. */
export class RateLimits {
  readonly #now: () => number
  readonly #buckets = new Map<string, Bucket>()
  #second = { at: 0, count: 0 }

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** Counts a request against the bot's fifty a second; interaction routes do not count. */
  countGlobal(): void {
    const now = this.#now()
    if (now - this.#second.at >= 1000) this.#second = { at: now, count: 0 }
    this.#second.count += 1
    if (this.#second.count <= LIMITS.globalPerSecond) return
    const wait = (1000 - (now - this.#second.at)) / 1000
    throw limited(wait, { scope: 'global', headers: { 'x-ratelimit-global': 'true' } })
  }

  /** Counts a message to a channel and gives the headers that tell how many are left. */
  countMessage(channelId: string): Record<string, string> {
    const { size, perMs } = LIMITS.messageBucket
    const now = this.#now()
    const known = this.#buckets.get(channelId)
    const bucket = known && known.resetAt > now ? known : { left: size, resetAt: now + perMs }
    this.#buckets.set(channelId, bucket)
    const after = Math.max(0, bucket.resetAt - now) / 1000
    const headers = (left: number) => ({
      'x-ratelimit-limit': String(size),
      'x-ratelimit-remaining': String(left),
      'x-ratelimit-reset': String(Date.now() / 1000 + after),
      'x-ratelimit-reset-after': after.toFixed(3),
      'x-ratelimit-bucket': 'create-message',
    })
    if (bucket.left === 0) throw limited(after, { scope: 'user', headers: headers(0) })
    bucket.left -= 1
    return headers(bucket.left)
  }
}

/** https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit */
const limited = (
  seconds: number,
  { scope, headers }: { scope: 'user' | 'global'; headers: Record<string, string> },
) =>
  new ApiError(429, 0, 'You are being rate limited.', {
    headers: { ...headers, 'x-ratelimit-scope': scope, 'retry-after': String(Math.ceil(seconds)) },
    more: { retry_after: Number(seconds.toFixed(3)), global: scope === 'global' },
  })
