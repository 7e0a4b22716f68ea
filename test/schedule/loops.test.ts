import { describe, expect, it } from 'vitest'
import { MovedClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { startLoops } from '../../src/schedule/loops.ts'

const log = createLogger('silent')

/** A job that tells when it was run. */
function counted(results: (number | Error)[]) {
  let runs = 0
  const waiting: { until: number; resolve: () => void }[] = []
  return {
    job: {
      name: 'job',
      run: async () => {
        const result = results[runs] ?? 0
        runs += 1
        for (const one of waiting.filter(({ until }) => until <= runs)) one.resolve()
        if (result instanceof Error) throw result
        return result
      },
    },
    runs: () => runs,
    ran: (until: number) =>
      new Promise<void>((resolve) => {
        if (runs >= until) resolve()
        else waiting.push({ until, resolve })
      }),
  }
}
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
const options = (clock: MovedClock, onFatal: (error: unknown) => void = () => {}) => ({
  clock,
  log,
  isFatal: (error: unknown) => error instanceof TypeError,
  onFatal,
})

describe('the loops', () => {
  it('go on at once while there is work, and rest a second when there is none', async () => {
    const clock = new MovedClock(0)
    const work = counted([3, 2, 0, 0])
    const loops = startLoops([work.job], options(clock))
    await work.ran(3)
    await settle()
    expect(work.runs()).toBe(3)
    clock.advance(1000)
    await work.ran(4)
    await loops.stop()
  })

  it('are woken before their second is over', async () => {
    const work = counted([0, 0])
    const loops = startLoops([work.job], options(new MovedClock(0)))
    await work.ran(1)
    await settle()
    loops.wake()
    await work.ran(2)
    await loops.stop()
  })

  it('go on after an error, more slowly', async () => {
    const clock = new MovedClock(0)
    const work = counted([new Error('disk full'), 0])
    const loops = startLoops([work.job], options(clock))
    await work.ran(1)
    await settle()
    clock.advance(1000)
    await settle()
    expect(work.runs()).toBe(1)
    clock.advance(9000)
    await work.ran(2)
    await loops.stop()
  })

  it('end with a fatal error and tell it once', async () => {
    const told: unknown[] = []
    const work = counted([new TypeError('dead')])
    const loops = startLoops(
      [work.job],
      options(new MovedClock(0), (error) => told.push(error)),
    )
    await work.ran(1)
    await loops.stop()
    expect(told).toHaveLength(1)
    expect(work.runs()).toBe(1)
  })

  it('end what is under way before stop resolves', async () => {
    let finish = () => {}
    let ended = false
    const job = {
      name: 'slow',
      run: () =>
        new Promise<number>((resolve) => {
          finish = () => {
            ended = true
            resolve(0)
          }
        }),
    }
    const loops = startLoops([job], options(new MovedClock(0)))
    const stopped = loops.stop().then(() => ended)
    finish()
    expect(await stopped).toBe(true)
  })

  it('are idle when every one of them, asked again, has found nothing', async () => {
    const work = counted([1, 1, 0, 0, 1, 0])
    const other = counted([0])
    const loops = startLoops([other.job, work.job], options(new MovedClock(0)))
    await loops.idle()
    const first = work.runs()
    expect(first).toBeGreaterThanOrEqual(4)
    await loops.idle()
    expect(work.runs()).toBeGreaterThan(first)
    expect(other.runs()).toBeGreaterThanOrEqual(4)
    await loops.stop()
  })

  it('are idle all the same when one of them fails, or when they are stopped', async () => {
    const failing = { name: 'failing', run: () => Promise.reject(new Error('disk full')) }
    const loops = startLoops([failing], options(new MovedClock(0)))
    await loops.idle()
    const stopped = loops.idle()
    await loops.stop()
    await stopped
  })
})
