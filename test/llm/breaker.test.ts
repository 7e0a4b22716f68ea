import { beforeEach, describe, expect, it } from 'vitest'
import { MovedClock } from '../../src/lib/clock.ts'
import { Breaker } from '../../src/llm/breaker.ts'

const START = Date.UTC(2026, 0, 1)

describe('a breaker', () => {
  let clock: MovedClock
  let breaker: Breaker
  beforeEach(() => {
    clock = new MovedClock(START)
    breaker = new Breaker({ clock, random: () => 0, failures: 3, base: 60_000, cap: 600_000 })
  })
  const failTimes = (times: number) => {
    for (let time = 0; time < times; time += 1) breaker.failed()
  }

  it('lets calls through until three in a row failed', () => {
    failTimes(2)
    expect(breaker.mayTry()).toBe(true)
    breaker.succeeded()
    failTimes(2)
    expect(breaker.mayTry()).toBe(true)
    expect(breaker.failed()).toBe(START + 30_000)
    expect(breaker.mayTry()).toBe(false)
  })

  it('tries with one call when its time is over, and closes when that succeeds', () => {
    failTimes(3)
    clock.advance(29_999)
    expect(breaker.mayTry()).toBe(false)
    clock.advance(1)
    expect([breaker.mayTry(), breaker.mayTry()]).toEqual([true, false])
    breaker.succeeded()
    expect([breaker.mayTry(), breaker.mayTry()]).toEqual([true, true])
  })

  it('stays open longer with each trial that fails, up to its cap', () => {
    failTimes(3)
    const waits: number[] = []
    for (let trial = 0; trial < 6; trial += 1) {
      clock.advance(600_000)
      expect(breaker.mayTry()).toBe(true)
      waits.push((breaker.failed() ?? 0) - clock.now())
    }
    expect(waits).toEqual([60_000, 120_000, 240_000, 300_000, 300_000, 300_000])
  })

  it('opens at once for as long as the service asks, within its cap', () => {
    expect(breaker.failed(45_000)).toBe(START + 45_000)
    expect(breaker.mayTry()).toBe(false)
    clock.advance(45_000)
    expect(breaker.mayTry()).toBe(true)
    expect(breaker.failed(86_400_000)).toBe(clock.now() + 600_000)
  })

  it('gives the next one the trial that somebody gave up', () => {
    failTimes(3)
    clock.advance(30_000)
    expect(breaker.mayTry()).toBe(true)
    breaker.gaveUp()
    expect(breaker.mayTry()).toBe(true)
  })
})
