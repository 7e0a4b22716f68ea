/**
 * Sends the deliveries that are due, no faster than Discord's limit for one bot leaves room.
 *
 *   claim (the first try's time is committed) ─→ read the channel back where the nonce may be forgotten ─→ send with the
 *   deterministic nonce ─→ one transaction: sent + postings | again later | failed | unsure
 */
import { afterAttempt, mustReadBack } from '../delivery/after-attempt.ts'
import {
  claimDeliveries,
  type Delivery,
  markUnsure,
  settleDelivery,
} from '../delivery/delivery-table.ts'
import { nonceOf } from '../delivery/nonce.ts'
import type { SendResult } from '../delivery/send-message.ts'
import type { DeliverDeps } from './deps.ts'

const BATCH = 5
/** Reading back and sending end within 10 s each: a row whose lease is over is nobody's any more. */
const LEASE_MS = BATCH * 20_000 + 20_000
/** What a message's snowflake may lie before our own clock. */
const CLOCK_SKEW_MS = 5_000

type Outcome = SendResult | { kind: 'unsure'; reason: string }

async function tryDelivery(deps: DeliverDeps, delivery: Delivery): Promise<Outcome> {
  const { channelId, key, firstTryAt, payload } = delivery
  if (firstTryAt !== null && mustReadBack(firstTryAt, deps.clock.now())) {
    const seen = await deps.readBack({ channelId, key, after: firstTryAt - CLOCK_SKEW_MS })
    if (seen.kind === 'found') return { kind: 'sent', messageId: seen.messageId }
    if (seen.kind === 'unreadable') return { kind: 'unsure', reason: seen.reason }
    if (seen.kind === 'temporary') return { kind: 'unknown', reason: seen.reason }
  }
  return deps.send({ channelId, payload, nonce: nonceOf(deps.instance, key, channelId) })
}

async function deliverOne(
  deps: DeliverDeps,
  delivery: Delivery,
): Promise<SendResult['kind'] | 'unsure'> {
  const outcome = await tryDelivery(deps, delivery)
  const now = deps.clock.now()
  const about = { delivery: delivery.id, channel: delivery.channelId, outcome: outcome.kind }
  if (outcome.kind === 'unsure') {
    await deps.db.tx((tx) => markUnsure(tx, delivery, outcome.reason))
    deps.log.warn({ ...about, reason: outcome.reason }, 'delivery unsure: it is not sent again')
    return outcome.kind
  }
  const next = afterAttempt(outcome, {
    createdAt: delivery.createdAt,
    tries: delivery.tries + 1,
    now,
    random: deps.random,
  })
  await deps.db.tx((tx) => settleDelivery(tx, { delivery, next, now }))
  if (next.state === 'sent') deps.log.info(about, 'digest posted')
  else deps.log.warn({ ...about, state: next.state, error: next.error }, 'digest not posted')
  return outcome.kind
}

/**
 * Claims a batch of due deliveries and sends them one after the other at the pace; gives how many were claimed, 0 when
 * none is due. Throws `DeadToken` when Discord refuses the token.
 */
export async function deliverDue(deps: DeliverDeps, signal?: AbortSignal): Promise<number> {
  const now = deps.clock.now()
  const batch = await deps.db.tx((tx) =>
    claimDeliveries(tx, { now, leaseUntil: now + LEASE_MS, owner: deps.owner, limit: BATCH }),
  )
  for (const delivery of batch) {
    // What is claimed but not begun is given back by its lease.
    if (signal?.aborted) break
    await deps.pace()
    const outcome = await deliverOne(deps, delivery)
    if (outcome === 'unauthorized') throw new DeadToken()
  }
  return batch.length
}

/** Discord does not accept the bot's token any more: nothing can be done until it is replaced. */
export class DeadToken extends Error {
  constructor() {
    super('Discord refuses the bot token')
    this.name = 'DeadToken'
  }
}
