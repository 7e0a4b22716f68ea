/** Leaves a failing service alone for a while, then tries it with one call. */
import { backoff } from '../lib/backoff.ts'
import type { Clock } from '../lib/clock.ts'

export type BreakerOptions = {
  clock: Clock
  /** In [0, 1). */
  random: () => number
  /** Failures in a row that open it. */
  failures: number
  /** First time open, in ms; doubled with each failed trial up to `cap`. */
  base: number
  cap: number
}

export class Breaker {
  readonly #options: BreakerOptions
  #failed = 0
  #openUntil: number | null = null
  #isTrying = false

  constructor(options: BreakerOptions) {
    this.#options = options
  }

  /** Says whether a call may go out now; once its time open is over, one call at a time. Whoever got true reports. */
  mayTry(): boolean {
    if (this.#openUntil === null) return true
    if (this.#isTrying || this.#options.clock.now() < this.#openUntil) return false
    this.#isTrying = true
    return true
  }

  succeeded(): void {
    this.#failed = 0
    this.#openUntil = null
    this.#isTrying = false
  }

  /** A call ended without telling anything about the service. */
  gaveUp(): void {
    this.#isTrying = false
  }

  /** Gives until when it is open (epoch ms), or null where it stays closed. `waitMs`: what the service asks for. */
  failed(waitMs = 0): number | null {
    const { clock, random, failures, base, cap } = this.#options
    this.#isTrying = false
    this.#failed += 1
    const tooMany = this.#failed - failures
    const own = tooMany < 0 ? 0 : backoff(tooMany + 1, { base, cap, random })
    const wait = Math.max(own, Math.min(waitMs, cap))
    if (wait > 0) this.#openUntil = Math.max(this.#openUntil ?? 0, clock.now() + wait)
    return this.#openUntil
  }
}
