/**
 * Due work, claimed by lease: `due_at` is run-at and lease end in one, `attempt` is the fencing token. Written once for
 * feeds, subscriptions and deliveries. Tables and columns are named by our code, never by a user.
 */
import type { Row, Tx, Value } from './db.ts'

export type Claim = {
  table: string
  /** What else must be true of a row, over the table's own name; `params` are its `$1`, `$2`, … */
  where: string
  params?: readonly Value[]
  /** Epoch ms. */
  now: number
  /** Epoch ms at which others may take it. */
  leaseUntil: number
  owner: string
  limit: number
  /** Columns by which rows are taken before how long they are due; none where that alone counts. */
  first?: string
  /** The columns that are given, `id` among them, as they are after the claim. */
  columns: string
}

/**
 * Takes at most `limit` rows that are due, by `first` and those due longest, and gives them by id. Two claimers never get the same row:
 * on SQLite there is one writer, on PostgreSQL a row that another one is taking is skipped.
 */
export async function claim(tx: Tx, c: Claim): Promise<Row[]> {
  const params = c.params ?? []
  const place = (index: number) => `$${params.length + index}`
  // Materialized: PostgreSQL may otherwise run a subquery with LIMIT more than once and take more than the limit.
  const rows = await tx.all(
    `WITH due AS MATERIALIZED (
       SELECT id FROM ${c.table} WHERE (${c.where}) AND due_at <= ${place(1)}
        ORDER BY ${c.first === undefined ? '' : `${c.first}, `}due_at, id LIMIT ${place(2)}${tx.engine === 'postgres' ? ' FOR UPDATE SKIP LOCKED' : ''})
     UPDATE ${c.table} SET due_at = ${place(3)}, attempt = attempt + 1, owner = ${place(4)}
      WHERE id IN (SELECT id FROM due)
     RETURNING ${c.columns}`,
    [...params, c.now, c.limit, c.leaseUntil, c.owner],
  )
  return rows.sort((a, b) => Number(a['id']) - Number(b['id']))
}

/**
 * Writes `set` to a claimed row and frees it, only if nobody has claimed it since: gives whether it did. Where it gives
 * false the work's result is another's to write, and is dropped.
 */
export async function fenced(
  tx: Tx,
  {
    table,
    id,
    attempt,
    set,
  }: {
    table: string
    id: number
    attempt: number
    set: Readonly<Record<string, Value>>
  },
): Promise<boolean> {
  const columns = Object.keys(set)
  const assignments = columns.map((column, index) => `${column} = $${index + 3}, `)
  const rows = await tx.all(
    `UPDATE ${table} SET ${assignments.join('')}owner = NULL WHERE id = $1 AND attempt = $2 RETURNING id`,
    [id, attempt, ...columns.map((column) => set[column] ?? null)],
  )
  return rows.length === 1
}
