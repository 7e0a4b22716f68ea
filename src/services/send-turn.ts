/**
 * One process's turn to send: while something is due it holds the sender's lease, takes over what a dead one had in hand, and
 * leaves alone the servers that rest.
 */
import { BREAKER } from '../delivery/breaker.ts'
import { claimDeliveries, type Delivery } from '../delivery/delivery-table.ts'
import { letRest } from '../delivery/resting-server-table.ts'
import type { SendResult } from '../delivery/send-message.ts'
import {
  HEARTBEAT_MS,
  hasWork,
  leaveSender,
  takeOver,
  takeSender,
} from '../delivery/sender-lease.ts'
import type { Tx } from '../storage/db.ts'
import type { DeliverDeps } from './deps.ts'

/** Claims up to `limit` due deliveries; none where another process sends. */
export function claimTurn(
  { db, clock, owner }: DeliverDeps,
  { limit, leaseMs }: { limit: number; leaseMs: number },
): Promise<Delivery[]> {
  const now = clock.now()
  return db.tx(async (tx) => {
    if (!(await hasWork(tx, { owner, now }))) return []
    if (!(await takeSender(tx, { owner, now }))) return []
    await takeOver(tx, { owner, now })
    return claimDeliveries(tx, { now, leaseUntil: now + leaseMs, owner, limit })
  })
}

type Sender = Pick<DeliverDeps, 'db' | 'clock' | 'owner' | 'log' | 'pace'>

type Each<T> = {
  /** Gives what Discord answered; it says `unauthorized` where it refuses the token. */
  one: (row: T) => Promise<string | null>
  /** Gives back what was not begun. */
  release: (tx: Tx, row: T, now: number) => Promise<unknown>
  signal: AbortSignal | undefined
}

/**
 * Does what was claimed at the pace, without waiting for one before the next, and holds the lease meanwhile. What has not begun
 * when `signal` aborts is given back. Throws `DeadToken` when Discord refuses the token.
 */
export async function inTurn<T>(
  deps: Sender,
  batch: readonly T[],
  { one, release, signal }: Each<T>,
): Promise<void> {
  if (batch.length === 0) return
  const outcomes = await holding(deps, () =>
    Promise.allSettled(
      batch.map(async (row) => {
        await deps.pace()
        if (!signal?.aborted) return one(row)
        await deps.db.tx((tx) => release(tx, row, deps.clock.now()))
        return null
      }),
    ),
  )
  const answers = outcomes.map((each) => (each.status === 'fulfilled' ? each.value : null))
  if (answers.includes('unauthorized')) throw new DeadToken()
  const broken = outcomes.find((each) => each.status === 'rejected')
  if (broken) throw broken.reason
}

/** Discord does not accept the bot's token any more: nothing can be done until it is replaced. */
export class DeadToken extends Error {
  constructor() {
    super('Discord refuses the bot token')
    this.name = 'DeadToken'
  }
}

/** Holds the lease while `work` runs. A heartbeat that fails is only logged: without it another process goes on. */
async function holding<T>({ db, clock, owner, log }: Sender, work: () => Promise<T>): Promise<T> {
  const ended = new AbortController()
  const beat = async () => {
    await clock.wait(HEARTBEAT_MS, ended.signal)
    while (!ended.signal.aborted) {
      await db
        .tx((tx) => takeSender(tx, { owner, now: clock.now() }))
        .catch((error: unknown) =>
          log.warn({ err: error }, 'the lease of the sender is not renewed'),
        )
      await clock.wait(HEARTBEAT_MS, ended.signal)
    }
  }
  const beating = beat()
  try {
    return await work()
  } finally {
    ended.abort()
    await beating
  }
}

/** Ends this process's turn: another one need not wait for the end of its lease. */
export const endTurn = ({ db, owner }: Pick<DeliverDeps, 'db' | 'owner'>): Promise<void> =>
  db.tx((tx) => leaveSender(tx, owner))

/** Lets a server rest for an hour that has refused too much; what is due to it waits. */
export async function noteSettled(
  { db, clock, log, breaker }: DeliverDeps,
  { guildId }: Delivery,
  result: SendResult,
): Promise<void> {
  const now = clock.now()
  if (!breaker.settled(guildId, result, now)) return
  const until = now + BREAKER.restMs
  await db.tx((tx) => letRest(tx, { guildId, now, until }))
  log.warn(
    { guild: guildId, until },
    'a server refuses what it is sent: it is left alone for an hour',
  )
}
