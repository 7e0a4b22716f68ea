/** The bot's loops: claim → work → wait until something may be due, at most a second, or until woken. */
import { EventEmitter } from 'node:events'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import { nextTurn } from '../lib/turn.ts'

const LONGEST_WAIT_MS = 1000
/** After an error a loop waits longer, so that a full disk does not fill the log. */
const AFTER_ERROR_MS = 10_000

export type Job = {
  name: string
  /** Does one batch and gives its size; 0 tells that nothing is due. */
  run: (signal: AbortSignal) => Promise<number>
}

type Round = { job: Job; number: number; size: number }

export type Loops = {
  /** Tells all loops that there may be work. */
  wake(): void
  /**
   * Resolves when every job, asked after the call, has found nothing due and none has done anything meanwhile. A job that
   * failed is not waited for.
   */
  idle(): Promise<void>
  /** Takes no new work and resolves when what is under way has ended. */
  stop(): Promise<void>
}

/**
 * Runs each job in a loop of its own until `stop`. An error is logged and the loop goes on, unless `isFatal` says
 * otherwise: then `onFatal` is called once with it and that loop ends.
 */
export function startLoops(
  jobs: readonly Job[],
  {
    clock,
    log,
    isFatal,
    onFatal,
  }: {
    clock: Clock
    log: Logger
    isFatal: (error: unknown) => boolean
    onFatal: (error: unknown) => void
  },
): Loops {
  const stopping = new AbortController()
  const sleepers = new Set<AbortController>()
  const rounds = new EventEmitter<{ ended: [round: Round] }>().setMaxListeners(0)
  let begun = 0

  const rest = async (ms: number) => {
    const sleeper = new AbortController()
    sleepers.add(sleeper)
    await clock.wait(ms, AbortSignal.any([sleeper.signal, stopping.signal]))
    sleepers.delete(sleeper)
  }

  const wake = () => {
    for (const sleeper of [...sleepers]) sleeper.abort()
  }

  /** Gives how long to wait before the next batch, or null where the loop has to end. */
  const once = async (job: Job): Promise<number | null> => {
    begun += 1
    const number = begun
    let size = 0
    try {
      size = await job.run(stopping.signal)
      if (size === 0) return LONGEST_WAIT_MS
      // What one loop has done is often what another one waits for.
      wake()
      return 0
    } catch (error) {
      if (isFatal(error)) {
        onFatal(error)
        return null
      }
      log.error({ job: job.name, err: error }, 'a loop failed; it goes on in a moment')
      return AFTER_ERROR_MS
    } finally {
      rounds.emit('ended', { job, number, size })
    }
  }

  const loop = async (job: Job) => {
    while (!stopping.signal.aborted) {
      const wait = await once(job)
      if (wait === null) return
      await (wait > 0 ? rest(wait) : nextTurn())
    }
  }

  /** Gives the size of the first batch of a job that began after the round `since`. */
  const batchAfter = (job: Job, since: number) =>
    new Promise<number>((resolve) => {
      const onEnded = (round: Round) => {
        if (round.job !== job) return
        // It was asked too early; the next round is not to wait for a second.
        if (round.number <= since) return void setImmediate(wake)
        rounds.off('ended', onEnded)
        resolve(round.size)
      }
      rounds.on('ended', onEnded)
      stopping.signal.addEventListener('abort', () => resolve(0), { once: true })
    })

  const idle = async () => {
    let done = 1
    while (done > 0 && !stopping.signal.aborted) {
      const since = begun
      const batches = jobs.map((job) => batchAfter(job, since))
      wake()
      done = Math.max(...(await Promise.all(batches)))
    }
  }

  const running = jobs.map(loop)
  return {
    wake,
    idle,
    stop: async () => {
      stopping.abort()
      await Promise.all(running)
    },
  }
}
