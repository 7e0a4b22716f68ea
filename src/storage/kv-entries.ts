/** Entries of the cache by what stands in them: for who asks what is kept of them. */
import type { Tx } from './db.ts'
import { placesFor } from './places.ts'

export type KvEntry = { namespace: string; key: string; value: string }

type Wanted = {
  /** Digits only. */
  id: string
  /** Namespaces that hold nothing of people, and are large. */
  except: readonly string[]
}

/** The namespace first: a large value that need not be read is not. */
const naming = (except: readonly string[]) =>
  `${except.length === 0 ? '' : `namespace NOT IN (${placesFor(except, 2)}) AND `}(key LIKE $1 OR value LIKE $1)`

function valuesOf({ id, except }: Wanted): string[] {
  if (!/^\d+$/.test(id)) throw new TypeError('an id is made of digits')
  return [`%${id}%`, ...except]
}

/** Gives the entries, expired ones too, whose key or value holds an id. */
export async function entriesNaming(tx: Tx, wanted: Wanted): Promise<KvEntry[]> {
  const rows = await tx.all(
    `SELECT namespace, key, value FROM kv WHERE ${naming(wanted.except)} ORDER BY namespace, key`,
    valuesOf(wanted),
  )
  return rows.map((row) => ({
    namespace: String(row['namespace']),
    key: String(row['key']),
    value: String(row['value']),
  }))
}

/** Deletes them. */
export async function deleteEntriesNaming(tx: Tx, wanted: Wanted): Promise<void> {
  await tx.all(`DELETE FROM kv WHERE ${naming(wanted.except)}`, valuesOf(wanted))
}
