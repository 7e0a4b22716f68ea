/**
 * Sends the deliveries that are due, no faster than Discord's limit for one bot leaves room.
 *
 *   claim ─→ at the pace, each: the try's time is committed ─→ read the channel back where the nonce may be forgotten ─→
 *   send with the deterministic nonce ─→ one transaction, with the next one's try: sent + postings + what follows it | again later | failed | unsure
 *
 * A forum's post has no nonce: after any try that may have been stored it is looked for before the next.
 */
import { afterAttempt, type DeliveryNext, mustReadBack } from '../delivery/after-attempt.ts'
import { wantMissed } from '../delivery/correction-steps.ts'
import {
  beginTry,
  type Delivery,
  markUnsure,
  releaseDelivery,
  settleDelivery,
} from '../delivery/delivery-table.ts'
import { addFollowUp } from '../delivery/follow-up-table.ts'
import { leavingOut } from '../delivery/leave-out.ts'
import { nonceOf } from '../delivery/nonce.ts'
import { spaceOfNotice } from '../delivery/notice-key.ts'
import { owe, untell } from '../delivery/notice-table.ts'
import { forgetTrouble, noteTrouble, untellTroubles } from '../delivery/place-trouble-table.ts'
import { quiet } from '../delivery/quiet.ts'
import type { PermanentReason, SendResult } from '../delivery/send-message.ts'
import { titleOfContent } from '../digest/title.ts'
import type { ContainerTitle, Place } from '../model/place.ts'
import { isPersonal } from '../model/space.ts'
import type { PauseReason } from '../model/subscription.ts'
import type { Tx } from '../storage/db.ts'
import { Together } from '../storage/together.ts'
import { ON_TIME_MS } from '../subscription/slots.ts'
import { pauseChannel } from '../subscription/subscription-table.ts'
import { heldBack } from './adult-delivery.ts'
import type { DeliverDeps } from './deps.ts'
import { claimTurn, noteSettled, wholeTurn } from './send-turn.ts'

/** A second's worth at our pace; each is for another channel, so one that hangs keeps no other waiting. */
const BATCH = 40
/** Reading back (five pages) and sending end within 10 s a request: a row whose lease is over is nobody's any more. */
const LEASE_MS = 120_000
/** What a message's snowflake may lie before our own clock: a machine without NTP drifts by seconds a day. */
const CLOCK_SKEW_MS = 60_000

/** Refusals that will meet every further message too, until somebody changes something in Discord. */
const PAUSES: Partial<Record<PermanentReason, PauseReason>> = {
  'direct-closed': 'direct-closed',
  'no-access': 'no-access',
  'no-permission': 'no-permission',
  'channel-gone': 'channel-gone',
  'wrong-channel': 'wrong-channel',
  'needs-tag': 'needs-tag',
}

type Outcome = SendResult | { kind: 'unsure'; reason: string }

const isPost = ({ container }: Delivery) => container === 'post'

const titleOf = ({ title, payload }: Delivery): ContainerTitle =>
  title ?? { name: titleOfContent(payload.content), words: [] }

/** Looks for what an earlier try may have left in Discord; null where nothing has. */
async function seenBefore(
  deps: DeliverDeps,
  delivery: Delivery,
  firstTryAt: number,
): Promise<Outcome | null> {
  const wanted = { ...delivery, after: firstTryAt - CLOCK_SKEW_MS }
  const seen = isPost(delivery)
    ? await deps.findPost({ ...wanted, name: titleOf(delivery).name })
    : await deps.readBack({ ...wanted, direct: isPersonal(delivery.guildId) })
  if (seen.kind === 'unreadable') return { kind: 'unsure', reason: seen.reason }
  if (seen.kind === 'temporary') return { kind: 'unknown', reason: seen.reason }
  if (seen.kind === 'absent') return null
  const { messageId } = seen
  return { kind: 'sent', messageId, ...(isPost(delivery) ? { containerId: messageId } : {}) }
}

async function tryDelivery(deps: DeliverDeps, delivery: Delivery): Promise<Outcome> {
  const { channelId, key, firstTryAt, createdAt } = delivery
  const now = deps.clock.now()
  if (firstTryAt !== null && mustReadBack(firstTryAt, now, { hasNonce: !isPost(delivery) })) {
    const seen = await seenBefore(deps, delivery, firstTryAt)
    if (seen !== null) return seen
  }
  const own = leavingOut(delivery, delivery.leftOut).payload
  const payload = now - createdAt > ON_TIME_MS ? quiet(own) : own
  if (isPost(delivery)) return deps.openPost({ channelId, payload, title: titleOf(delivery) })
  return deps.send({ channelId, payload, nonce: nonceOf(deps.instance, key, channelId) })
}

/** What a digest that stands in Discord is still owed: its thread, and its way to those who follow the channel. */
async function followUp(
  tx: Tx,
  { delivery, messageId, place }: { delivery: Delivery; messageId: string; place: Place | null },
  now: number,
): Promise<void> {
  const { id: deliveryId, guildId, channelId, container, publish } = delivery
  const step = { deliveryId, guildId, channelId, messageId, name: titleOf(delivery).name }
  if (container === 'thread') await addFollowUp(tx, { ...step, kind: 'thread' }, now)
  if (publish && place?.kind === 'announcement') {
    await addFollowUp(tx, { ...step, kind: 'crosspost' }, now)
  }
  if (container === 'post') await forgetTrouble(tx, { deliveryId, cause: 'needs-tag' })
}

/** Only an announcement's way to its followers depends on where it stands; what cannot be asked for now hands nothing on. */
async function placeFor(deps: DeliverDeps, { publish, channelId, id }: Delivery) {
  if (!publish) return null
  try {
    return await deps.placeOf(channelId)
  } catch (error) {
    deps.log.warn({ delivery: id, err: error }, 'where a digest stands could not be asked')
    return null
  }
}

/** What Discord refuses until somebody changes something there pauses the channel's digests. */
async function pauseFor(
  tx: Tx,
  { id: deliveryId, channelId }: Delivery,
  { reason, now }: { reason: PermanentReason; now: number },
): Promise<void> {
  const pausedFor = PAUSES[reason]
  if (pausedFor === undefined) return
  const spaces = await pauseChannel(tx, { channelId, pausedFor, now })
  // Whose direct messages are closed is told at their next command.
  for (const space of spaces) if (isPersonal(space)) await owe(tx, { guildId: space, now })
  if (reason === 'needs-tag') await noteTrouble(tx, { deliveryId, cause: 'needs-tag', now })
}

/** A notice that reached nobody is told at the next command of its server's managers or of the person. */
async function notTold(tx: Tx, { guildId, key }: Delivery, now: number): Promise<void> {
  if (spaceOfNotice(key) === null) return
  if (!(await untellTroubles(tx, { guildId, key }))) await untell(tx, { guildId, key })
  await owe(tx, { guildId, now })
}

/** An article that went without its card is told of once, until one of the digest's goes whole again; nothing is unsure any more. */
async function noteLeftOut(tx: Tx, { id: deliveryId, kind, leftOut }: Delivery, now: number) {
  if (kind !== 'digest') return
  const trouble = { deliveryId, cause: 'left-out' } as const
  await forgetTrouble(tx, { deliveryId, cause: 'unsure' })
  await (leftOut === null ? forgetTrouble(tx, trouble) : noteTrouble(tx, { ...trouble, now }))
}

function logSettled(
  { log }: DeliverDeps,
  { delivery, about, next }: { delivery: Delivery; about: object; next: DeliveryNext },
): void {
  if (next.state === 'sent') log.info(about, `${delivery.kind} posted`)
  else log.warn({ ...about, state: next.state, error: next.error }, `${delivery.kind} not posted`)
}

/** What a channel is, and whether a message could be read back there, is known when its server is there again: until then it waits. */
const outage = ({ isOut }: DeliverDeps, delivery: Delivery): Outcome | null =>
  isOut?.(delivery) ? { kind: 'unknown', reason: 'outage' } : null

/** Gives null where another process has taken the delivery. */
async function deliverOne(
  deps: DeliverDeps,
  ledger: Together,
  delivery: Delivery,
): Promise<SendResult['kind'] | 'unsure' | null> {
  const during = outage(deps, delivery)
  if (during === null && (await heldBack(deps, delivery))) return null
  const ours = await ledger.now((tx) => beginTry(tx, delivery, deps.clock.now()))
  if (!ours) return null
  const outcome = await (during ?? tryDelivery(deps, delivery))
  const now = deps.clock.now()
  const about = { delivery: delivery.id, channel: delivery.channelId, outcome: outcome.kind }
  if (outcome.kind === 'unsure') {
    await ledger.soon(async (tx) => {
      const ours = await markUnsure(tx, delivery, outcome.reason)
      if (ours && delivery.kind === 'digest')
        await noteTrouble(tx, { deliveryId: delivery.id, cause: 'unsure', now })
    })
    deps.log.warn({ ...about, reason: outcome.reason }, 'delivery unsure: it is not sent again')
    return outcome.kind
  }
  const next = afterAttempt(outcome, {
    createdAt: delivery.createdAt,
    tries: delivery.tries + 1,
    now,
    random: deps.random,
    hasNonce: !isPost(delivery),
    leftOut: delivery.leftOut,
    cards: delivery.kind === 'digest' ? (delivery.payload.embeds?.length ?? 0) : 0,
  })
  const late =
    delivery.kind === 'digest' &&
    next.state === 'pending' &&
    next.dueAt - delivery.createdAt > ON_TIME_MS
  const place = next.state === 'sent' ? await placeFor(deps, delivery) : null
  await ledger.soon(async (tx) => {
    if (!(await settleDelivery(tx, { delivery, next, now, late }))) return
    if (outcome.kind === 'permanent') await pauseFor(tx, delivery, { reason: outcome.reason, now })
    if (next.state === 'failed') await notTold(tx, delivery, now)
    if (next.state !== 'sent') return
    await wantMissed(tx, { messageId: next.messageId, guildId: delivery.guildId, now })
    await followUp(tx, { delivery, messageId: next.messageId, place }, now)
    await noteLeftOut(tx, delivery, now)
  })
  const isWhole = next.state !== 'pending' || next.leftOut === undefined
  if (delivery.kind !== 'notice' && isWhole) await noteSettled(deps, delivery, outcome)
  logSettled(deps, { delivery, about, next })
  return outcome.kind
}

/**
 * Claims due deliveries and sends them at the pace until nothing is due, without waiting for one before the next; gives how many
 * were claimed, 0 when none was due. What has not begun when `signal` aborts is given back. Throws `DeadToken` when Discord
 * refuses the token.
 */
export function deliverDue(deps: DeliverDeps, signal?: AbortSignal): Promise<number> {
  // What became of one is written with the begin of the next: half as many commits wait for the disk.
  let ahead = 0
  const ledger = new Together(deps.db, () => ahead > 0)
  return wholeTurn(deps, {
    claim: async () => {
      if (deps.isHeld?.()) return []
      const claimed = await claimTurn(deps, { limit: BATCH, leaseMs: LEASE_MS })
      ahead += claimed.length
      return claimed
    },
    one: (delivery) => {
      ahead -= 1
      return deliverOne(deps, ledger, delivery)
    },
    release: (tx, delivery, now) => {
      ahead -= 1
      return releaseDelivery(tx, delivery, now)
    },
    signal,
  })
}
