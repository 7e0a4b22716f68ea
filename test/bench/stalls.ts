/** How long the event loop stands still, by the clock and by the processor; and how long an idle thread does meanwhile. */
import { Worker } from 'node:worker_threads'

const TICK_MS = 5
/** More than this is noticed by people and by gateways. */
export const GOAL_MS = 50

export type Stalls = {
  /** The longest time between two ticks beyond what was asked for, ms by the clock. */
  longestMs: number
  /** The most that the main thread computed between two ticks, ms of CPU: what another process takes does not count. */
  longestCpuMs: number
  /** How many ticks were later than the goal by the clock, and how many by CPU. */
  over: number
  overCpu: number
  /** The longest that a thread with nothing to do was late in the same time: the noise of the machine. */
  idleMs: number
}

const IDLE = `
const { parentPort } = require('node:worker_threads')
let last = performance.now(), longest = 0
setInterval(() => {
  const now = performance.now()
  longest = Math.max(longest, now - last - ${TICK_MS})
  last = now
}, ${TICK_MS})
parentPort.on('message', () => parentPort.postMessage(longest))
`

const cpuMs = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

const rounded = (ms: number) => Number(ms.toFixed(1))

/** Watches the loop while `work` runs. */
export async function stallsOf<T>(work: () => Promise<T>): Promise<{ result: T; stalls: Stalls }> {
  const idle = new Worker(IDLE, { eval: true })
  await new Promise((resolve) => idle.once('online', resolve))
  const worst = { wall: 0, cpu: 0, over: 0, overCpu: 0 }
  let last = performance.now()
  let lastCpu = cpuMs()
  const look = () => {
    const now = performance.now()
    const cpu = cpuMs()
    worst.wall = Math.max(worst.wall, now - last - TICK_MS)
    worst.cpu = Math.max(worst.cpu, cpu - lastCpu)
    if (now - last - TICK_MS > GOAL_MS) worst.over += 1
    if (cpu - lastCpu > GOAL_MS) worst.overCpu += 1
    last = now
    lastCpu = cpu
  }
  const ticker = setInterval(look, TICK_MS)
  try {
    const result = await work()
    look()
    const asked = new Promise<number>((resolve) => idle.once('message', resolve))
    idle.postMessage('tell')
    const stalls = {
      longestMs: rounded(worst.wall),
      longestCpuMs: rounded(worst.cpu),
      over: worst.over,
      overCpu: worst.overCpu,
      idleMs: rounded(await asked),
    }
    return { result, stalls }
  } finally {
    clearInterval(ticker)
    await idle.terminate()
  }
}
