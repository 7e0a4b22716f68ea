import { describe, expect, it } from 'vitest'
import { afterAttempt, mustReadBack, SHOWS_AFTER_MS } from '../../src/delivery/after-attempt.ts'
import {
  afterFollowUp,
  type FollowUpKind,
  isAsleep,
  kindsNow,
} from '../../src/delivery/after-follow-up.ts'
import type { FollowUpResult, PermanentReason } from '../../src/delivery/send-message.ts'

const NOW = Date.parse('2026-01-18T07:30:00+09:00')
const HOUR = 3_600_000
const nextOf = (kind: FollowUpKind, result: FollowUpResult, age = 0) =>
  afterFollowUp(kind, result, { createdAt: NOW - age, tries: 1, now: NOW, random: () => 0.5 })
const refused = (code: number, reason: PermanentReason): FollowUpResult => ({
  kind: 'permanent',
  code,
  reason,
})

describe('a step after a message', () => {
  it.each([
    ['thread', { kind: 'done' }, { state: 'done' }],
    ['thread', refused(160004, 'invalid'), { state: 'done' }],
    ['crosspost', refused(40033, 'invalid'), { state: 'done' }],
    ['thread', refused(40033, 'invalid'), { state: 'failed', error: 'invalid:40033', told: false }],
    [
      'thread',
      refused(50013, 'no-permission'),
      { state: 'failed', error: 'no-permission:50013', told: true },
    ],
    [
      'crosspost',
      refused(50013, 'no-permission'),
      { state: 'failed', error: 'no-permission:50013', told: false },
    ],
    ['thread', refused(10008, 'refused'), { state: 'failed', error: 'refused:10008', told: false }],
    ['correction', { kind: 'done' }, { state: 'done' }],
    [
      'correction',
      refused(30046, 'refused'),
      { state: 'failed', error: 'refused:30046', told: false },
    ],
    [
      'correction',
      refused(50013, 'no-permission'),
      { state: 'failed', error: 'no-permission:50013', told: false },
    ],
  ] as const)('(%s) after %j is %j', (kind, result, next) => {
    expect(nextOf(kind, result)).toEqual(next)
  })

  it('is tried again after an unknown outcome, and no sooner than Discord lets it', () => {
    expect(nextOf('thread', { kind: 'unknown', reason: 'timeout' })).toEqual({
      state: 'pending',
      dueAt: NOW + 1_500,
      error: 'timeout',
    })
    const busy = { kind: 'temporary', reason: '429', retryAfterMs: HOUR, refused: true } as const
    expect(nextOf('crosspost', busy)).toMatchObject({ state: 'pending', dueAt: NOW + HOUR })
  })

  it('is kept where the token is dead', () => {
    expect(nextOf('thread', { kind: 'unauthorized' })).toMatchObject({
      state: 'pending',
      error: 'unauthorized',
    })
  })

  it('is given up after a day', () => {
    expect(nextOf('crosspost', { kind: 'unknown', reason: 'x' }, 24 * HOUR)).toMatchObject({
      state: 'failed',
      error: 'gave-up:x',
    })
  })
})

describe('what is done after messages', () => {
  const now = (due: readonly FollowUpKind[], digestsWait = false) =>
    kindsNow(new Set(due), { digestsWait })

  it('are threads first, then what goes to followers, and corrections last of all', () => {
    expect(now(['correction', 'crosspost', 'thread'])).toEqual(['thread'])
    expect(now(['correction', 'crosspost'])).toEqual(['crosspost'])
    expect(now(['correction'])).toEqual(['correction'])
    expect(now([])).toEqual([])
  })

  it('is nothing but threads while a digest waits', () => {
    expect(now(['correction', 'crosspost'], true)).toEqual([])
    expect(now(['correction', 'thread'], true)).toEqual(['thread'])
  })

  it('may need a thread opened, only where it sleeps', () => {
    expect(isAsleep(refused(50083, 'no-permission'))).toBe(true)
    expect(isAsleep(refused(50013, 'no-permission'))).toBe(false)
    expect(isAsleep({ kind: 'done' })).toBe(false)
  })
})

describe('a message without a nonce', () => {
  const next = (result: Parameters<typeof afterAttempt>[0]) =>
    afterAttempt(result, {
      createdAt: NOW,
      tries: 1,
      now: NOW,
      random: () => 0.5,
      hasNonce: false,
    })

  it('is looked for before every further try, and only once Discord shows what it has stored', () => {
    expect(mustReadBack(NOW, NOW, { hasNonce: false })).toBe(true)
    expect(mustReadBack(null, NOW, { hasNonce: false })).toBe(false)
    expect(mustReadBack(NOW, NOW)).toBe(false)
    const unknown = next({ kind: 'unknown', reason: 'timeout' })
    expect(unknown).toMatchObject({ state: 'pending', dueAt: NOW + SHOWS_AFTER_MS })
  })

  it('does not wait where Discord surely has nothing', () => {
    const refusal = next({ kind: 'temporary', reason: '429', refused: true })
    expect(refusal).toMatchObject({ state: 'pending', dueAt: NOW + 1_500 })
  })
})
