/** What is still to be done to messages that were posted: a thread from one, handing it on to those who follow its channel, a correction of it. */
import { claim, fenced } from '../storage/claim.ts'
import type { Row, Tx } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'
import type { FollowUpKind, FollowUpNext } from './after-follow-up.ts'

export type FollowUp = {
  id: number
  kind: FollowUpKind
  deliveryId: number
  guildId: string
  channelId: string
  messageId: string
  /** Of the thread. */
  name: string
  createdAt: number
  tries: number
  attempt: number
}

const COLUMNS =
  'id, kind, delivery_id, guild_id, channel_id, message_id, name, created_at, tries, attempt'

const followUpOf = (row: Row): FollowUp => ({
  id: Number(row['id']),
  kind: String(row['kind']) as FollowUpKind,
  deliveryId: Number(row['delivery_id']),
  guildId: String(row['guild_id']),
  channelId: String(row['channel_id']),
  messageId: String(row['message_id']),
  name: String(row['name']),
  createdAt: Number(row['created_at']),
  tries: Number(row['tries']),
  attempt: Number(row['attempt']),
})

export type NewFollowUp = Pick<
  FollowUp,
  'kind' | 'deliveryId' | 'guildId' | 'channelId' | 'messageId' | 'name'
>

/** Puts a step into the ledger, due now; one that is there already stays as it is. */
export async function addFollowUp(tx: Tx, step: NewFollowUp, now: number): Promise<void> {
  await tx.all(
    `INSERT INTO follow_up (kind, delivery_id, guild_id, channel_id, message_id, name, state, due_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'pending', $7, $7) ON CONFLICT (delivery_id, kind) DO NOTHING`,
    [step.kind, step.deliveryId, step.guildId, step.channelId, step.messageId, step.name, now],
  )
}

/** Takes due steps of these kinds for this process until `leaseUntil`. */
export async function claimFollowUps(
  tx: Tx,
  kinds: readonly FollowUpKind[],
  lease: { now: number; leaseUntil: number; owner: string; limit: number },
): Promise<FollowUp[]> {
  const rows = await claim(tx, {
    ...lease,
    table: 'follow_up',
    where: `state = 'pending' AND kind IN (${placesFor(kinds)})`,
    params: kinds,
    columns: COLUMNS,
  })
  return rows.map(followUpOf)
}

/** Writes what became of a try, unless another process has taken the step meanwhile: then gives false. */
export async function settleFollowUp(tx: Tx, step: FollowUp, next: FollowUpNext): Promise<boolean> {
  const { id, attempt, tries } = step
  const set = {
    tries: tries + 1,
    ...(next.state === 'done'
      ? { state: 'done', error: null }
      : next.state === 'failed'
        ? { state: 'failed', error: next.error }
        : { due_at: next.dueAt, error: next.error }),
  }
  const ours = await fenced(tx, { table: 'follow_up', id, attempt, set })
  if (ours && next.state === 'done' && step.kind === 'thread') {
    // A thread that is started from a message has its id.
    await tx.all('UPDATE delivery SET container_id = message_id WHERE id = $1', [step.deliveryId])
  }
  return ours
}

/** Gives back a claimed step that was not begun: it is due again at `now`. */
export const releaseFollowUp = (tx: Tx, { id, attempt }: FollowUp, now: number): Promise<boolean> =>
  fenced(tx, { table: 'follow_up', id, attempt, set: { due_at: now } })

/** Gives the kinds of which a step is due at `now`. */
export async function kindsDue(tx: Tx, now: number): Promise<Set<FollowUpKind>> {
  const rows = await tx.all(
    `SELECT DISTINCT kind FROM follow_up WHERE state = 'pending' AND due_at <= $1`,
    [now],
  )
  return new Set(rows.map((row) => String(row['kind']) as FollowUpKind))
}

/** Gives the key of a delivery, or an empty text where it is not kept any more. */
export async function keyOfDelivery(tx: Tx, deliveryId: number): Promise<string> {
  const [row] = await tx.all('SELECT key FROM delivery WHERE id = $1', [deliveryId])
  return row ? String(row['key']) : ''
}
