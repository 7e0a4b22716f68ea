/** Prepared statements of one SQLite connection, with our parameters bound the way PostgreSQL would take them. */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Row, Value } from './db.ts'
import { storable } from './storable.ts'

/** Lists of ids make statements of many lengths: the least recently used one goes first. */
const KEPT = 200

const PARAMETER = /\$(\d+)/g

type Prepared = { statement: StatementSync; parameters: number }

/** Runs statements on a connection; each text is prepared once while it is in use. */
export class Statements {
  readonly #connection: DatabaseSync
  readonly #prepared = new Map<string, Prepared>()

  constructor(connection: DatabaseSync) {
    this.#connection = connection
  }

  all<R extends Row>(sql: string, params: readonly Value[]): R[] {
    const { statement, parameters } = this.#prepare(sql)
    if (params.length !== parameters) {
      throw new Error(`the statement takes ${parameters} parameters, not ${params.length}: ${sql}`)
    }
    return statement.all(bindings(params)) as R[]
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql)
    const prepared = known ?? {
      statement: this.#connection.prepare(sql),
      parameters: Math.max(0, ...[...sql.matchAll(PARAMETER)].map((match) => Number(match[1]))),
    }
    this.#prepared.delete(sql)
    this.#prepared.set(sql, prepared)
    if (this.#prepared.size > KEPT) {
      for (const oldest of this.#prepared.keys()) {
        this.#prepared.delete(oldest)
        break
      }
    }
    return prepared
  }
}

/** node:sqlite numbers `$n` by first appearance, so they are bound by name. */
function bindings(params: readonly Value[]): Record<string, string | number | bigint | null> {
  const bound: Record<string, string | number | bigint | null> = {}
  for (const [index, value] of params.entries()) bound[`$${index + 1}`] = bindable(value)
  return bound
}

/**
 * Integers go in as integers (node:sqlite binds every number as a real: 7 in a TEXT column would be '7.0').
 */
function bindable(value: Value): string | number | bigint | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value
  if (typeof value === 'string') return storable(value)
  return value
}
