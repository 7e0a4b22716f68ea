/** So many in any stretch of so long, for each key. */

export type Quota = { most: number; perMs: number }

export class SlidingWindow {
  readonly #quota: Quota
  readonly #now: () => number
  readonly #taken = new Map<string, number[]>()

  constructor(quota: Quota, now: () => number) {
    this.#quota = quota
    this.#now = now
  }

  /** Counts one, if there is room: gives 0, or the milliseconds until there is. What is refused does not count. */
  take(key = '', at = this.#now()): number {
    const wait = this.wait(key, at)
    if (wait === 0) this.#within(key, at).push(at)
    return wait
  }

  /** Gives the milliseconds until there is room. */
  wait(key = '', at = this.#now()): number {
    const within = this.#within(key, at)
    const first = within[within.length - this.#quota.most]
    return first === undefined ? 0 : first + this.#quota.perMs - at
  }

  #within(key: string, at: number): number[] {
    const taken = this.#taken.get(key) ?? []
    this.#taken.set(key, taken)
    const first = taken.findIndex((one) => one > at - this.#quota.perMs)
    taken.splice(0, first < 0 ? taken.length : first)
    return taken
  }
}
