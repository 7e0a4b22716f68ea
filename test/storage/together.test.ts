import { expect, it } from 'vitest'
import type { Db } from '../../src/storage/db.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import { Together } from '../../src/storage/together.ts'

/** A store that counts its commits. */
async function counted(): Promise<{ db: Db; commits: () => number }> {
  const db = await openSqlite(':memory:')
  await db.exec('CREATE TABLE row (n INTEGER PRIMARY KEY)')
  let commits = 0
  const tx: Db['tx'] = async (fn) => {
    const result = await db.tx(fn)
    commits += 1
    return result
  }
  const { engine, all, exec, close } = db
  const own = { engine, all: all.bind(db), exec: exec.bind(db), tx, close: close.bind(db) }
  return { db: own, commits: () => commits }
}

const add = (n: number) => (tx: Pick<Db, 'all'>) =>
  tx.all('INSERT INTO row (n) VALUES ($1) RETURNING n', [n])

it('what can wait is stored with what cannot, in one commit', async () => {
  const { db, commits } = await counted()
  const together = new Together(db, () => true)
  const waited = [together.soon(add(1)), together.soon(add(2))]
  expect(await together.now(add(3))).toEqual([{ n: 3 }])
  expect(await Promise.all(waited)).toEqual([[{ n: 1 }], [{ n: 2 }]])
  expect(commits()).toBe(1)
})

it('what can wait does not wait for ever', async () => {
  const { db } = await counted()
  expect(await new Together(db, () => true).soon(add(1))).toEqual([{ n: 1 }])
})

it('what is alone waits for nobody', async () => {
  const { db, commits } = await counted()
  const stored = new Together(db, () => false).soon(add(1))
  await Promise.resolve()
  expect(await stored).toEqual([{ n: 1 }])
  expect(commits()).toBe(1)
})

it('what fails takes nothing else with it', async () => {
  const { db } = await counted()
  const together = new Together(db, () => true)
  const waited = [together.soon(add(1)), together.soon(add(1)), together.soon(add(2))]
  const all = await Promise.allSettled([...waited, together.now(add(3))])
  expect(all.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ])
  expect(await db.all('SELECT n FROM row ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
})
