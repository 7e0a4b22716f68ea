import { expect, it } from 'vitest'
import { createPace } from '../../src/wiring/pace.ts'

/** Asks for so many at once; `late` says how much later than asked the n-th timer ends, ms. Gives when each may go out. */
async function timesOf(count: number, late: (n: number) => number): Promise<number[]> {
  let time = 0
  let timers = 0
  const pace = createPace(40, {
    now: () => time,
    wait: async (ms) => {
      time += ms + late(timers)
      timers += 1
    },
  })
  const times: number[] = []
  await Promise.all(
    Array.from({ length: count }, async () => {
      await pace()
      times.push(time)
    }),
  )
  return times
}

const most = (times: readonly number[]) =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length))

it('requests of our own go out evenly, forty in a second', async () => {
  const times = await timesOf(121, () => 0)
  expect(times[0]).toBe(0)
  expect(times[1]).toBe(25)
  expect(times.at(-1)).toBe(3_000)
  expect(most(times)).toBe(40)
})

it('who comes after a rest finds nothing saved up', async () => {
  let time = 10_000
  const pace = createPace(40, {
    now: () => time,
    wait: async (ms) => {
      time += ms
    },
  })
  await pace()
  time += 5_000
  await pace()
  await pace()
  expect(time).toBe(15_025)
})

it('what a busy machine held up is made up for, and in no second go out more than a tenth above', async () => {
  const times = await timesOf(200, (n) => (n === 30 ? 600 : 0))
  expect(most(times)).toBe(44)
  // Without the stall it would have been 4,975.
  expect(times.at(-1)).toBeLessThan(5_200)
})
