/** The pace of our own requests to Discord, in real time: its limit runs by the real clock, whatever ours does. */
import { setTimeout as wait } from 'node:timers/promises'

/** Gives a function that resolves when the next request may go out: at most `perSecond`, evenly spread. */
export function createPace(perSecond: number): () => Promise<void> {
  const gap = 1000 / perSecond
  let free = 0
  return async () => {
    const now = performance.now()
    const at = Math.max(free, now)
    free = at + gap
    if (at > now) await wait(at - now)
  }
}
