/** The pace of our own requests to Discord, in real time: its limit runs by the real clock, whatever ours does. */
import { setTimeout as wait } from 'node:timers/promises'

const SECOND = 1_000

export type Pace = () => Promise<void>

/**
 * Gives a function that resolves when the next request may go out, first come, first served: evenly spread, and never more than
 * `perSecond` in any second. Those that a busy machine held up follow faster, as far as that allows.
 */
export function createPace(perSecond: number): Pace {
  const gap = SECOND / perSecond
  /** When the next one may go out that comes now. */
  let free = 0
  /** When the last `perSecond` went out, the oldest first. */
  const lately: number[] = []
  const goAt = async (at: number): Promise<void> => {
    const oldest = lately.length < perSecond ? undefined : lately.shift()
    const from = oldest === undefined ? at : Math.max(at, oldest + SECOND)
    const now = performance.now()
    // A timer may end up to a millisecond early.
    if (from > now) await wait(Math.ceil(from - now))
    lately.push(performance.now())
  }
  let last: Promise<void> = Promise.resolve()
  return () => {
    const at = Math.max(free, performance.now())
    free = at + gap
    last = last.then(() => goAt(at))
    return last
  }
}
