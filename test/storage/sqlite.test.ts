import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it } from 'vitest'
import { openSqlite } from '../../src/storage/sqlite.ts'
import { storageContract } from './contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'store-'))
let files = 0
const newFile = () => join(folder, `${++files}.db`)
afterAll(() => rmSync(folder, { recursive: true }))

storageContract('a SQLite file', () => openSqlite(newFile()))
storageContract('SQLite in memory', () => openSqlite(':memory:'))

describe('a SQLite file', () => {
  it('is read while a transaction is open', async () => {
    const db = await openSqlite(newFile())
    await db.exec('CREATE TABLE thing (name TEXT)')
    const go = Promise.withResolvers<void>()
    const writing = db.tx(async (tx) => {
      await tx.all('INSERT INTO thing (name) VALUES ($1)', ['a'])
      await go.promise
    })
    expect(await db.all('SELECT name FROM thing')).toEqual([])
    expect(await db.all('WITH t AS (SELECT 1 AS one) SELECT one FROM t')).toEqual([{ one: 1 }])
    go.resolve()
    await writing
    expect(await db.all('SELECT name FROM thing')).toEqual([{ name: 'a' }])
    await db.close()
  })

  it('survives the loss of power: a write-ahead log that is synced at every commit', async () => {
    const file = newFile()
    const db = await openSqlite(file)
    const setting = async (name: string) => Object.values((await db.all(`PRAGMA ${name}`))[0] ?? {})
    expect(await setting('journal_mode')).toEqual(['wal'])
    expect(await setting('synchronous')).toEqual([2])
    expect(await setting('foreign_keys')).toEqual([1])
    await db.close()
  })

  it('is still there when it is opened again', async () => {
    const file = newFile()
    const first = await openSqlite(file)
    await first.exec("CREATE TABLE thing (name TEXT); INSERT INTO thing VALUES ('a')")
    await first.close()
    const again = await openSqlite(file)
    expect(await again.all('SELECT name FROM thing')).toEqual([{ name: 'a' }])
    await again.close()
  })

  it('gives an error, and goes on, when another process holds the file for too long', async () => {
    const file = newFile()
    const db = await openSqlite(file, { busyTimeout: 1 })
    await db.exec('CREATE TABLE thing (name TEXT)')
    const other = new DatabaseSync(file)
    other.exec('BEGIN IMMEDIATE')
    await expect(db.tx((tx) => tx.all("INSERT INTO thing VALUES ('a')"))).rejects.toThrow(/locked/)
    other.exec('ROLLBACK')
    other.close()
    await db.tx((tx) => tx.all("INSERT INTO thing VALUES ('b')"))
    expect(await db.all('SELECT name FROM thing')).toEqual([{ name: 'b' }])
    await db.close()
  })

  it('names the file that cannot be opened by failing at once', async () => {
    await expect(openSqlite(join(folder, 'no', 'such', 'folder.db'))).rejects.toThrow(/open/)
  })
})
