/** Brings a store's tables to the form that this version of the bot knows. */
import type { Db } from './db.ts'

/** One step of the tables' history. A released one is never edited: the next step follows it. */
export type Migration = {
  /** 1, 2, 3, … */
  id: number
  name: string
  /** The statements of the step, one a text. */
  sql: (engine: Db['engine']) => readonly string[]
}

/** The file was written by a newer version of the bot. */
export class NewerStore extends Error {
  constructor(found: number, known: number) {
    super(
      `The data was written by a newer version of the bot (step ${found}; this version knows steps up to ${known}). ` +
        'Install that version again, or restore a backup from before it.',
    )
    this.name = 'NewerStore'
  }
}

/**
 * Applies the steps that are missing, in order, each in one transaction with its entry; gives their ids. What is there
 * already is left alone; `now` is what the entries are dated with. Throws `NewerStore`, before anything is changed, where the store knows a step that we do not.
 */
export async function migrate(
  db: Db,
  migrations: readonly Migration[],
  now: number,
): Promise<number[]> {
  await db.all(
    'CREATE TABLE IF NOT EXISTS migration (id BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)',
  )
  const known = migrations.reduce((newest, { id }) => Math.max(newest, id), 0)
  const applied: number[] = []
  for (const migration of [...migrations].sort((a, b) => a.id - b.id)) {
    if (await apply(db, { migration, known, now })) applied.push(migration.id)
  }
  return applied
}

const apply = (
  db: Db,
  { migration, known, now }: { migration: Migration; known: number; now: number },
): Promise<boolean> =>
  db.tx(async (tx) => {
    // Read inside: another process may be migrating the same store.
    const done = (await tx.all('SELECT id FROM migration')).map((row) => Number(row['id']))
    const newest = Math.max(0, ...done)
    if (newest > known) throw new NewerStore(newest, known)
    if (done.includes(migration.id)) return false
    for (const statement of migration.sql(tx.engine)) await tx.all(statement)
    await tx.all('INSERT INTO migration (id, name, applied_at) VALUES ($1, $2, $3)', [
      migration.id,
      migration.name,
      now,
    ])
    return true
  })
