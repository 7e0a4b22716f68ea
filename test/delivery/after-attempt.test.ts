import { describe, expect, it } from 'vitest'
import {
  afterAttempt,
  GIVE_UP_MS,
  mustReadBack,
  NONCE_TRUSTED_MS,
} from '../../src/delivery/after-attempt.ts'
import { digestKey, nonceOf, parseDigestKey } from '../../src/delivery/nonce.ts'

const NOW = Date.parse('2026-01-18T07:30:00+09:00')
const following = (
  result: Parameters<typeof afterAttempt>[0],
  { tries = 1, age = 0 }: { tries?: number; age?: number } = {},
) => afterAttempt(result, { createdAt: NOW - age, tries, now: NOW, random: () => 0.5 })

describe('afterAttempt', () => {
  it('keeps the message id of what was sent', () => {
    expect(following({ kind: 'sent', messageId: '7' })).toEqual({ state: 'sent', messageId: '7' })
  })

  it('gives up at once what Discord will never take', () => {
    expect(following({ kind: 'permanent', reason: 'channel-gone', code: 10003 })).toEqual({
      state: 'failed',
      error: 'channel-gone:10003',
    })
  })

  it('waits at least as long as Discord asks', () => {
    const next = following({
      kind: 'temporary',
      reason: '429',
      retryAfterMs: 90_000,
      refused: true,
    })
    expect(next).toMatchObject({ state: 'pending', dueAt: NOW + 90_000, refused: true })
  })

  it('waits longer after every failure, up to a quarter of an hour', () => {
    const waits = [1, 2, 5, 40].map((tries) => {
      const next = following({ kind: 'unknown', reason: 'timeout' }, { tries })
      return next.state === 'pending' ? next.dueAt - NOW : 0
    })
    expect(waits).toEqual([1500, 3000, 24_000, 675_000])
  })

  it('keeps the time of the first try where the message may have been stored', () => {
    expect(following({ kind: 'unknown', reason: 'timeout' })).toMatchObject({ refused: false })
    expect(following({ kind: 'temporary', reason: '502', refused: false })).toMatchObject({
      refused: false,
    })
  })

  it('gives up after a day', () => {
    expect(following({ kind: 'unknown', reason: 'timeout' }, { age: GIVE_UP_MS })).toEqual({
      state: 'failed',
      error: 'gave-up:timeout',
    })
  })

  it('keeps a delivery whose token was refused', () => {
    expect(following({ kind: 'unauthorized' })).toMatchObject({ state: 'pending', refused: true })
  })
})

describe('mustReadBack', () => {
  it('trusts the nonce for two minutes and reads the channel after that', () => {
    expect(mustReadBack(null, NOW)).toBe(false)
    expect(mustReadBack(NOW - NONCE_TRUSTED_MS, NOW)).toBe(false)
    expect(mustReadBack(NOW - NONCE_TRUSTED_MS - 1, NOW)).toBe(true)
  })
})

describe('the nonce', () => {
  it('is the same for every try, within 25 characters, and another per instance and channel', () => {
    const key = digestKey(12, NOW)
    const nonce = nonceOf('home', key, '1')
    expect(nonce).toBe(nonceOf('home', key, '1'))
    expect(nonce).toMatch(/^[\w-]{25}$/)
    expect(new Set([nonce, nonceOf('other', key, '1'), nonceOf('home', key, '2')]).size).toBe(3)
  })

  it('comes from a key that can be taken apart again', () => {
    expect(parseDigestKey(digestKey(123_456, NOW))).toEqual({
      subscriptionId: 123_456,
      slotMinute: NOW / 60_000,
    })
    expect(parseDigestKey('preview')).toBeNull()
    expect(parseDigestKey("s1-2'; DROP")).toBeNull()
  })
})
