/** Opens the store of a file with all its tables, or says that it cannot be used. */
import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Db } from '../storage/db.ts'
import { migrate } from '../storage/migrate.ts'
import { migrations } from '../storage/migrations.ts'
import { openSqlite } from '../storage/sqlite.ts'

/** The data file cannot be opened or brought up to date. */
export class StoreUnusable extends Error {
  constructor(file: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super(`the data file ${file} cannot be used (${reason})`, { cause })
    this.name = 'StoreUnusable'
  }
}

/** Gives when a file was put where it is or last written (epoch ms), however old its contents; null where there is none. */
export const changedAt = (file: string): number | null =>
  statSync(file, { throwIfNoEntry: false })?.ctimeMs ?? null

/** Opens the store of a file, with all its tables; its folder is made where it is new. Throws `StoreUnusable`. */
export async function openStore(file: string, now: number): Promise<Db> {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
    return await migrated(await openSqlite(file), now)
  } catch (error) {
    throw new StoreUnusable(file, error)
  }
}

async function migrated(db: Db, now: number): Promise<Db> {
  try {
    await migrate(db, migrations, now)
    return db
  } catch (error) {
    await db.close()
    throw error
  }
}
