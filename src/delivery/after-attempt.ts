/** What becomes of a delivery after a try, and what must be done before one. Pure. */
import { backoff } from '../lib/backoff.ts'
import { type LeftOut, nextLeftOut } from './leave-out.ts'
import type { SendResult } from './send-message.ts'

/** Discord compares nonces for "the past few minutes"; within this after the first try we trust it. */
export const NONCE_TRUSTED_MS = 2 * 60_000
/** Without a nonce a message is looked for before it is sent again; by then Discord shows what it has stored. */
export const SHOWS_AFTER_MS = 30_000
/** After this a delivery is given up. */
export const GIVE_UP_MS = 24 * 3_600_000
const RETRY = { base: 2_000, cap: 15 * 60_000 }

export type DeliveryNext =
  | { state: 'sent'; messageId: string; containerId?: string }
  | { state: 'pending'; dueAt: number; error: string; refused: boolean; leftOut?: LeftOut }
  | { state: 'failed'; error: string }

/**
 * Decides what a try's result means.
 *
 * @param tries how many tries there were, this one included
 * @param cards how many cards the message has; `leftOut`: which of them this try went without
 * @param hasNonce whether Discord itself keeps the message from being stored twice
 * @returns `refused` tells that Discord surely did not store the message, so that its nonce's time starts anew
 */
export function afterAttempt(
  result: SendResult,
  {
    createdAt,
    tries,
    now,
    random,
    hasNonce = true,
    leftOut = null,
    cards = 0,
  }: {
    createdAt: number
    tries: number
    now: number
    random: () => number
    hasNonce?: boolean
    leftOut?: LeftOut
    cards?: number
  },
): DeliveryNext {
  if (result.kind === 'sent') {
    const { kind: _kind, ...made } = result
    return { state: 'sent', ...made }
  }
  if (result.kind === 'permanent') {
    const error = `${result.reason}:${result.code}`
    const without = nextLeftOut(result.reason, { leftOut, cards })
    if (without === null) return { state: 'failed', error }
    return { state: 'pending', dueAt: now, error, refused: true, leftOut: without }
  }
  if (result.kind === 'unauthorized') {
    return { state: 'pending', dueAt: now + RETRY.cap, error: 'unauthorized', refused: true }
  }
  if (now - createdAt >= GIVE_UP_MS) return { state: 'failed', error: `gave-up:${result.reason}` }
  const wait = backoff(tries, { ...RETRY, random })
  const asked = result.kind === 'temporary' ? (result.retryAfterMs ?? 0) : 0
  const refused = result.kind === 'temporary' && result.refused
  const shows = hasNonce || refused ? 0 : SHOWS_AFTER_MS
  return {
    state: 'pending',
    dueAt: Math.min(now + Math.max(wait, asked, shows), createdAt + GIVE_UP_MS),
    error: result.reason,
    refused,
  }
}

/** Says whether the channel must be read before a delivery is tried (again): its nonce may have been forgotten, or it has none. */
export const mustReadBack = (
  firstTryAt: number | null,
  now: number,
  { hasNonce = true } = {},
): boolean => firstTryAt !== null && (!hasNonce || now - firstTryAt > NONCE_TRUSTED_MS)
