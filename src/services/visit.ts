/** One turn of a host: one request may be sent in it, whatever that is. */
export class Visit {
  readonly signal: AbortSignal
  #isSpent = false

  constructor(signal: AbortSignal) {
    this.signal = signal
  }

  /** Gives whether the turn's request is still to be had, and takes it. */
  take(): boolean {
    if (this.#isSpent) return false
    this.#isSpent = true
    return true
  }
}
