/** Leases by name: what only one process may do at a time, and another one goes on with when that one is gone. */
import type { Tx } from './db.ts'

export type Lease = {
  name: string
  /** Names this process. */
  owner: string
  /** Epoch ms. */
  now: number
  /** Epoch ms at which others may take it. */
  until: number
}

/** Takes or renews a lease; gives false where another process holds it. */
export async function takeLease(tx: Tx, { name, owner, now, until }: Lease): Promise<boolean> {
  const rows = await tx.all(
    `INSERT INTO lease (name, owner, until) VALUES ($1, $2, $4)
     ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
      WHERE lease.owner = excluded.owner OR lease.until <= $3 RETURNING owner`,
    [name, owner, now, until],
  )
  return rows.length === 1
}

/** Gives a lease back, if it is this process's. */
export async function leaveLease(
  tx: Tx,
  { name, owner }: Pick<Lease, 'name' | 'owner'>,
): Promise<void> {
  await tx.all('DELETE FROM lease WHERE name = $1 AND owner = $2', [name, owner])
}
