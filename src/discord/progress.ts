/** How far a long command is, shown in its answer until the reply is there. */
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { Reply } from '../model/message.ts'

/** Discord takes five edits in two seconds; a reader follows fewer. */
const APART_MS = 2_000

export type Progress = {
  /** Shows a word, unless the last one is on its way or just came. */
  show(reply: Reply): void
  /** Shows nothing any more; resolves when nothing is on its way. */
  end(): Promise<void>
}

/** Gives the progress of one answer, from two seconds on; `send` changes it. A word that could not be shown is logged and missed by nobody. */
export function progressOf(
  send: (reply: Reply) => Promise<void>,
  { clock, log }: { clock: Clock; log: Logger },
): Progress {
  let sending: Promise<void> | null = null
  // What is quick needs no word.
  let next = clock.now() + APART_MS
  let over = false
  return {
    show(reply) {
      if (over || sending !== null || clock.now() < next) return
      next = clock.now() + APART_MS
      sending = send(reply)
        .catch((error: unknown) => log.warn({ err: error }, 'progress could not be shown'))
        .finally(() => {
          sending = null
        })
    },
    async end() {
      over = true
      await sending
    },
  }
}
