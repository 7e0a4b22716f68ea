/** The bot's loops: claim → work → wait until something may be due, at most a second, or until woken. */
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'

const LONGEST_WAIT_MS = 1000
/** After an error a loop waits longer, so that a full disk does not fill the log. */
const AFTER_ERROR_MS = 10_000

export type Job = {
  name: string
  /** Does one batch and gives its size; 0 tells that nothing is due. */
  run: (signal: AbortSignal) => Promise<number>
}

export type Loops = {
  /** Tells all loops that there may be work. */
  wake(): void
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
    try {
      if ((await job.run(stopping.signal)) === 0) return LONGEST_WAIT_MS
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
    }
  }

  const loop = async (job: Job) => {
    while (!stopping.signal.aborted) {
      const wait = await once(job)
      if (wait === null) return
      if (wait > 0) await rest(wait)
    }
  }

  const running = jobs.map(loop)
  return {
    wake,
    stop: async () => {
      stopping.abort()
      await Promise.all(running)
    },
  }
}
