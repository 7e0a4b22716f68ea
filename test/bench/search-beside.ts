/** SQLite's own tokenizers on the same articles: what a bot has that leaves search to its database. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Made } from './search-text.ts'

export type Beside = {
  name: string
  add(made: readonly Made[], first: number): void
  /** Whether an article is among the matches of a query; null where the tokenizer can be asked no such thing. */
  holds(query: string, n: number): boolean
  /** The newest matches. */
  find(query: string): unknown
  close(): void
}

const quoted = (query: string) =>
  query
    .split(' ')
    .map((word) => `"${word.replaceAll('"', '""')}"`)
    .join(' ')

function table(folder: string, tokenizer: string): Beside {
  const db = new DatabaseSync(join(folder, `${tokenizer}.db`))
  db.exec('PRAGMA journal_mode = WAL')
  db.exec(`CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = '${tokenizer}')`)
  const insert = db.prepare('INSERT INTO words (rowid, text) VALUES (?, ?)')
  const one = db.prepare('SELECT rowid FROM words WHERE words MATCH ? AND rowid = ?')
  const newest = db.prepare(
    'SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT 200',
  )
  return {
    name: tokenizer,
    add(made, first) {
      db.exec('BEGIN')
      for (const [at, { article }] of made.entries()) {
        const { title, lead, keyPoints, body } = article
        const text = [title, lead, ...keyPoints.map((point) => point.text), ...body].join('\n')
        insert.run(first + at + 1, text)
      }
      db.exec('COMMIT')
    },
    holds: (query, n) => one.get(quoted(query), n + 1) !== undefined,
    find: (query) => newest.all(quoted(query)),
    close: () => db.close(),
  }
}

/** Looks through all texts for words of one and two characters, which have no trigram. */
function likeTable(folder: string): Beside {
  const trigram = table(folder, 'trigram')
  const db = new DatabaseSync(join(folder, 'trigram.db'))
  const one = db.prepare("SELECT rowid FROM words WHERE rowid = ? AND text LIKE '%' || ? || '%'")
  const all = db.prepare(
    "SELECT rowid FROM words WHERE text LIKE '%' || ? || '%' ORDER BY rowid DESC LIMIT 200",
  )
  return {
    ...trigram,
    name: 'trigram+like',
    holds: (query, n) => query.split(' ').every((word) => one.get(n + 1, word) !== undefined),
    find: (query) => all.all(query),
    close: () => {
      db.close()
      trigram.close()
    },
  }
}

/** Up to so many articles LIKE can be waited for. */
const LIKE = 10_000

/** Gives the tokenizers in files of their own. */
export const besides = (folder: string, size: number): Beside[] => [
  table(folder, 'unicode61'),
  size <= LIKE ? likeTable(folder) : table(folder, 'trigram'),
]
