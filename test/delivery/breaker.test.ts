import { describe, expect, it } from 'vitest'
import { BREAKER, Breaker } from '../../src/delivery/breaker.ts'
import type { SendResult } from '../../src/delivery/send-message.ts'

const SENT: SendResult = { kind: 'sent', messageId: '1' }
const GONE: SendResult = { kind: 'permanent', reason: 'channel-gone', code: 10_003 }
const FORBIDDEN: SendResult = { kind: 'permanent', reason: 'no-access', code: 50_001 }
const LATER: SendResult = { kind: 'temporary', reason: '503', refused: false }

const rests = (breaker: Breaker, results: readonly SendResult[], at = 0) =>
  results.map((result) => breaker.settled('garden', result, at))

describe('a server that refuses', () => {
  it('three messages in a row is left alone', () => {
    expect(rests(new Breaker(), [GONE, FORBIDDEN, GONE])).toEqual([false, false, true])
  })

  it('two, takes one and refuses two more is not', () => {
    expect(rests(new Breaker(), [GONE, GONE, SENT, GONE, GONE])).not.toContain(true)
  })

  it('three with troubles of Discord between is, and the trouble itself counts for nothing', () => {
    expect(rests(new Breaker(), [GONE, LATER, GONE, LATER, LATER, GONE]).at(-1)).toBe(true)
    expect(rests(new Breaker(), Array(9).fill(LATER))).not.toContain(true)
  })

  it('begins anew after its rest', () => {
    const breaker = new Breaker()
    rests(breaker, [GONE, GONE, GONE])
    expect(rests(breaker, [GONE, GONE])).toEqual([false, false])
  })

  it('is not held for what another one refuses', () => {
    const breaker = new Breaker()
    rests(breaker, [GONE, GONE])
    expect(breaker.settled('forest', GONE, 0)).toBe(false)
  })
})

describe('a server that refuses a tenth of all that is sent in a minute', () => {
  const busy = (breaker: Breaker, at: number) => {
    for (let n = 0; n < 36; n += 1) breaker.settled('forest', SENT, at)
  }
  const alternating = [
    FORBIDDEN,
    SENT,
    FORBIDDEN,
    SENT,
    FORBIDDEN,
    SENT,
    FORBIDDEN,
    SENT,
    FORBIDDEN,
  ]

  it('is left alone, though it takes every second message', () => {
    const breaker = new Breaker()
    busy(breaker, 0)
    expect(rests(breaker, alternating)).toEqual([...Array(8).fill(false), true])
  })

  it('is not, where little was sent', () => {
    expect(rests(new Breaker(), alternating)).not.toContain(true)
  })

  it('is not, where what it refused was longer ago', () => {
    const breaker = new Breaker()
    busy(breaker, 0)
    rests(breaker, alternating.slice(0, -1))
    busy(breaker, BREAKER.windowMs)
    expect(rests(breaker, [FORBIDDEN], BREAKER.windowMs)).toEqual([false])
  })
})
