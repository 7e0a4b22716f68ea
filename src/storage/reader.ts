/** A store's file for reading alone: what another thread looks through while the bot goes on. */
import { DatabaseSync } from 'node:sqlite'
import type { Row, Tx, Value } from './db.ts'
import { Statements } from './statements.ts'

const BUSY_TIMEOUT_MS = 5_000

/** Opens a file that is there with all its tables; each statement sees what is committed. A statement that writes throws. */
export function openReader(path: string): Tx {
  const connection = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS })
  const statements = new Statements(connection)
  return {
    engine: 'sqlite',
    all: async <R extends Row = Row>(sql: string, params: readonly Value[] = []) =>
      statements.all<R>(sql, params),
  }
}
