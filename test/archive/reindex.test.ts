import { describe, expect, it } from 'vitest'
import { forgetArticles } from '../../src/archive/article-index.ts'
import { reindexSome } from '../../src/archive/reindex.ts'
import { search } from '../../src/queries/search.ts'
import { addFeed, NOW, newArticle, openArchive, store } from './articles.ts'

describe('an archive of an earlier version', () => {
  it('is indexed again, the newest first, in steps', async () => {
    const db = await openArchive()
    const feedId = await addFeed(db)
    const articles = Array.from({ length: 120 }, (_, n) =>
      newArticle({ identity: `n${n}`, title: `國會 nr${n}x`, headline: `國會 nr${n}x` }),
    )
    await store(db, feedId, articles)
    const ids = (await db.all('SELECT id FROM article')).map((row) => Number(row['id']))
    await db.tx((tx) => forgetArticles(tx, ids))
    const found = async (query: string) => {
      const scope = { feedIds: 'all' as const }
      const asked = { query, scope, limit: 3, offset: 0, now: NOW, zone: 'UTC' }
      const result = await search(db, asked)
      return result.ok ? result.value.total : -1
    }
    expect(await found('国会')).toBe(0)
    expect(await reindexSome(db)).toBe(50)
    expect([await found('国会 nr0x'), await found('国会 nr119x')]).toEqual([1, 0])
    expect([await reindexSome(db), await reindexSome(db), await reindexSome(db)]).toEqual([
      50, 20, 0,
    ])
    expect(await found('国会')).toBe(120)
    await db.tx((tx) => forgetArticles(tx, ids))
    expect(await reindexSome(db)).toBe(0)
    expect(await found('国会')).toBe(0)
    await db.close()
  })
})
