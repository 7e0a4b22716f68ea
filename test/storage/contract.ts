/** What every engine behind the port must do; each engine's test calls it with a way to open an empty store. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { claim, fenced } from '../../src/storage/claim.ts'
import { addUpTo, forgetCounters, newestSeq, nextSeq } from '../../src/storage/counter.ts'
import type { Db, Tx } from '../../src/storage/db.ts'
import { leaveLease, takeLease } from '../../src/storage/lease.ts'
import { migrate, NewerStore } from '../../src/storage/migrate.ts'
import { migrations } from '../../src/storage/migrations.ts'
import { tick } from '../../src/storage/tick.ts'

type Gate = { opened: Promise<void>; open: () => void }

function gate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { opened: promise, open: resolve }
}

const names = async (tx: Tx) =>
  (await tx.all<{ name: string }>('SELECT name FROM thing ORDER BY id')).map((row) => row.name)

const insert = (tx: Tx, name: string) => tx.all('INSERT INTO thing (name) VALUES ($1)', [name])

export function storageContract(name: string, openEmpty: () => Promise<Db>): void {
  describe(`the store on ${name}`, () => {
    let db: Db
    beforeEach(async () => {
      db = await openEmpty()
      await migrate(db, migrations, 1)
      const id =
        db.engine === 'sqlite'
          ? 'INTEGER PRIMARY KEY'
          : 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY'
      await db.exec(
        `CREATE TABLE thing (id ${id}, name TEXT UNIQUE, size BIGINT); CREATE TABLE other (id BIGINT PRIMARY KEY, thing_id BIGINT REFERENCES thing (id))`,
      )
    })
    afterEach(() => db.close())

    portContract(() => db)
    transactionContract(() => db)
    migrationContract(() => db)
    workContract(() => db)
  })
}

function portContract(db: () => Db) {
  it('gives what was stored, numbers as numbers and text as text', async () => {
    const big = Number.MAX_SAFE_INTEGER
    await db().all('INSERT INTO thing (name, size) VALUES ($1, $2)', ['制裁 “x” 👩‍👩‍👧', big])
    await db().all('INSERT INTO thing (name, size) VALUES ($1, $2)', [null, null])
    expect(await db().all('SELECT name, size FROM thing ORDER BY id')).toEqual([
      { name: '制裁 “x” 👩‍👩‍👧', size: big },
      { name: null, size: null },
    ])
    expect(await db().all('SELECT COUNT(*) AS n FROM thing')).toEqual([{ n: 2 }])
  })

  it('gives the rows of RETURNING', async () => {
    expect(
      await db().all('INSERT INTO thing (name) VALUES ($1) RETURNING name, size', ['a']),
    ).toEqual([{ name: 'a', size: null }])
  })

  it('binds parameters by their number, in any order and as often as named', async () => {
    await db().all('INSERT INTO thing (size, name) VALUES ($2, $1)', ['a', 2])
    const rows = await db().all(
      'SELECT name FROM thing WHERE size = $2 AND (name = $1 OR $1 = name)',
      ['a', 2],
    )
    expect(rows).toEqual([{ name: 'a' }])
  })

  it('binds integers as integers', async () => {
    await db().all('INSERT INTO thing (size) VALUES ($1)', [7])
    expect(await db().all('SELECT size / $1 AS half FROM thing', [2])).toEqual([{ half: 3 }])
  })

  it('refuses a statement with too few or too many parameters', async () => {
    await expect(db().all('SELECT name FROM thing WHERE name = $1')).rejects.toThrow()
    await expect(db().all('SELECT name FROM thing', ['a'])).rejects.toThrow()
  })

  it('keeps text without NUL and half surrogates, which not every engine can hold', async () => {
    await db().all('INSERT INTO thing (name) VALUES ($1)', ['a\0b\ud800c'])
    expect(await names(db())).toEqual(['ab\ufffdc'])
  })

  it('refuses a row that points to nothing', async () => {
    await expect(db().all('INSERT INTO other (id, thing_id) VALUES (1, 99)')).rejects.toThrow()
  })

  it('says clearly that it is closed', async () => {
    await db().close()
    await expect(db().all('SELECT 1 AS one')).rejects.toThrow('the store is closed')
    await expect(db().tx(async () => 1)).rejects.toThrow('the store is closed')
    await expect(db().close()).resolves.toBeUndefined()
  })
}

function transactionContract(db: () => Db) {
  it('commits a transaction whole and gives what it gave', async () => {
    const given = await db().tx(async (tx) => {
      await insert(tx, 'a')
      await insert(tx, 'b')
      return names(tx)
    })
    expect(given).toEqual(['a', 'b'])
    expect(await names(db())).toEqual(['a', 'b'])
  })

  it('leaves nothing of a transaction that throws, and rethrows', async () => {
    const failing = db().tx(async (tx) => {
      await insert(tx, 'a')
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await names(db())).toEqual([])
  })

  it('leaves nothing of a transaction with a failed statement, even if its error was caught', async () => {
    const failing = db().tx(async (tx) => {
      await insert(tx, 'a')
      await insert(tx, 'a').catch(() => [])
      return 'fine'
    })
    await expect(failing).rejects.toThrow(/unique/i)
    expect(await names(db())).toEqual([])
    await db().tx((tx) => insert(tx, 'b'))
    expect(await names(db())).toEqual(['b'])
  })

  it('lets nobody outside see half of a transaction', async () => {
    const [half, go] = [gate(), gate()]
    const writing = db().tx(async (tx) => {
      await insert(tx, 'a')
      half.open()
      await go.opened
      await insert(tx, 'b')
    })
    await half.opened
    const seen = names(db())
    go.open()
    await writing
    expect([[], ['a', 'b']]).toContainEqual(await seen)
  })

  it('lets writers wait for each other, in the order in which they came', async () => {
    const order: string[] = []
    const write = (name: string) =>
      db().tx(async (tx) => {
        order.push(`${name} begins`)
        await insert(tx, name)
        await tx.all('SELECT 1 AS one')
        order.push(`${name} ends`)
      })
    await Promise.all([write('a'), write('b'), insert(db(), 'c')])
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
    expect(await names(db())).toEqual(['a', 'b', 'c'])
  })

  it('refuses what would wait for itself inside a transaction', async () => {
    for (const misuse of [
      () => db().tx(async () => 1),
      () => db().all('SELECT 1 AS one'),
      () => db().exec('SELECT 1'),
      () => db().close(),
    ]) {
      await expect(db().tx(misuse as () => Promise<unknown>)).rejects.toThrow(
        'inside a transaction',
      )
    }
    expect(await names(db())).toEqual([])
  })

  it('refuses a statement of a transaction that is over', async () => {
    const kept = await db().tx(async (tx) => tx)
    await expect(insert(kept, 'a')).rejects.toThrow('the transaction is over')
  })

  it('allows a new transaction to what was started inside one and outlived it', async () => {
    const go = gate()
    let later: Promise<unknown> = Promise.resolve()
    await db().tx(async (tx) => {
      await insert(tx, 'a')
      later = go.opened.then(() => db().tx((own) => insert(own, 'b')))
    })
    go.open()
    await later
    expect(await names(db())).toEqual(['a', 'b'])
  })

  it('waits for the running transaction before it closes', async () => {
    const go = gate()
    const writing = db().tx(async (tx) => {
      await go.opened
      return insert(tx, 'a')
    })
    const closing = db().close()
    go.open()
    await expect(writing).resolves.toEqual([])
    await closing
  })
}

function migrationContract(db: () => Db) {
  it('migrates once, however often it is asked', async () => {
    expect(await migrate(db(), migrations, 2)).toEqual([])
    expect(await db().all('SELECT id, applied_at FROM migration ORDER BY id')).toEqual(
      migrations.map(({ id }) => ({ id, applied_at: 1 })),
    )
  })

  it('applies a step whole or not at all', async () => {
    const broken = {
      id: 900,
      name: 'broken',
      sql: () => ['CREATE TABLE half (id BIGINT)', 'NOT SQL'],
    }
    await expect(migrate(db(), [...migrations, broken], 2)).rejects.toThrow()
    await expect(db().all('SELECT id FROM half')).rejects.toThrow()
    const mended = { ...broken, sql: () => ['CREATE TABLE half (id BIGINT)'] }
    expect(await migrate(db(), [...migrations, mended], 3)).toEqual([900])
  })

  it('refuses data of a newer version with words that say what to do', async () => {
    const newer = { id: 901, name: 'newer', sql: () => ['CREATE TABLE newer (id BIGINT)'] }
    await migrate(db(), [...migrations, newer], 2)
    await expect(migrate(db(), migrations, 3)).rejects.toThrow(NewerStore)
    await expect(migrate(db(), migrations, 3)).rejects.toThrow(/newer version of the bot/)
  })
}

function workContract(db: () => Db) {
  const addFeed = async (url: string, dueAt: number) => {
    const [row] = await db().all('INSERT INTO feed (url, due_at) VALUES ($1, $2) RETURNING id', [
      url,
      dueAt,
    ])
    return Number(row?.['id'])
  }
  const claimFeeds = (owner: string, now: number, limit = 10) =>
    db().tx((tx) =>
      claim(tx, {
        table: 'feed',
        where: 'url <> $1',
        params: ['https://never.example/'],
        now,
        leaseUntil: now + 100,
        owner,
        limit,
        columns: 'id, url, attempt, due_at, owner',
      }),
    )

  it('gives each due row to one claimer, those due longest first, and nothing that is not due', async () => {
    const b = await addFeed('b', 20)
    const a = await addFeed('a', 10)
    await addFeed('later', 99)
    await addFeed('https://never.example/', 1)
    const claims = await Promise.all([
      claimFeeds('x', 50, 1),
      claimFeeds('y', 50),
      claimFeeds('z', 50),
    ])
    expect(claims.map((rows) => rows.map((row) => row['id']))).toEqual([[a], [b], []])
    expect(claims[0]?.[0]).toEqual({ id: a, url: 'a', attempt: 1, due_at: 150, owner: 'x' })
  })

  it('gives a row again when its lease is over, and then refuses the first owner', async () => {
    const id = await addFeed('a', 10)
    const [first] = await claimFeeds('x', 50)
    expect(await claimFeeds('y', 149)).toEqual([])
    const [second] = await claimFeeds('y', 150)
    const settle = (attempt: unknown, title: string) =>
      db().tx((tx) =>
        fenced(tx, { table: 'feed', id, attempt: Number(attempt), set: { title, due_at: 500 } }),
      )
    expect(await settle(first?.['attempt'], 'of x')).toBe(false)
    expect(await settle(second?.['attempt'], 'of y')).toBe(true)
    expect(await db().all('SELECT title, due_at, owner FROM feed')).toEqual([
      { title: 'of y', due_at: 500, owner: null },
    ])
  })

  it('counts arrivals without gaps, in the order of commits', async () => {
    expect(await newestSeq(db())).toBe(0)
    const take = (n: number) => db().tx((tx) => nextSeq(tx, n))
    expect(await Promise.all([take(1), take(3), take(2)])).toEqual([1, 2, 5])
    const undone = db().tx(async (tx) => {
      await nextSeq(tx, 100)
      throw new Error('no')
    })
    await expect(undone).rejects.toThrow('no')
    expect(await newestSeq(db())).toBe(6)
    await expect(take(0)).rejects.toThrow(RangeError)
  })

  it('counts up to a limit, whoever counts at once, and forgets what is over', async () => {
    const add = (amount: number, name = 'calls 2') => addUpTo(db(), { name, amount, most: 3 })
    const added = await Promise.all([add(1), add(1), add(1), add(1), add(4, 'calls 1')])
    expect(added).toEqual([true, true, true, false, false])
    expect([await add(-2), await add(2), await add(1)]).toEqual([true, true, false])
    await add(1, 'calls 1')
    await db().tx((tx) => nextSeq(tx, 7))
    await forgetCounters(db(), 'calls ', ['calls 2'])
    expect(await db().all('SELECT name, value FROM counter ORDER BY name')).toEqual([
      { name: 'calls 2', value: 3 },
      { name: 'seq', value: 7 },
    ])
  })

  it('lets one caller win a slot', async () => {
    const ask = (slot: number, name = 'minute') => db().tx((tx) => tick(tx, name, slot))
    expect(await Promise.all([ask(5), ask(5), ask(5)])).toEqual([true, false, false])
    expect([await ask(4), await ask(6), await ask(5, 'other')]).toEqual([false, true, true])
  })

  it('lets one process hold a lease, until that one gives it back or its time is over', async () => {
    const ask = (owner: string, now: number) =>
      db().tx((tx) => takeLease(tx, { name: 'sender', owner, now, until: now + 100 }))
    expect(await Promise.all([ask('a', 1), ask('b', 1)])).toEqual([true, false])
    expect([await ask('a', 50), await ask('b', 149), await ask('b', 150)]).toEqual([
      true,
      false,
      true,
    ])
    await db().tx((tx) => leaveLease(tx, { name: 'sender', owner: 'a' }))
    expect(await ask('a', 151)).toBe(false)
    await db().tx((tx) => leaveLease(tx, { name: 'sender', owner: 'b' }))
    expect(await ask('a', 152)).toBe(true)
  })
}
