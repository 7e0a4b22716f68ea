/**
 * Reads feed documents and pages in threads of their own: a hostile document can be slow or large without the bot noticing. A
 * thread that misses its deadline or outgrows its memory is ended and another takes its place.
 */
import { getCompileCacheDir } from 'node:module'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { fail, ok, type Result } from '../lib/result.ts'
import type { FeedError, ParsedFeed } from '../model/feed.ts'
import type { Allowance } from './allows.ts'
import { type Answer, LISTS, type Order, type Task, unpacked } from './hand-over.ts'
import type { ReadFeed } from './read-feed.ts'
import type { ReadPage } from './read-page.ts'

/** The largest sound feed that was measured takes a tenth of it. */
const DEADLINE_MS = 5000
/** A thread loads its modules first; that is the machine's time, not the document's. */
const START_MS = 30_000
/** Of a 10 MiB document's elements; what goes beyond is made to. */
const HEAP_MB = 192
const MOST_THREADS = 2
/** A feed of the usual 47 KB takes 2 ms: what takes this long may take to its deadline, and others shall not wait for it. */
const HELD_UP_MS = 1000

type Options = Order['options']
type Job = {
  order: Order
  settle(answer: Result<Uint8Array[], FeedError>): void
}

const tooComplex = (message: string) => fail<FeedError>({ kind: 'too-complex', message })

/** The token is in the environment, and nothing in here needs it; stripping types once more would cost each thread 25 MB. */
export function environment(): Record<string, string> {
  const cache = getCompileCacheDir()
  return cache === undefined ? {} : { NODE_COMPILE_CACHE: dirname(cache) }
}

/** One thread, which does one job at a time. */
class Thread {
  readonly #worker: Worker
  readonly #onFree: () => void
  readonly #onEnd: (thread: Thread) => void
  readonly #onHeldUp: () => void
  readonly #deadline: number
  readonly #heldUp: number
  #job: Job | null = null
  #timer: NodeJS.Timeout | undefined
  #heldUpTimer: NodeJS.Timeout | undefined
  #isHeldUp = false
  #ready = false

  constructor(options: {
    deadline: number
    heldUp: number
    entry: URL
    onFree: () => void
    onHeldUp: () => void
    onEnd: (thread: Thread) => void
  }) {
    this.#deadline = options.deadline
    this.#heldUp = options.heldUp
    this.#onFree = options.onFree
    this.#onHeldUp = options.onHeldUp
    this.#onEnd = options.onEnd
    this.#worker = new Worker(options.entry, {
      env: environment(),
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 32 },
    })
    this.#worker.on('message', (answer: Answer) => this.#onAnswer(answer))
    this.#worker.on('error', (error: unknown) =>
      this.#end(`The document broke its reader: ${String(error)}`),
    )
    this.#worker.on('exit', () => this.#end('The thread that read the document has ended.'))
    // A thread at rest keeps no process alive.
    this.#worker.unref()
  }

  get isFree(): boolean {
    return this.#job === null
  }

  /** Whether one document has kept it for so long that others should not wait for it. */
  get isHeldUp(): boolean {
    return this.#isHeldUp
  }

  take(job: Job): void {
    this.#job = job
    this.#worker.ref()
    this.#worker.postMessage(job.order, [job.order.body.buffer])
    if (this.#ready) this.#watch()
    else this.#arm(START_MS)
  }

  /** Ends the thread; its job is answered. */
  async close(): Promise<void> {
    this.#end('The bot is stopping.')
    await this.#worker.terminate()
  }

  #watch(): void {
    this.#arm(this.#deadline)
    this.#heldUpTimer = setTimeout(() => {
      this.#isHeldUp = true
      this.#onHeldUp()
    }, this.#heldUp)
  }

  #arm(time: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(
      () => this.#end(`The document is not read after ${time / 1000} seconds.`),
      time,
    )
  }

  #onAnswer(answer: Answer): void {
    if ('ready' in answer) {
      this.#ready = true
      if (this.#job !== null) this.#watch()
      return
    }
    this.#settle('pieces' in answer ? ok(answer.pieces) : tooComplex(answer.problem))
    this.#onFree()
  }

  #end(reason: string): void {
    this.#onEnd(this)
    this.#settle(tooComplex(reason))
    void this.#worker.terminate()
  }

  #settle(answer: Result<Uint8Array[], FeedError>): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#heldUpTimer)
    this.#isHeldUp = false
    this.#worker.unref()
    const job = this.#job
    this.#job = null
    job?.settle(answer)
  }
}

export type Threads = {
  /** Gives a document's feed as articles, or why it is none; as `readFeed`, in a thread. */
  readFeed(body: Uint8Array, options: Options): Promise<Result<ReadFeed, FeedError>>
  /** Gives a document's feed as it says it, or why it is none; as `parseFeed`, in a thread. */
  parseFeed(body: Uint8Array, options: Options): Promise<Result<ParsedFeed, FeedError>>
  /** Gives what an article's page says, or why nothing; as `readPage`, in a thread. */
  readPage(body: Uint8Array, options: Options): Promise<Result<ReadPage, FeedError>>
  /** Gives what a robots.txt says of the address `url` for the robot `agent`; as `readAllowance`, in a thread. */
  readAllowance(body: Uint8Array, options: Options): Promise<Result<Allowance, FeedError>>
  /** Ends all threads; what they were reading is answered with a problem. */
  close(): Promise<void>
}

/**
 * Gives reading threads: none is started before there is something to read, a second (where the machine has two cores)
 * only while one document holds the first up, since each costs 40 MB. What is too much for one is answered with `too-complex` after five seconds at the latest; documents wait in
 * order. `deadline`, `heldUp` and `entry` are for tests.
 */
export function createThreads({
  deadline = DEADLINE_MS,
  heldUp = HELD_UP_MS,
  entry = new URL('./thread.ts', import.meta.url),
  most = Math.min(MOST_THREADS, availableParallelism()),
}: {
  deadline?: number
  heldUp?: number
  entry?: URL
  most?: number
} = {}): Threads {
  const threads = new Set<Thread>()
  const waiting: Job[] = []

  const start = (): Thread => {
    const thread = new Thread({
      deadline,
      heldUp,
      entry,
      onFree: () => {
        next()
        endSpare()
      },
      onHeldUp: next,
      onEnd: (ended) => {
        if (threads.delete(ended)) next()
      },
    })
    threads.add(thread)
    return thread
  }
  const mayStart = (): boolean =>
    threads.size < most && [...threads].every((thread) => thread.isHeldUp)
  const endSpare = (): void => {
    const free = [...threads].filter((thread) => thread.isFree)
    for (const spare of free.slice(1)) void spare.close()
  }
  const next = (): void => {
    while (waiting.length > 0) {
      const free = [...threads].find((thread) => thread.isFree)
      if (free === undefined && !mayStart()) return
      const job = waiting.shift()
      if (job !== undefined) (free ?? start()).take(job)
    }
  }
  const run = async <T>(task: Task, body: Uint8Array, options: Options) => {
    const { promise, resolve } = Promise.withResolvers<Result<Uint8Array[], FeedError>>()
    // The thread takes the bytes over: it is given its own.
    waiting.push({ order: { task, body: new Uint8Array(body), options }, settle: resolve })
    next()
    const answer = await promise
    if (!answer.ok) return answer
    const value = await unpacked(answer.value, LISTS[task])
    return isError(value) ? fail(value.error) : ok(value as T)
  }
  return {
    readFeed: (body, options) => run<ReadFeed>('read', body, options),
    parseFeed: (body, options) => run<ParsedFeed>('parse', body, options),
    readPage: (body, options) => run<ReadPage>('page', body, options),
    readAllowance: (body, options) => run<Allowance>('allows', body, options),
    close: async () => {
      for (const job of waiting.splice(0)) job.settle(tooComplex('The bot is stopping.'))
      await Promise.all([...threads].map((thread) => thread.close()))
    },
  }
}

const isError = (value: unknown): value is { error: FeedError } =>
  typeof value === 'object' && value !== null && 'error' in value
