/** How often sessions may be started: a thousand times a day, and so many in five seconds. */
import type { Clock } from '../../lib/clock.ts'
import { GATEWAY } from './limits.ts'

export type StartLimit = {
  total: number
  remaining: number
  reset_after: number
  max_concurrency: number
}

/** https://docs.discord.com/developers/events/gateway#session-start-limit-object */
export class Identifies {
  readonly #clock: Clock
  readonly #wire: Clock
  readonly #concurrency: number
  readonly #window: number
  #day = { from: 0, used: 0 }
  readonly #recent = new Map<number, number[]>()

  /**
   * @param clock counts the day
   * @param wire counts the seconds that a client waits between two identifies
   */
  constructor(
    { clock, wire }: { clock: Clock; wire: Clock },
    {
      concurrency = GATEWAY.maxConcurrency,
      window = GATEWAY.identifyWindow,
    }: { concurrency?: number | undefined; window?: number | undefined } = {},
  ) {
    this.#clock = clock
    this.#wire = wire
    this.#concurrency = concurrency
    this.#window = window
  }

  /** Counts one call; `used-up`: it was one too many for the day, `too-fast`: for five seconds. */
  count(shard: number): 'good' | 'too-fast' | 'used-up' {
    const day = this.#used(1)
    if (day.used > GATEWAY.identifiesADay) return 'used-up'
    const key = shard % this.#concurrency
    const now = this.#wire.now()
    const recent = (this.#recent.get(key) ?? []).filter((at) => now - at < this.#window)
    if (recent.length > 0) return 'too-fast'
    this.#recent.set(key, [...recent, now])
    return 'good'
  }

  /** Uses up calls of today, as if sessions had been started. */
  use(calls: number): void {
    this.#used(calls)
  }

  /** What /gateway/bot says. */
  limit(): StartLimit {
    const day = this.#today()
    return {
      total: GATEWAY.identifiesADay,
      remaining: Math.max(0, GATEWAY.identifiesADay - day.used),
      reset_after: day.used === 0 ? 0 : day.from + GATEWAY.dayMs - this.#clock.now(),
      max_concurrency: this.#concurrency,
    }
  }

  #used(calls: number): { from: number; used: number } {
    const day = this.#today()
    if (day.used === 0) day.from = this.#clock.now()
    day.used += calls
    return day
  }

  /** A day begins with its first call. */
  #today(): { from: number; used: number } {
    if (this.#clock.now() - this.#day.from >= GATEWAY.dayMs) this.#day = { from: 0, used: 0 }
    return this.#day
  }
}
