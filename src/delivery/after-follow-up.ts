/** What becomes of a step after a message (a thread from it, handing it on to followers, a correction of it) after a try. Pure. */
import { backoff } from '../lib/backoff.ts'
import type { FollowUpResult } from './send-message.ts'

export type FollowUpKind = 'thread' | 'crosspost' | 'correction'

/** After this the message stays as it is. */
const GIVE_UP_MS = 24 * 3_600_000
const RETRY: Record<FollowUpKind, { base: number; cap: number }> = {
  thread: { base: 2_000, cap: 15 * 60_000 },
  // Nobody waits for it, and Discord takes a few an hour.
  crosspost: { base: 30_000, cap: 60 * 60_000 },
  correction: { base: 30_000, cap: 60 * 60_000 },
}

/** Refusals that say that it was done before. https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const DONE_BEFORE: Partial<Record<FollowUpKind, number>> = { thread: 160004, crosspost: 40033 }
/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const THREAD_IS_ARCHIVED = 50083

/** Says whether a message could not be edited only because its thread sleeps. */
export const isAsleep = (result: FollowUpResult): boolean =>
  result.kind === 'permanent' && result.code === THREAD_IS_ARCHIVED

export type FollowUpNext =
  | { state: 'done' }
  | { state: 'pending'; dueAt: number; error: string }
  /** `told`: somebody can mend it, and is to be told. */
  | { state: 'failed'; error: string; told: boolean }

/**
 * Gives the kinds that are done now: a thread at once, handing on while no digest waits, corrections while nothing else does.
 * Empty where none of them is due, or all must wait.
 */
export function kindsNow(
  due: ReadonlySet<FollowUpKind>,
  { digestsWait }: { digestsWait: boolean },
): FollowUpKind[] {
  if (due.has('thread')) return ['thread']
  if (digestsWait) return []
  return due.has('crosspost') ? ['crosspost'] : [...due]
}

/** Decides what a try's result means. All steps are harmless to try again: a message has one thread, is handed on once, and an edit that is made twice is the same. */
export function afterFollowUp(
  kind: FollowUpKind,
  result: FollowUpResult,
  {
    createdAt,
    tries,
    now,
    random,
  }: { createdAt: number; tries: number; now: number; random: () => number },
): FollowUpNext {
  if (result.kind === 'done') return { state: 'done' }
  if (result.kind === 'permanent') {
    if (result.code === DONE_BEFORE[kind]) return { state: 'done' }
    const told = kind === 'thread' && result.reason === 'no-permission'
    return { state: 'failed', error: `${result.reason}:${result.code}`, told }
  }
  const reason = result.kind === 'unauthorized' ? 'unauthorized' : result.reason
  if (now - createdAt >= GIVE_UP_MS) {
    return { state: 'failed', error: `gave-up:${reason}`, told: false }
  }
  const asked = result.kind === 'temporary' ? (result.retryAfterMs ?? 0) : 0
  const wait = Math.max(backoff(tries, { ...RETRY[kind], random }), asked)
  return { state: 'pending', dueAt: Math.min(now + wait, createdAt + GIVE_UP_MS), error: reason }
}
