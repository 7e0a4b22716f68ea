import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { latest } from '../../src/queries/latest.ts'
import type { Db } from '../../src/storage/db.ts'
import { addFeed, HOUR, NOW, newArticle, openArchive, store } from '../archive/articles.ts'

describe('the latest articles', () => {
  let db: Db
  let feeds: number[]
  beforeEach(async () => {
    db = await openArchive()
    feeds = [await addFeed(db, 'https://a.example/'), await addFeed(db, 'https://b.example/')]
    const at = (title: string, hoursAgo: number | null) =>
      newArticle({ title, publishedAt: hoursAgo === null ? null : NOW - hoursAgo * HOUR })
    await store(db, feeds[0]!, [at('a1', 1), at('a3', 3), at('a5', 5)])
    await store(db, feeds[1]!, [at('b2', 2), at('b4', 4), at('undated', null)], NOW - 2.5 * HOUR)
  })
  afterEach(() => db.close())

  const titles = async (given: Partial<Parameters<typeof latest>[1]>) =>
    (await latest(db, { scope: { feedIds: 'all' }, limit: 10, ...given })).map(({ title }) => title)

  it('come newest first, by arrival where the feed gives no date', async () => {
    // b2 says it was published after it arrived: its date became its arrival.
    expect(await titles({})).toEqual(['a1', 'b2', 'undated', 'a3', 'b4', 'a5'])
    expect(await titles({ limit: 2 })).toEqual(['a1', 'b2'])
  })

  it('are those that the caller may see', async () => {
    expect(await titles({ scope: { feedIds: [feeds[0]!] } })).toEqual(['a1', 'a3', 'a5'])
    expect(await titles({ scope: { feedIds: [] } })).toEqual([])
  })

  it('can be of one feed, if the caller may see it', async () => {
    const [a, b] = feeds as [number, number]
    expect(await titles({ feedId: b, limit: 2 })).toEqual(['b2', 'undated'])
    expect(await titles({ feedId: b, scope: { feedIds: [a] } })).toEqual([])
    expect(await titles({ feedId: b, scope: { feedIds: [a, b] } })).toHaveLength(3)
  })
})
