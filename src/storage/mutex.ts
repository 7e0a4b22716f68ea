/** One at a time, in the order of asking: SQLite has one writer, and a transaction of ours spans several awaits. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve()

  /** Runs `fn` when everybody who asked before has ended, however they ended. */
  run<T>(fn: () => Promise<T> | T): Promise<T> {
    const mine = this.#last.then(fn)
    this.#last = mine.catch(() => undefined)
    return mine
  }
}
