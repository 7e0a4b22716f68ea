/**
 * One process's turn to send: while something is due it holds the sender's lease, takes over what a dead one had in hand, and
 * leaves alone the servers that rest.
 */
import { BREAKER } from '../delivery/breaker.ts'
import { claimDeliveries, type Delivery, letLateWait } from '../delivery/delivery-table.ts'
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
import { ON_TIME_MS } from '../subscription/slots.ts'
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
    await letLateWait(tx, now - ON_TIME_MS)
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

/** As many may wait for Discord at once: what hangs for ten seconds keeps a pace of forty going while a quarter of all hangs. */
const MOST_UNDER_WAY = 100
/** While something hangs, what becomes due meanwhile is looked for this often. */
const LOOK_AGAIN_MS = 250

type Turn<T> = Each<T> & {
  /** Takes the next that are due; none when nothing is. */
  claim: () => Promise<readonly T[]>
}

/**
 * Does what is due at the pace until nothing is, without waiting for one before the next, and holds the lease meanwhile: the
 * next batch is claimed while half of the last still waits for its turn, so that the pace has no gaps. Gives how many were
 * claimed. What has not begun when `signal` aborts is given back. Throws `DeadToken` when Discord refuses the token; whatever
 * fails, what is under way ends first.
 */
export async function wholeTurn<T>(deps: Sender, turn: Turn<T>): Promise<number> {
  const first = await turn.claim()
  if (first.length === 0) return 0
  return holding(deps, () => throughAll(deps, first, turn))
}

async function throughAll<T>(deps: Sender, first: readonly T[], turn: Turn<T>): Promise<number> {
  const underWay = new UnderWay()
  let claimed = 0
  let batch = first
  while (batch.length > 0 || underWay.size > 0) {
    claimed += batch.length
    const begun = batch.map((row) => underWay.begin(deps, row, turn))
    await begun[begun.length >> 1]
    if (batch.length === 0 || underWay.size >= MOST_UNDER_WAY) await underWay.change(deps)
    const isOver = underWay.failure !== null || turn.signal?.aborted === true
    const isFull = underWay.size >= MOST_UNDER_WAY
    batch = isOver || isFull ? [] : await turn.claim().catch((error) => underWay.fail(error))
  }
  if (underWay.failure !== null) throw underWay.failure.cause
  return claimed
}

/** What was claimed and has not ended. */
class UnderWay {
  readonly #all = new Set<Promise<void>>()
  failure: { cause: unknown } | null = null

  get size(): number {
    return this.#all.size
  }

  /** Keeps the first failure; gives nothing. */
  fail(cause: unknown): [] {
    this.failure ??= { cause }
    return []
  }

  /** Resolves when the pace has let it begin. */
  begin<T>({ pace, db, clock }: Sender, row: T, { one, release, signal }: Each<T>): Promise<void> {
    const begun = Promise.withResolvers<void>()
    const work = async () => {
      await pace()
      begun.resolve()
      if (signal?.aborted) await db.tx((tx) => release(tx, row, clock.now()))
      else if ((await one(row)) === 'unauthorized') this.fail(new DeadToken())
    }
    const ended = work()
      .catch((error: unknown) => void this.fail(error))
      .finally(() => {
        begun.resolve()
        this.#all.delete(ended)
      })
    this.#all.add(ended)
    return begun.promise
  }

  /** Resolves when one of them has ended, or in a moment. */
  async change({ clock }: Sender): Promise<void> {
    const over = new AbortController()
    await Promise.race([...this.#all, clock.wait(LOOK_AGAIN_MS, over.signal)])
    over.abort()
  }
}

/** Does a batch that was claimed as a turn of its own. */
export const inTurn = async <T>(
  deps: Sender,
  batch: readonly T[],
  each: Each<T>,
): Promise<void> => {
  const rest = [batch]
  await wholeTurn(deps, { ...each, claim: async () => rest.pop() ?? [] })
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
