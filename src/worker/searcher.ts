/**
 * Searches in a thread of its own, so that nobody else waits for it: in a large archive a search for common words computes for
 * tens of milliseconds. The thread begins with the first search; one that breaks is replaced at the next.
 */
import { Worker } from 'node:worker_threads'
import type { Result } from '../lib/result.ts'
import type { Found, Search, SearchFailure } from '../queries/search.ts'
import { environment } from './threads.ts'

type Answer = Result<Found, SearchFailure>
type Settle = { resolve(answer: Answer): void; reject(error: Error): void }

export type Searcher = {
  /** As `search`, in the thread; rejects where the thread ended or the store could not be read. */
  search(asked: Search): Promise<Answer>
  /** Ends the thread; what it looks for is given up. */
  close(): Promise<void>
}

class SearchThread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Settle>()
  readonly #onEnd: () => void
  #next = 0

  constructor(path: string, onEnd: () => void) {
    this.#onEnd = onEnd
    this.#worker = new Worker(new URL('./search-thread.ts', import.meta.url), {
      env: environment(),
      execArgv: [],
      workerData: path,
    })
    this.#worker.on('message', (message: { id: number; answer?: Answer; problem?: string }) =>
      this.#settle(message),
    )
    this.#worker.on('error', (error) => this.#end(error))
    this.#worker.on('exit', () => this.#end(new Error('the search thread has ended')))
    // A thread at rest keeps no process alive.
    this.#worker.unref()
  }

  search(asked: Search): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const id = this.#next
    this.#next += 1
    this.#waiting.set(id, { resolve, reject })
    this.#worker.ref()
    this.#worker.postMessage({ id, asked })
    return promise
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  #settle({ id, answer, problem }: { id: number; answer?: Answer; problem?: string }): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (this.#waiting.size === 0) this.#worker.unref()
    if (answer === undefined) waiting?.reject(new Error(`the search failed: ${problem}`))
    else waiting?.resolve(answer)
  }

  #end(error: unknown): void {
    this.#onEnd()
    for (const { reject } of this.#waiting.values()) {
      reject(error instanceof Error ? error : new Error(String(error)))
    }
    this.#waiting.clear()
  }
}

/** Gives a searcher of a store's file. */
export function createSearcher(path: string): Searcher {
  let thread: SearchThread | null = null
  return {
    search(asked) {
      const own =
        thread ??
        new SearchThread(path, () => {
          if (thread === own) thread = null
        })
      thread = own
      return own.search(asked)
    },
    close: async () => thread?.close(),
  }
}
