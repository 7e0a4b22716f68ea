/** The time, as a parameter: everything that asks for "now" or waits takes a Clock. */
export type Clock = {
  /** Epoch milliseconds. */
  now(): number
  /** Resolves after `ms` of this clock's time, or at once when `signal` aborts; never rejects. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const end = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', end)
        resolve()
      }
      const timer = setTimeout(end, ms)
      signal?.addEventListener('abort', end, { once: true })
    }),
}

type Waiter = { at: number; end: () => void }

/** A clock that stands still until it is moved: for the demo's "next morning", for rehearsals and tests. */
export class MovedClock implements Clock {
  #now: number
  readonly #waiters = new Set<Waiter>()

  constructor(now: number) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  wait(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted || ms <= 0) return resolve()
      const waiter: Waiter = {
        at: this.#now + ms,
        end: () => {
          this.#waiters.delete(waiter)
          signal?.removeEventListener('abort', waiter.end)
          resolve()
        },
      }
      this.#waiters.add(waiter)
      signal?.addEventListener('abort', waiter.end, { once: true })
    })
  }

  /** Moves to `now` (epoch ms) and wakes, in order of time, whoever waited for a moment up to it. */
  moveTo(now: number): void {
    this.#now = now
    for (const waiter of [...this.#waiters].sort((a, b) => a.at - b.at)) {
      if (waiter.at <= now) waiter.end()
    }
  }

  /** Moves forward by `ms`. */
  advance(ms: number): void {
    this.moveTo(this.#now + ms)
  }
}

/** A clock that runs at the usual speed from a given moment and can be moved forward. */
export class ShiftedClock implements Clock {
  #offset: number
  readonly #moved = new Set<() => void>()

  constructor(start: number) {
    this.#offset = start - Date.now()
  }

  now(): number {
    return Date.now() + this.#offset
  }

  async wait(ms: number, signal?: AbortSignal): Promise<void> {
    const end = this.now() + ms
    while (this.now() < end && !signal?.aborted) {
      const moved = new AbortController()
      const wake = () => moved.abort()
      this.#moved.add(wake)
      signal?.addEventListener('abort', wake, { once: true })
      await systemClock.wait(end - this.now(), moved.signal)
      signal?.removeEventListener('abort', wake)
      this.#moved.delete(wake)
    }
  }

  /** Moves forward to `now` (epoch ms) and wakes whoever waited for a moment up to it; never backwards. */
  moveTo(now: number): void {
    this.#offset += Math.max(0, now - this.now())
    for (const wake of [...this.#moved]) wake()
  }
}
