/**
 * Reads feed documents and pages in threads of their own: a hostile document can be slow or large without the bot noticing. A
 * thread that misses its deadline or outgrows its memory is ended and another takes its place.
 */
import { availableParallelism } from 'node:os'
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

type Options = Order['options']
type Job = {
  order: Order
  settle(answer: Result<Uint8Array[], FeedError>): void
}

const tooComplex = (message: string) => fail<FeedError>({ kind: 'too-complex', message })

/** One thread, which does one job at a time. */
class Thread {
  readonly #worker: Worker
  readonly #onFree: () => void
  readonly #onEnd: (thread: Thread) => void
  readonly #deadline: number
  #job: Job | null = null
  #timer: NodeJS.Timeout | undefined
  #ready = false

  constructor(options: {
    deadline: number
    entry: URL
    onFree: () => void
    onEnd: (thread: Thread) => void
  }) {
    this.#deadline = options.deadline
    this.#onFree = options.onFree
    this.#onEnd = options.onEnd
    this.#worker = new Worker(options.entry, {
      // The token is in the environment: nothing in here needs any of it.
      env: {},
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

  take(job: Job): void {
    this.#job = job
    this.#worker.ref()
    this.#worker.postMessage(job.order, [job.order.body.buffer])
    this.#arm(this.#ready ? this.#deadline : START_MS)
  }

  /** Ends the thread; its job is answered. */
  async close(): Promise<void> {
    this.#end('The bot is stopping.')
    await this.#worker.terminate()
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
      if (this.#job !== null) this.#arm(this.#deadline)
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
 * Gives reading threads: none is started before there is something to read, at most two, or one on a machine of one
 * core. What is too much for one is answered with `too-complex` after five seconds at the latest; documents wait in
 * order. `deadline` and `entry` are for tests.
 */
export function createThreads({
  deadline = DEADLINE_MS,
  entry = new URL('./thread.ts', import.meta.url),
  most = Math.min(MOST_THREADS, availableParallelism()),
}: {
  deadline?: number
  entry?: URL
  most?: number
} = {}): Threads {
  const threads = new Set<Thread>()
  const waiting: Job[] = []

  const start = (): Thread => {
    const thread = new Thread({
      deadline,
      entry,
      onFree: next,
      onEnd: (ended) => {
        if (threads.delete(ended)) next()
      },
    })
    threads.add(thread)
    return thread
  }
  const next = (): void => {
    while (waiting.length > 0) {
      const free = [...threads].find((thread) => thread.isFree)
      if (free === undefined && threads.size >= most) return
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
