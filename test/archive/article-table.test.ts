import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  articleById,
  articlesBetween,
  articlesByIds,
  storeArticles,
} from '../../src/archive/article-table.ts'
import type { Article, NewArticle } from '../../src/model/article.ts'
import { newestSeq } from '../../src/storage/counter.ts'
import type { Db } from '../../src/storage/db.ts'
import { storable } from '../../src/storage/storable.ts'
import { addFeed, digestArticle, HOUR, NOW, newArticle, openArchive, store } from './articles.ts'

describe('the archive', () => {
  let db: Db
  let feedId: number
  beforeEach(async () => {
    db = await openArchive()
    feedId = await addFeed(db)
  })
  afterEach(() => db.close())

  const poll = (articles: readonly NewArticle[], now = NOW) =>
    db.tx((tx) => storeArticles(tx, { feedId, articles, now }))

  it('gives an article back as it was stored', async () => {
    const given = digestArticle({ image: 'https://news.example/p.jpg', author: 'K. Sato' })
    const [added] = await store(db, feedId, [given])
    expect(added).toMatchObject({ ...given, feedId, seq: 1, version: 1, arrivedAt: NOW })
    expect(await articleById(db, added?.id ?? 0)).toEqual(added)
    expect(await articleById(db, 999)).toBeNull()
  })

  it('knows an article again and changes nothing when its words are the same', async () => {
    const given = digestArticle()
    await store(db, feedId, [given])
    const respelled = {
      ...given,
      lead: `  ${given.lead.replace('、', '、 ').replace('、 ', '、')}\n`,
    }
    const again = await poll([respelled, given], NOW + HOUR)
    expect(again).toEqual({ added: [], changed: [], unchanged: 1, takenAsRead: 0 })
    expect(await newestSeq(db)).toBe(1)
    expect(await db.all('SELECT version FROM article')).toEqual([{ version: 1 }])
  })

  it('stores a changed article as its next version and keeps the words of the one before', async () => {
    const given = digestArticle({ publishedAt: NOW - 5 * HOUR })
    const [first] = await store(db, feedId, [given])
    const corrected = { ...given, lead: '訂正された書き出し。', publishedAt: NOW }
    const { added, changed, unchanged } = await poll([corrected], NOW + HOUR)
    expect([added, unchanged]).toEqual([[], 0])
    expect(changed).toEqual([
      {
        before: first,
        after: { ...first, lead: '訂正された書き出し。', version: 2 },
      },
    ])
    expect(await articleById(db, first?.id ?? 0)).toEqual(changed[0]?.after)
    const versions = await db.all('SELECT version, replaced_at, content FROM article_version')
    expect(versions).toMatchObject([{ version: 1, replaced_at: NOW + HOUR }])
    expect((JSON.parse(String(versions[0]?.['content'])) as Article).lead).toBe(given.lead)
    expect((await poll([given], NOW + 2 * HOUR)).changed[0]?.after.version).toBe(3)
  })

  it('numbers new articles by publication, oldest first, and those without a date last', async () => {
    const at = (publishedAt: number | null, title: string) => newArticle({ publishedAt, title })
    const added = await store(db, feedId, [
      at(null, 'undated, named first'),
      at(NOW - HOUR, 'newer'),
      at(NOW - 9 * HOUR, 'oldest'),
      at(null, 'undated, named last'),
    ])
    expect(added.map(({ title, seq }) => [seq, title])).toEqual([
      [1, 'oldest'],
      [2, 'newer'],
      [3, 'undated, named last'],
      [4, 'undated, named first'],
    ])
  })

  it('takes a date in the future as now, and keeps a missing one missing', async () => {
    const added = await store(db, feedId, [
      newArticle({ publishedAt: NOW + 9 * HOUR }),
      newArticle({ publishedAt: null }),
      newArticle({ publishedAt: Number.NaN }),
    ])
    expect(added.map(({ publishedAt }) => publishedAt).sort()).toEqual([NOW, null, null])
  })

  it('takes the first of several articles of one identity', async () => {
    const added = await store(db, feedId, [
      newArticle({ identity: 'same', title: 'one' }),
      newArticle({ identity: 'same', title: 'two' }),
    ])
    expect(added.map(({ title }) => title)).toEqual(['one'])
  })

  it('keeps the same identity in two feeds apart', async () => {
    const other = await addFeed(db, 'https://other.example/feed')
    await store(db, feedId, [newArticle({ identity: 'same' })])
    expect(await store(db, other, [newArticle({ identity: 'same' })])).toHaveLength(1)
  })

  it('knows an article with an endless or broken identity again', async () => {
    for (const identity of ['x'.repeat(100_000), 'a\0b', 'half \ud83d']) {
      const given = newArticle({ identity })
      expect(await store(db, feedId, [given])).toHaveLength(1)
      expect((await poll([given])).unchanged).toBe(1)
    }
  })

  it('stores a feed of a thousand articles at once', async () => {
    const many = Array.from({ length: 1_200 }, () => newArticle())
    expect(await store(db, feedId, many)).toHaveLength(1_200)
    expect((await poll(many)).unchanged).toBe(1_200)
  })

  it('leaves neither article nor number nor index row of a transaction that fails', async () => {
    const failing = db.tx(async (tx) => {
      await storeArticles(tx, { feedId, articles: [digestArticle()], now: NOW })
      throw new Error('power cut')
    })
    await expect(failing).rejects.toThrow('power cut')
    const count = async (table: string) =>
      Number((await db.all(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.['n'])
    expect([await count('article'), await count('article_index'), await newestSeq(db)]).toEqual([
      0, 0, 0,
    ])
  })

  it('gives what arrived between two numbers, of the feeds asked for, in order', async () => {
    const other = await addFeed(db, 'https://other.example/feed')
    const mine = await store(db, feedId, [newArticle(), newArticle(), newArticle()])
    await store(db, other, [newArticle()])
    const between = (feedIds: number[], afterSeq: number, toSeq: number) =>
      articlesBetween(db, { feedIds, afterSeq, toSeq })
    expect(await between([feedId], 1, 3)).toEqual(mine.slice(1))
    expect((await between([feedId, other], 2, 9)).map(({ seq }) => seq)).toEqual([3, 4])
    expect(await between([], 0, 9)).toEqual([])
  })

  it('gives articles in the order in which they were asked for', async () => {
    const [a, b] = await store(db, feedId, [newArticle(), newArticle()])
    expect(await articlesByIds(db, [b?.id ?? 0, 999, a?.id ?? 0])).toEqual([b, a])
    expect(await articlesByIds(db, [])).toEqual([])
  })

  it('gives back any article at all as it was stored, but for what no store can hold', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 })
    const maybe = fc.option(text)
    const article: fc.Arbitrary<NewArticle> = fc.record({
      identity: text,
      url: maybe,
      title: text,
      headline: text,
      lead: text,
      keyPoints: fc.array(
        fc.record({
          text,
          origin: fc.constantFrom('native', 'extractive', 'llm'),
          evidence: fc.array(fc.nat()),
        }),
        { maxLength: 3 },
      ),
      sections: fc.array(
        fc.record({
          heading: text,
          question: maybe,
          answer: maybe,
          intro: fc.array(text, { maxLength: 2 }),
          source: fc.option(
            fc.record({
              title: text,
              date: maybe,
              points: fc.array(text, { maxLength: 2 }),
              publisher: maybe,
              url: maybe,
            }),
          ),
          comments: fc.array(text, { maxLength: 2 }),
          body: fc.array(text, { maxLength: 2 }),
          remark: maybe,
        }),
        { maxLength: 2 },
      ),
      next: fc.option(fc.record({ teaser: maybe, url: maybe })),
      lang: text,
      body: fc.array(text, { maxLength: 3 }),
      flags: fc.subarray(['fewer-points', 'no-text', 'continuation'] as const),
      image: maybe,
      author: maybe,
      categories: fc.array(text, { maxLength: 2 }),
      publishedAt: fc.option(fc.integer({ min: 0, max: NOW })),
    })
    const held = (value: unknown): unknown =>
      JSON.parse(
        JSON.stringify(value, (_key, part) => (typeof part === 'string' ? storable(part) : part)),
      )
    let feeds = 0
    await fc.assert(
      fc.asyncProperty(article, async (given) => {
        feeds += 1
        const feed = await addFeed(db, `https://any.example/${feeds}`)
        const [added] = await store(db, feed, [given])
        const read = await articleById(db, added?.id ?? 0)
        expect(read).toEqual(added)
        expect(read).toMatchObject(held(given) as object)
      }),
      { seed: 20310401, numRuns: 60 },
    )
  })
})
