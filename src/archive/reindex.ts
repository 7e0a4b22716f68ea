/**
 * Brings the words of older articles into today's form: after a version whose tokens, groups or time words differ, an archive
 * is indexed again in small steps, the newest first, while everything goes on.
 */
import type { Db, Tx } from '../storage/db.ts'
import { indexArticle } from './article-index.ts'
import { ARTICLE_COLUMNS, articleOf } from './article-table.ts'

/** Raised whenever an article's words would be other ones than before. 2: old kanji as today's, years and months. */
const INDEX_FORM = 2
const KEY = 'index-form'
/** A step takes some 25 ms of writing. */
const STEP = 50

type State = { form: number; below: number | null }

async function stateOf(tx: Tx): Promise<State> {
  const [row] = await tx.all('SELECT value FROM setting WHERE key = $1', [KEY])
  return row ? (JSON.parse(String(row['value'])) as State) : { form: 1, below: null }
}

const setState = (tx: Tx, state: State) =>
  tx.all(
    `INSERT INTO setting (key, value) VALUES ($1, $2)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    [KEY, JSON.stringify(state)],
  )

/** Indexes the next older articles again; gives how many, 0 when all are in today's form. */
export async function reindexSome(db: Db): Promise<number> {
  if ((await stateOf(db)).form === INDEX_FORM) return 0
  return db.tx(async (tx) => {
    const { form, below } = await stateOf(tx)
    if (form === INDEX_FORM) return 0
    const rows = await tx.all(
      `SELECT ${ARTICLE_COLUMNS} FROM article WHERE id < $1 ORDER BY id DESC LIMIT $2`,
      [below ?? Number.MAX_SAFE_INTEGER, STEP],
    )
    for (const row of rows) await indexArticle(tx, articleOf(row))
    const last = rows.at(-1)
    await setState(
      tx,
      last === undefined ? { form: INDEX_FORM, below: null } : { form, below: Number(last['id']) },
    )
    return rows.length
  })
}
