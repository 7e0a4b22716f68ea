/** The store on one SQLite file (or in memory): the embedded engine behind the port. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { DatabaseSync } from 'node:sqlite'
import type { Db, Row, Tx, Value } from './db.ts'
import { Mutex } from './mutex.ts'
import { Statements } from './statements.ts'

export type SqliteOptions = {
  /** How long to wait, in ms, while another process writes to the file. */
  busyTimeout?: number
}

const BUSY_TIMEOUT_MS = 5_000

/** What runs now, seen from inside: a transaction waits for nobody but itself. */
type Running = { open: boolean }

/** Statements that can write go to the writing connection; a wrong yes costs nothing but a turn. */
const WRITES =
  /^\s*(?:(?!SELECT\b|VALUES\b|WITH\b)|WITH\b[\s\S]*\b(?:INSERT|UPDATE|DELETE|REPLACE)\b)/i

/**
 * Opens the store in `path`: a file (made where it is new, in a folder that is there) or ':memory:'. A file's readers
 * have a connection of their own and see what is committed while a transaction is open. In memory there is one
 * connection: a read waits for the open transaction, so it never sees half of it either.
 */
export async function openSqlite(
  path: string,
  { busyTimeout = BUSY_TIMEOUT_MS }: SqliteOptions = {},
): Promise<Db> {
  const inMemory = path === ':memory:'
  const writer = new DatabaseSync(path, { timeout: busyTimeout })
  try {
    writer.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
    const reader = inMemory
      ? null
      : new DatabaseSync(path, { readOnly: true, timeout: busyTimeout })
    return new SqliteDb(writer, reader)
  } catch (error) {
    writer.close()
    throw error
  }
}

class SqliteDb implements Db {
  readonly engine = 'sqlite'
  readonly #writer: DatabaseSync
  readonly #reader: DatabaseSync | null
  readonly #write: Statements
  readonly #read: Statements | null
  readonly #turns = new Mutex()
  readonly #running = new AsyncLocalStorage<Running>()
  #closed = false

  constructor(writer: DatabaseSync, reader: DatabaseSync | null) {
    this.#writer = writer
    this.#reader = reader
    this.#write = new Statements(writer)
    this.#read = reader && new Statements(reader)
  }

  async all<R extends Row = Row>(sql: string, params: readonly Value[] = []): Promise<R[]> {
    this.#refuseInside('a statement of the store itself')
    if (this.#read && !WRITES.test(sql)) {
      this.#refuseClosed()
      return this.#read.all<R>(sql, params)
    }
    return this.#turn(() => this.#write.all<R>(sql, params))
  }

  async exec(script: string): Promise<void> {
    this.#refuseInside('a script')
    await this.#turn(() => this.#writer.exec(script))
  }

  async tx<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    this.#refuseInside('another transaction')
    return this.#turn(() => this.#transaction(fn))
  }

  async close(): Promise<void> {
    this.#refuseInside('closing the store')
    await this.#turns.run(() => {
      if (this.#closed) return
      this.#closed = true
      this.#reader?.close()
      this.#writer.close()
    })
  }

  #turn<T>(fn: () => Promise<T> | T): Promise<T> {
    return this.#turns.run(() => {
      this.#refuseClosed()
      return fn()
    })
  }

  async #transaction<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    const running: Running = { open: true }
    const tx = new SqliteTx(this.#write, running)
    this.#writer.exec('BEGIN IMMEDIATE')
    try {
      const result = await this.#running.run(running, () => fn(tx))
      tx.refuseFailed()
      this.#writer.exec('COMMIT')
      return result
    } catch (error) {
      // A full disk makes SQLite roll back by itself.
      if (this.#writer.isTransaction) this.#writer.exec('ROLLBACK')
      throw error
    } finally {
      running.open = false
    }
  }

  #refuseInside(what: string): void {
    if (this.#running.getStore()?.open) {
      throw new Error(
        `${what} inside a transaction: use the given tx, which is the only one that is not waited for`,
      )
    }
  }

  #refuseClosed(): void {
    if (this.#closed) throw new Error('the store is closed')
  }
}

class SqliteTx implements Tx {
  readonly engine = 'sqlite'
  readonly #statements: Statements
  readonly #running: Running
  #failure: { error: unknown } | null = null

  constructor(statements: Statements, running: Running) {
    this.#statements = statements
    this.#running = running
  }

  async all<R extends Row = Row>(sql: string, params: readonly Value[] = []): Promise<R[]> {
    if (!this.#running.open) throw new Error(`the transaction is over: ${sql}`)
    this.refuseFailed()
    try {
      return this.#statements.all<R>(sql, params)
    } catch (error) {
      this.#failure = { error }
      throw error
    }
  }

  /** Throws what failed before, if anything did. */
  refuseFailed(): void {
    if (this.#failure) throw this.#failure.error
  }
}
