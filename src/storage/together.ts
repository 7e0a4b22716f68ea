/** Small transactions that reach the disk together: each commit waits for it, and so does everything else in this process. */
import type { Db, Tx } from './db.ts'

/** Company that was expected and does not come is waited for so long, in real time. */
const COMPANY_MS = 50

type Waiting = { run: (tx: Tx) => Promise<unknown>; give: PromiseWithResolvers<unknown> }

export class Together {
  readonly #db: Db
  #waiting: Waiting[] = []
  readonly #isCompanyExpected: () => boolean
  #timer: NodeJS.Timeout | undefined

  /** `isCompanyExpected` says whether another one is about to come: without, nothing waits. */
  constructor(db: Db, isCompanyExpected: () => boolean) {
    this.#db = db
    this.#isCompanyExpected = isCompanyExpected
  }

  /** Runs `fn` as a transaction at once, and with it those that wait. */
  async now<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    const [given] = await Promise.all([this.#add(fn), this.#commit()])
    return given
  }

  /**
   * Runs `fn` as a transaction with the next one that is expected, in a moment at the latest. It may be run a second time where
   * its first was undone.
   */
  soon<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    if (!this.#isCompanyExpected()) return this.now(fn)
    const given = this.#add(fn)
    this.#timer ??= setTimeout(() => void this.#commit(), COMPANY_MS)
    return given
  }

  #add<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    const give = Promise.withResolvers<unknown>()
    this.#waiting.push({ run: fn, give })
    return give.promise as Promise<T>
  }

  async #commit(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const all = this.#waiting
    this.#waiting = []
    if (await this.#asOne(all)) return
    // Whose fault it was is not known: each for itself.
    for (const { run, give } of all) {
      await this.#db.tx(run).then(give.resolve, give.reject)
    }
  }

  /** Gives whether they were committed; a single one is told why not. */
  async #asOne(all: readonly Waiting[]): Promise<boolean> {
    try {
      const results = await this.#db.tx(async (tx) => {
        const own: unknown[] = []
        for (const { run } of all) own.push(await run(tx))
        return own
      })
      for (const [index, { give }] of all.entries()) give.resolve(results[index])
      return true
    } catch (error) {
      if (all.length > 1) return false
      for (const { give } of all) give.reject(error)
      return true
    }
  }
}
