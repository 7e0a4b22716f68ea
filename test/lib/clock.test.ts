import { describe, expect, it } from 'vitest'
import { MovedClock, ShiftedClock } from '../../src/lib/clock.ts'

describe('MovedClock', () => {
  it('stands still until it is moved, and wakes waiters in order of time', async () => {
    const clock = new MovedClock(1000)
    const woken: string[] = []
    const late = clock.wait(200).then(() => woken.push('late'))
    const early = clock.wait(100).then(() => woken.push('early'))
    clock.advance(99)
    await Promise.resolve()
    expect(woken).toEqual([])
    clock.advance(101)
    await Promise.all([late, early])
    expect(woken).toEqual(['early', 'late'])
    expect(clock.now()).toBe(1200)
  })

  it('ends a wait when its signal aborts', async () => {
    const clock = new MovedClock(0)
    const stop = new AbortController()
    const waited = clock.wait(1e9, stop.signal)
    stop.abort()
    await waited
    expect(clock.now()).toBe(0)
  })
})

describe('ShiftedClock', () => {
  it('starts where it is told and wakes those whose moment is jumped over', async () => {
    const start = Date.parse('2026-01-18T07:20:00+09:00')
    const clock = new ShiftedClock(start)
    expect(clock.now() - start).toBeLessThan(1000)
    const waited = clock.wait(600_000)
    clock.moveTo(start + 600_000)
    await waited
    expect(clock.now()).toBeGreaterThanOrEqual(start + 600_000)
  })

  it('never goes back', () => {
    const clock = new ShiftedClock(1e12)
    clock.moveTo(0)
    expect(clock.now()).toBeGreaterThanOrEqual(1e12)
  })
})
