import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MovedClock, systemClock } from '../../src/lib/clock.ts'
import type { Db } from '../../src/storage/db.ts'
import { createCache, DbKeyvStorage, sweep } from '../../src/storage/keyv.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { migrations } from '../../src/storage/migrations.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'

/** Long before the machine's own time, so that a mix-up of the clocks cannot pass. */
const START = Date.UTC(2001, 0, 1)

describe('a cache in the store', () => {
  let db: Db
  let clock: MovedClock
  beforeEach(async () => {
    db = await openSqlite(':memory:')
    await migrate(db, migrations, 1)
    clock = new MovedClock(START)
  })
  afterEach(() => db.close())

  const cacheOf = (namespace: string, ttl?: number) =>
    createCache<unknown>({ db, clock, namespace, ...(ttl === undefined ? {} : { ttl }) })
  const count = async () => Number((await db.all('SELECT COUNT(*) AS n FROM kv'))[0]?.['n'])

  it('gives back what was put in, as it was', async () => {
    const cache = cacheOf('pages')
    const value = { title: '制裁', list: [1, null, 'ｲﾗﾝ'], deep: { yes: true } }
    expect(await cache.set('a', value)).toBe(true)
    expect(await cache.get('a')).toEqual(value)
    expect(await cache.get('b')).toBeUndefined()
    await cache.set('a', 2)
    expect(await cache.get('a')).toBe(2)
  })

  it('forgets an entry when its time on our clock is over, neither earlier nor later', async () => {
    const cache = cacheOf('searches', 1_000)
    await cache.set('default', 1)
    await cache.set('longer', 2, 60_000)
    clock.advance(900)
    expect(await cache.getMany(['default', 'longer'])).toEqual([1, 2])
    clock.advance(100)
    expect(await cache.get('default')).toBeUndefined()
    expect(await cache.has('default')).toBe(false)
    expect(await cache.hasMany(['default', 'longer'])).toEqual([false, true])
    clock.advance(59_000)
    expect(await cache.get('longer')).toBeUndefined()
  })

  it('keeps an entry without a time to live', async () => {
    const cache = cacheOf('pages')
    await cache.set('a', 1)
    clock.advance(1e12)
    expect(await cache.get('a')).toBe(1)
  })

  it('keeps namespaces apart, and keys that look like one', async () => {
    const [pages, more] = [cacheOf('pages'), cacheOf('pages:more')]
    await pages.set('more:a', 1)
    await more.set('a', 2)
    expect(await pages.get('more:a')).toBe(1)
    await pages.clear()
    expect([await pages.get('more:a'), await more.get('a')]).toEqual([undefined, 2])
  })

  it('writes, reads and deletes many at once', async () => {
    const cache = cacheOf('pages', 1_000)
    const keys = Array.from({ length: 450 }, (_, index) => `k${index}`)
    const entries = keys.map((key, value): { key: string; value: unknown } => ({ key, value }))
    expect(await cache.setMany([...entries, { key: 'k0', value: 'last' }])).not.toContain(false)
    expect((await cache.getMany(keys)).slice(0, 3)).toEqual(['last', 1, 2])
    expect(await cache.deleteMany(['k0', 'none', 'k1'])).toEqual([true, false, true])
    expect(await cache.delete('k2')).toBe(true)
    expect(await cache.delete('k2')).toBe(false)
    expect(await count()).toBe(447)
  })

  it('goes through its own live entries only', async () => {
    const cache = cacheOf('pages')
    await cache.set('a', 1)
    await cache.set('b', 2, 10)
    await cacheOf('other').set('c', 3)
    clock.advance(10)
    const seen: unknown[] = []
    for await (const entry of cache.iterator()) seen.push(entry)
    expect(seen).toEqual([['a', 1]])
  })

  it('is swept of what has expired', async () => {
    const cache = cacheOf('pages', 1_000)
    await cache.setMany(Array.from({ length: 450 }, (_, index) => ({ key: `k${index}`, value: 1 })))
    await cache.set('longer', 2, 5_000)
    expect(await sweep(db, clock.now())).toBe(0)
    clock.advance(1_000)
    expect(await sweep(db, clock.now())).toBe(450)
    expect(await cache.get('longer')).toBe(2)
  })

  it('rejects when the store fails, also when somebody listens to errors', async () => {
    const cache = cacheOf('pages')
    cache.on('error', () => undefined)
    await db.close()
    await expect(cache.get('a')).rejects.toThrow('the store is closed')
    await expect(cache.set('a', 1)).rejects.toThrow('the store is closed')
  })

  it('leaves the store open when it is disconnected', async () => {
    const cache = cacheOf('pages')
    await cache.disconnect()
    await cache.set('a', 1)
    expect(await cache.get('a')).toBe(1)
  })

  it('takes keys as they are, whatever they hold', async () => {
    const cache = cacheOf('pages')
    const keys = ["'; DROP TABLE kv; --", '$1', '%', '日本', '👩‍👩‍👧']
    await cache.setMany(keys.map((key) => ({ key, value: key })))
    expect(await cache.getMany(keys)).toEqual(keys)
  })
})

describe('the storage adapter', () => {
  it('declares that it takes absolute expiry times, and takes them as they are on the machine’s clock', async () => {
    const db = await openSqlite(':memory:')
    await migrate(db, migrations, 1)
    const storage = new DbKeyvStorage(db, systemClock)
    expect(storage.capabilities).toMatchObject({ store: 'keyvStorage', expires: true })
    const expires = systemClock.now() + 60_000
    await storage.set('a', 'text', expires)
    expect(await db.all('SELECT key, expires_at FROM kv')).toEqual([
      { key: 'a', expires_at: expires },
    ])
    await storage.set('b', 'text', systemClock.now() - 1)
    expect(await storage.hasMany(['a', 'b'])).toEqual([true, false])
    await expect(storage.set('c', { not: 'text' })).rejects.toThrow(TypeError)
    await db.close()
  })
})
