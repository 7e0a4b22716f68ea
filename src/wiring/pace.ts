/** The pace of our own requests to Discord, in real time: its limit runs by the real clock, whatever ours does. */
import { setTimeout as waitFor } from 'node:timers/promises'

const SECOND = 1_000
/** In no second go out more than so many times the pace: what a stall held up is made up for, still below Discord's limit. */
const MAKING_UP = 1.1
/** Whoever comes later than this after the last begins anew; before, it was a stall that kept them, ms. */
const IDLE_AFTER = 500

type RealTime = { now: () => number; wait: (ms: number) => Promise<unknown> }
const REAL_TIME: RealTime = { now: () => performance.now(), wait: (ms) => waitFor(ms) }

export type Pace = () => Promise<void>

/**
 * Gives a function that resolves when the next request may go out, first come, first served: evenly spread, `perSecond` at
 * most. Those that a busy machine held up follow faster, but in no second go out more than a tenth above.
 */
export function createPace(perSecond: number, { now, wait }: RealTime = REAL_TIME): Pace {
  const gap = SECOND / perSecond
  const most = Math.floor(perSecond * MAKING_UP)
  /** When the next one may go out that comes now. */
  let free = 0
  /** When the last `most` went out, the oldest first. */
  const lately: number[] = []
  const goAt = async (at: number): Promise<void> => {
    const oldest = lately.length < most ? undefined : lately.shift()
    const from = oldest === undefined ? at : Math.max(at, oldest + SECOND)
    const left = from - now()
    // A timer may end up to a millisecond early.
    if (left > 0) await wait(Math.ceil(left))
    lately.push(now())
  }
  let last: Promise<void> = Promise.resolve()
  return () => {
    const at = now() - free > IDLE_AFTER ? now() : free
    free = at + gap
    last = last.then(() => goAt(at))
    return last
  }
}
