/** The minute tick: wakes the loops and starts housekeeping, which one process does. */
import { schedule } from 'node-cron'
import type { Logger } from '../lib/logger.ts'

/** Calls `onMinute` at the start of every minute until the returned function is called. */
export function everyMinute(onMinute: () => Promise<void>, log: Logger): () => Promise<void> {
  const task = schedule('* * * * *', async () => {
    await onMinute().catch((error: unknown) => log.error({ err: error }, 'housekeeping failed'))
  })
  return async () => {
    await task.destroy()
  }
}
