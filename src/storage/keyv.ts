/** Keyv over the store: caches and sessions with a time to live; nothing that must not be lost. */
import {
  Keyv,
  type KeyvStorageAdapter,
  type KeyvStorageCapability,
  type KeyvStorageEntry,
  keyvStorageCapability,
} from 'keyv'
import { type Clock, systemClock } from '../lib/clock.ts'
import type { Db } from './db.ts'
import { placesFor } from './places.ts'

/** Rows at once: few enough that whoever waits to write does not notice. */
const STEP = 200

/** The part of Keyv's adapter that it calls; it listens to events only where an adapter has them, and ours throws. */
type StorageMethods = Pick<
  Required<KeyvStorageAdapter>,
  | 'get'
  | 'getMany'
  | 'has'
  | 'hasMany'
  | 'set'
  | 'setMany'
  | 'delete'
  | 'deleteMany'
  | 'clear'
  | 'iterator'
  | 'disconnect'
>

/**
 * Gives a cache of its own in the store. Entries live for `ttl` ms of our clock, or as long as a `set` says; without
 * either they stay until deleted. An error of the store rejects, it is not a miss. Not for use inside a transaction.
 */
export function createCache<T>({
  db,
  clock,
  namespace,
  ttl,
}: {
  db: Db
  clock: Clock
  /** Short and our own: `searches`, `pages`. */
  namespace: string
  ttl?: number
}): Keyv<T> {
  const cache = new Keyv<T>({
    store: new DbKeyvStorage(db, clock),
    namespace,
    // Keyv judges by the machine's clock; the adapter by ours.
    checkExpired: false,
    ...(ttl === undefined ? {} : { ttl }),
  })
  // Keyv gives undefined for a broken store as soon as anybody listens to its errors; the first listener decides.
  cache.on('error', (error: unknown) => {
    throw error
  })
  return cache
}

/** Deletes what has expired, in small steps so that others get their turn between; gives how many entries. */
export async function sweep(db: Db, now: number): Promise<number> {
  let swept = 0
  for (;;) {
    const rows = await db.all(
      `DELETE FROM kv WHERE (namespace, key) IN
         (SELECT namespace, key FROM kv WHERE expires_at <= $1 LIMIT $2) RETURNING key`,
      [now, STEP],
    )
    swept += rows.length
    if (rows.length < STEP) return swept
  }
}

/** Keyv 6's storage contract on the table `kv`: absolute expiry, namespaces in a column of their own. */
export class DbKeyvStorage implements StorageMethods {
  /** Set by Keyv. */
  namespace: string | undefined
  readonly #db: Db
  readonly #clock: Clock

  constructor(db: Db, clock: Clock) {
    this.#db = db
    this.#clock = clock
  }

  get capabilities(): KeyvStorageCapability {
    return keyvStorageCapability(this)
  }

  async get(key: string): Promise<string | undefined> {
    return (await this.getMany([key]))[0]
  }

  async getMany(keys: string[]): Promise<(string | undefined)[]> {
    const values = new Map<string, string>()
    for (const step of stepsOf(keys)) {
      const rows = await this.#db.all<{ key: string; value: string }>(
        `SELECT key, value FROM kv WHERE ${LIVE} AND key IN (${placesFor(step, 3)})`,
        [...this.#live(), ...step],
      )
      for (const row of rows) values.set(row.key, row.value)
    }
    return keys.map((key) => values.get(key))
  }

  async has(key: string): Promise<boolean> {
    return (await this.get(key)) !== undefined
  }

  async hasMany(keys: string[]): Promise<boolean[]> {
    return (await this.getMany(keys)).map((value) => value !== undefined)
  }

  async set(key: string, value: unknown, expires?: number): Promise<boolean> {
    const [stored] = await this.setMany([
      { key, value, ...(expires === undefined ? {} : { expires }) },
    ])
    return stored ?? false
  }

  async setMany<Value>(entries: KeyvStorageEntry<Value>[]): Promise<boolean[]> {
    // A statement may write a key once only: the last value counts.
    const last = [...new Map(entries.map((entry) => [entry.key, entry])).values()]
    for (const step of stepsOf(last)) {
      const rows = step.map((_, i) => `($1, $${3 * i + 2}, $${3 * i + 3}, $${3 * i + 4})`)
      await this.#db.all(
        `INSERT INTO kv (namespace, key, value, expires_at) VALUES ${rows.join(', ')}
         ON CONFLICT (namespace, key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at`,
        [
          this.#namespace,
          ...step.flatMap(({ key, value, expires }) => [
            key,
            serialized(value),
            this.#onOurClock(expires),
          ]),
        ],
      )
    }
    return entries.map(() => true)
  }

  async delete(key: string): Promise<boolean> {
    return (await this.deleteMany([key]))[0] ?? false
  }

  async deleteMany(keys: string[]): Promise<boolean[]> {
    const deleted = new Set<string>()
    for (const step of stepsOf(keys)) {
      const rows = await this.#db.all<{ key: string }>(
        `DELETE FROM kv WHERE namespace = $1 AND key IN (${placesFor(step, 2)}) RETURNING key`,
        [this.#namespace, ...step],
      )
      for (const row of rows) deleted.add(row.key)
    }
    return keys.map((key) => deleted.has(key))
  }

  async clear(): Promise<void> {
    await this.#db.all('DELETE FROM kv WHERE namespace = $1', [this.#namespace])
  }

  // Keyv's type leaves the kind of value open; what is stored is Keyv's own text.
  async *iterator<Value>(): AsyncGenerator<(string | Awaited<Value> | undefined)[], void> {
    const rows = await this.#db.all<{ key: string }>(`SELECT key FROM kv WHERE ${LIVE}`, [
      ...this.#live(),
    ])
    for (const step of stepsOf(rows.map(({ key }) => key))) {
      const values = await this.getMany(step)
      for (const [index, key] of step.entries()) {
        if (values[index] !== undefined) yield [key, values[index]]
      }
    }
  }

  /** Leaves the store open: it is not the cache's. */
  async disconnect(): Promise<void> {}

  get #namespace(): string {
    return this.namespace ?? ''
  }

  #live(): [string, number] {
    return [this.#namespace, this.#clock.now()]
  }

  /** Keyv adds the time to live to the machine's clock just before it calls: what remains of it counts from our now. */
  #onOurClock(expires: number | undefined): number | null {
    if (expires === undefined) return null
    if (this.#clock === systemClock) return expires
    return this.#clock.now() + (expires - systemClock.now())
  }
}

const LIVE = 'namespace = $1 AND (expires_at IS NULL OR expires_at > $2)'

function* stepsOf<T>(values: readonly T[]): Generator<T[]> {
  for (let from = 0; from < values.length; from += STEP) yield values.slice(from, from + STEP)
}

function serialized(value: unknown): string {
  if (typeof value === 'string') return value
  throw new TypeError('the store keeps text: leave Keyv its serialization')
}
