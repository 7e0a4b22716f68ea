import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { periodWords, timeWords } from '../../src/archive/time-words.ts'

const NOW = Date.UTC(2031, 3, 9)
const times = fc.integer({ min: Date.UTC(1995, 0, 1), max: Date.UTC(2032, 11, 31) })

describe('the words of a period', () => {
  it('hold one of every time in it', () => {
    fc.assert(
      fc.property(times, times, times, (a, b, time) => {
        const [from = 0, to = 0] = [a, b].toSorted((x, y) => x - y)
        fc.pre(from <= time && time < to)
        const words = new Set(periodWords({ from, to, now: NOW }))
        expect(timeWords(time).some((word) => words.has(word))).toBe(true)
        const open = new Set(periodWords({ from, to: null, now: NOW }))
        expect(timeWords(time).some((word) => open.has(word))).toBe(true)
      }),
      { seed: 20310404, numRuns: 2_000 },
    )
  })

  it('are whole years but for its ends', () => {
    const from = Date.UTC(2029, 10, 5)
    expect(periodWords({ from, to: Date.UTC(2031, 1, 1), now: NOW })).toEqual([
      ...['m202911', 'm202912'],
      'y2030',
      'm203101',
    ])
    expect(periodWords({ from: null, to: null, now: NOW })).toBeNull()
  })
})
