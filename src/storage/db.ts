/** The store's port: three methods, one SQL subset for SQLite and PostgreSQL. */

export type Value = string | number | null

export type Row = Record<string, Value>

/** Statements of one transaction, or single statements. Parameters are `$1`, `$2`, … */
export type Tx = {
  readonly engine: 'sqlite' | 'postgres'
  /** Runs one statement and gives its rows (of RETURNING too). Integers come as numbers. */
  all<R extends Row = Row>(sql: string, params?: readonly Value[]): Promise<R[]>
}

export type Db = Tx & {
  /** Runs a script of several statements, without parameters. */
  exec(script: string): Promise<void>
  /**
   * Runs `fn` in one writing transaction: commits when it resolves, rolls back and rethrows when it rejects.
   * A statement that failed dooms it, even if its error is caught: the end rejects with that error (as PostgreSQL does).
   * Writers wait for each other. Await nothing inside but statements of the given transaction: another `tx`, and an
   * `all` or `exec` of the store itself, are refused there.
   */
  tx<T>(fn: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}
