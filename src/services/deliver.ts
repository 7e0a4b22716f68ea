/**
 * Sends the deliveries that are due, no faster than Discord's limit for one bot leaves room.
 *
 *   claim ─→ at the pace, each: the try's time is committed ─→ read the channel back where the nonce may be forgotten ─→
 *   send with the deterministic nonce ─→ one transaction: sent + postings | again later | failed | unsure
 */
import { afterAttempt, mustReadBack } from '../delivery/after-attempt.ts'
import {
  beginTry,
  claimDeliveries,
  type Delivery,
  markUnsure,
  releaseDelivery,
  settleDelivery,
} from '../delivery/delivery-table.ts'
import { nonceOf } from '../delivery/nonce.ts'
import { spaceOfNotice } from '../delivery/notice-key.ts'
import { owe, untell } from '../delivery/notice-table.ts'
import { quiet } from '../delivery/quiet.ts'
import type { PermanentReason, SendResult } from '../delivery/send-message.ts'
import { isPersonal } from '../model/space.ts'
import type { PauseReason } from '../model/subscription.ts'
import type { Tx } from '../storage/db.ts'
import { ON_TIME_MS } from '../subscription/slots.ts'
import { pauseChannel } from '../subscription/subscription-table.ts'
import type { DeliverDeps } from './deps.ts'

/** Half a second's worth at our pace; each is for another channel, so one that hangs keeps no other waiting. */
const BATCH = 20
/** Reading back (five pages) and sending end within 10 s a request: a row whose lease is over is nobody's any more. */
const LEASE_MS = 120_000
/** What a message's snowflake may lie before our own clock. */
const CLOCK_SKEW_MS = 5_000

/** Refusals that will meet every further message too, until somebody changes something in Discord. */
const PAUSES: Partial<Record<PermanentReason, PauseReason>> = {
  'direct-closed': 'direct-closed',
  'no-access': 'no-access',
  'no-permission': 'no-permission',
  'channel-gone': 'channel-gone',
  'wrong-channel': 'wrong-channel',
}

type Outcome = SendResult | { kind: 'unsure'; reason: string }

async function tryDelivery(deps: DeliverDeps, delivery: Delivery): Promise<Outcome> {
  const { channelId, key, firstTryAt, createdAt, guildId } = delivery
  const now = deps.clock.now()
  if (firstTryAt !== null && mustReadBack(firstTryAt, now)) {
    const after = firstTryAt - CLOCK_SKEW_MS
    const seen = await deps.readBack({ channelId, key, after, direct: isPersonal(guildId) })
    if (seen.kind === 'found') return { kind: 'sent', messageId: seen.messageId }
    if (seen.kind === 'unreadable') return { kind: 'unsure', reason: seen.reason }
    if (seen.kind === 'temporary') return { kind: 'unknown', reason: seen.reason }
  }
  const payload = now - createdAt > ON_TIME_MS ? quiet(delivery.payload) : delivery.payload
  return deps.send({ channelId, payload, nonce: nonceOf(deps.instance, key, channelId) })
}

/** A notice that reached nobody is told at the next command of its server's managers, or of the person. */
async function notTold(tx: Tx, { guildId, key }: Delivery, now: number): Promise<void> {
  if (spaceOfNotice(key) === null) return
  await untell(tx, { guildId, key })
  await owe(tx, { guildId, now })
}

/** Whose direct messages are closed is told at their next command. */
async function pauseAt(
  tx: Tx,
  { channelId, pausedFor, now }: { channelId: string; pausedFor: PauseReason; now: number },
): Promise<void> {
  const spaces = await pauseChannel(tx, { channelId, pausedFor })
  for (const space of spaces) if (isPersonal(space)) await owe(tx, { guildId: space, now })
}

/** Gives null where another process has taken the delivery. */
async function deliverOne(
  deps: DeliverDeps,
  delivery: Delivery,
): Promise<SendResult['kind'] | 'unsure' | null> {
  const ours = await deps.db.tx((tx) => beginTry(tx, delivery, deps.clock.now()))
  if (!ours) return null
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
  await deps.db.tx(async (tx) => {
    const settled = await settleDelivery(tx, { delivery, next, now })
    const pausedFor = outcome.kind === 'permanent' ? PAUSES[outcome.reason] : undefined
    if (settled && pausedFor) {
      await pauseAt(tx, { channelId: delivery.channelId, pausedFor, now })
    }
    if (settled && next.state === 'failed') await notTold(tx, delivery, now)
  })
  if (next.state === 'sent') deps.log.info(about, 'digest posted')
  else deps.log.warn({ ...about, state: next.state, error: next.error }, 'digest not posted')
  return outcome.kind
}

/**
 * Claims a batch of due deliveries and sends them at the pace, without waiting for one before the next; gives how many were
 * claimed, 0 when none is due. What has not begun when `signal` aborts is given back. Throws `DeadToken` when Discord
 * refuses the token.
 */
export async function deliverDue(deps: DeliverDeps, signal?: AbortSignal): Promise<number> {
  const now = deps.clock.now()
  const batch = await deps.db.tx((tx) =>
    claimDeliveries(tx, { now, leaseUntil: now + LEASE_MS, owner: deps.owner, limit: BATCH }),
  )
  const outcomes = await Promise.allSettled(
    batch.map(async (delivery) => {
      await deps.pace()
      if (!signal?.aborted) return deliverOne(deps, delivery)
      await deps.db.tx((tx) => releaseDelivery(tx, delivery, now))
      return null
    }),
  )
  const answers = outcomes.map((one) => (one.status === 'fulfilled' ? one.value : null))
  if (answers.includes('unauthorized')) throw new DeadToken()
  const broken = outcomes.find((one) => one.status === 'rejected')
  if (broken) throw broken.reason
  return batch.length
}

/** Discord does not accept the bot's token any more: nothing can be done until it is replaced. */
export class DeadToken extends Error {
  constructor() {
    super('Discord refuses the bot token')
    this.name = 'DeadToken'
  }
}
