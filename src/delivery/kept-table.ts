/** Messages that were given up or go without a card, with their payloads: for the operator to look at and to send again. */
import type { MessagePayload } from '../model/message.ts'
import type { Tx } from '../storage/db.ts'
import type { LeftOut } from './leave-out.ts'

export type KeptDelivery = {
  id: number
  key: string
  kind: string
  guild: string
  channel: string
  state: string
  error: string | null
  leftOut: LeftOut
  /** Epoch ms. */
  createdAt: number
  payload: MessagePayload
}

/** Gives those that failed, whose outcome is unknown, or that went without a card; the newest first. */
export async function keptDeliveries(tx: Tx): Promise<KeptDelivery[]> {
  const rows = await tx.all(
    `SELECT id, key, kind, guild_id, channel_id, state, error, left_out, created_at, payload FROM delivery
      WHERE state IN ('failed', 'unsure') OR left_out IS NOT NULL ORDER BY id DESC`,
  )
  return rows.map((row) => ({
    id: Number(row['id']),
    key: String(row['key']),
    kind: String(row['kind']),
    guild: String(row['guild_id']),
    channel: String(row['channel_id']),
    state: String(row['state']),
    error: row['error'] == null ? null : String(row['error']),
    leftOut: row['left_out'] == null ? null : Number(row['left_out']),
    createdAt: Number(row['created_at']),
    payload: JSON.parse(String(row['payload'])) as MessagePayload,
  }))
}

/**
 * Makes a message due again that failed or whose outcome is unknown, whole as it was composed; its channel is read before.
 * Gives false where there is none.
 */
export async function sendAgain(tx: Tx, { id, now }: { id: number; now: number }) {
  const rows = await tx.all(
    `UPDATE delivery SET state = 'pending', due_at = $2, left_out = NULL, first_try_at = created_at
      WHERE id = $1 AND state IN ('failed', 'unsure') RETURNING id`,
    [id, now],
  )
  return rows.length === 1
}
