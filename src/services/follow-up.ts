/**
 * Does what is still to be done to messages that were posted.
 *
 *   claim, in this process's turn to send (a thread from a message at once; handing it on to followers while no digest waits; corrections
 *   while nothing else does) ─→ at the pace, each: one request ─→ one transaction: done | again later | failed, and whether somebody is to be told
 *
 * All steps may be tried again without harm: Discord knows that a message has its thread, and that it was handed on; corrections are
 * in `correct.ts`.
 */
import { afterFollowUp, kindsNow } from '../delivery/after-follow-up.ts'
import { isAnyClaimable } from '../delivery/delivery-table.ts'
import {
  claimFollowUps,
  type FollowUp,
  kindsDue,
  releaseFollowUp,
  settleFollowUp,
} from '../delivery/follow-up-table.ts'
import { forgetTrouble, noteTrouble } from '../delivery/place-trouble-table.ts'
import { takeSender } from '../delivery/sender-lease.ts'
import { correctOne } from './correct.ts'
import type { FollowUpDeps } from './deps.ts'
import { inTurn } from './send-turn.ts'

/** A quarter of a second's worth at our pace. */
const BATCH = 10
/** One request of ten seconds at most. */
const LEASE_MS = 60_000

async function followOne(deps: FollowUpDeps, step: FollowUp): Promise<string> {
  const outcome = step.kind === 'thread' ? await deps.startThread(step) : await deps.crosspost(step)
  const now = deps.clock.now()
  const at = { createdAt: step.createdAt, tries: step.tries + 1, now, random: deps.random }
  const next = afterFollowUp(step.kind, outcome, at)
  await deps.db.tx(async (tx) => {
    if (!(await settleFollowUp(tx, step, next)) || step.kind !== 'thread') return
    const trouble = { deliveryId: step.deliveryId, cause: 'no-thread' } as const
    if (next.state === 'done') await forgetTrouble(tx, trouble)
    if (next.state === 'failed' && next.told) await noteTrouble(tx, { ...trouble, now })
  })
  const about = { delivery: step.deliveryId, kind: step.kind, outcome: outcome.kind }
  if (next.state === 'done') deps.log.info(about, 'followed up')
  else deps.log.warn({ ...about, state: next.state, error: next.error }, 'not followed up')
  return outcome.kind
}

/**
 * Claims a batch of due steps and does them at the pace; gives how many were claimed, 0 when none is due. What has not begun
 * when `signal` aborts is given back. Throws `DeadToken` when Discord refuses the token.
 */
export async function followUpDue(deps: FollowUpDeps, signal?: AbortSignal): Promise<number> {
  const now = deps.clock.now()
  const batch = await deps.db.tx(async (tx) => {
    const due = await kindsDue(tx, now)
    if (due.size === 0) return []
    const kinds = kindsNow(due, { digestsWait: await isAnyClaimable(tx, now) })
    if (kinds.length === 0 || !(await takeSender(tx, { owner: deps.owner, now }))) return []
    const lease = { now, leaseUntil: now + LEASE_MS, owner: deps.owner, limit: BATCH }
    return claimFollowUps(tx, kinds, lease)
  })
  await inTurn(deps, batch, {
    one: (step) => (step.kind === 'correction' ? correctOne(deps, step) : followOne(deps, step)),
    release: (tx, step, at) => releaseFollowUp(tx, step, at),
    signal,
  })
  return batch.length
}
