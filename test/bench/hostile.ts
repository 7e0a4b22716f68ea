/** `bench -- hostile`: how long each hostile document takes in a thread, and how long the event loop stood still. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createThreads } from '../../src/worker/threads.ts'
import { HOSTILE } from '../feed/hostile-documents.ts'
import type { Bench } from './main.ts'

const ms = (time: number) => Math.round(time * 10) / 10

export const hostile: Bench = async (_args, print) => {
  const threads = createThreads({ most: 1 })
  const delay = monitorEventLoopDelay({ resolution: 5 })
  let worst = 0
  for (const [name, make] of Object.entries(HOSTILE)) {
    const document = make()
    await threads.readFeed(new Uint8Array(), {})
    delay.reset()
    delay.enable()
    const cpu = process.cpuUsage()
    const from = performance.now()
    const read = await threads.readFeed(document, {})
    const { user, system } = process.cpuUsage(cpu)
    delay.disable()
    const lag = delay.max / 1e6 - 5
    worst = Math.max(worst, lag)
    print({
      document: name,
      answer: read.ok ? `${read.value.articles.length} articles` : read.error.kind,
      wallMs: ms(performance.now() - from),
      cpuMs: ms((user + system) / 1000),
      lagMs: ms(Math.max(0, lag)),
    })
  }
  print({ worstLagMs: ms(worst), peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024) })
  await threads.close()
}
