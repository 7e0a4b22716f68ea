/**
 * The sender's lease: of all processes one sends at a time, since Discord counts requests per bot. It is held while something
 * can be sent and not longer, so that an idle bot writes nothing.
 */
import type { Tx } from '../storage/db.ts'
import { leaveLease, takeLease } from '../storage/lease.ts'
import { isAnyClaimable } from './delivery-table.ts'

const NAME = 'sender'
/** The lease is renewed this often while messages go out. */
export const HEARTBEAT_MS = 1_000
/** After this without a heartbeat another process sends: with its own round of a second it is at work within five. */
export const SENDER_LEASE_MS = 3_500

type Process = { owner: string; now: number }

/** Takes or renews the lease; gives false where another process sends. */
export const takeSender = (tx: Tx, { owner, now }: Process): Promise<boolean> =>
  takeLease(tx, { name: NAME, owner, now, until: now + SENDER_LEASE_MS })

/** Gives the lease back, so that another process need not wait for its end. */
export const leaveSender = (tx: Tx, owner: string): Promise<void> =>
  leaveLease(tx, { name: NAME, owner })

/** Says whether a delivery can be claimed, or is in the hands of another process; what waits behind another one is no work yet. */
export async function hasWork(tx: Tx, { owner, now }: Process): Promise<boolean> {
  if (await isAnyClaimable(tx, now)) return true
  const [held] = await tx.all(
    `SELECT 1 AS one FROM delivery WHERE state = 'pending' AND owner IS NOT NULL AND owner <> $1 LIMIT 1`,
    [owner],
  )
  return held !== undefined
}

/** Makes due at once what a process that sends no more had in hand; what that one still writes of it is dropped. */
export async function takeOver(tx: Tx, { owner, now }: Process): Promise<void> {
  await tx.all(
    `UPDATE delivery SET due_at = $2, attempt = attempt + 1, owner = NULL
      WHERE state = 'pending' AND owner IS NOT NULL AND owner <> $1`,
    [owner, now],
  )
}
