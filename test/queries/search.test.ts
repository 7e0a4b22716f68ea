import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forgetArticles } from '../../src/archive/article-index.ts'
import { storeArticles } from '../../src/archive/article-table.ts'
import type { SearchScope } from '../../src/model/search.ts'
import { search } from '../../src/queries/search.ts'
import type { Db } from '../../src/storage/db.ts'
import {
  addFeed,
  digestArticle,
  HOUR,
  NOW,
  newArticle,
  openArchive,
  store,
} from '../archive/articles.ts'

describe('search', () => {
  let db: Db
  let feedId: number
  beforeEach(async () => {
    db = await openArchive()
    feedId = await addFeed(db)
  })
  afterEach(() => db.close())

  const ask = async (query: string, given: Partial<Parameters<typeof search>[1]> = {}) => {
    const found = await search(db, {
      query,
      scope: { feedIds: 'all' },
      limit: 10,
      offset: 0,
      now: NOW,
      zone: 'Asia/Tokyo',
      ...given,
    })
    return found.ok ? found.value : found.error.kind
  }
  const titles = async (query: string, scope: SearchScope = { feedIds: 'all' }) => {
    const found = await ask(query, { scope })
    return typeof found === 'string' ? found : found.hits.map(({ article }) => article.title)
  }

  describe('finds a digest article', () => {
    const given = digestArticle()
    beforeEach(async () => {
      await store(db, feedId, [
        given,
        newArticle({ title: '畑の記録', body: ['晴れた日だった。'] }),
      ])
    })

    it.each([
      ['a country in katakana', 'トルコ'],
      ['a loanword', 'ケーブル'],
      ['a word of two kanji', '関税'],
      ['a region of two kanji', '中東'],
      ['a single kanji', '独'],
      ['a name with its title', 'マクロン大統領'],
      ['a compound of kanji', '気候協定'],
      ['a branch of learning', '地経学'],
      ['a publisher', 'ブルームバーグ'],
      ['a country that only a source names', 'ノルウェー'],
      ['half-width katakana', 'ﾄﾙｺ'],
      ['hiragana for katakana', 'とるこ'],
      ['a long-vowel mark left out', 'サーバ'],
      ['full-width Latin', 'Ｎｏｒｗａｙ'],
      ['a singular for a plural', 'cable'],
      ['the title of its source', 'arctic cables'],
      ['the teaser of its next page', '氷上都市'],
      ['a part of a compound', '底ケーブル'],
      ['an answer', '航路が開いた'],
      ['words of several places', '関税 ブルームバーグ 地経学'],
      ['a phrase', '「海底ケーブルの敷設」'],
    ])('by %s: %s', async (_kind, query) => {
      expect(await titles(query)).toEqual([given.title])
    })

    it.each([
      ['a word that is not there', '火山'],
      ['a phrase whose words stand apart', '"cables Norway"'],
      ['a word with another that is not there', '関税 火山'],
      ['a phrase over the end of a text', '「示した関税」'],
      ['words of two neighbouring texts as a phrase', '"cables ノルウェー政府"'],
    ])('not by %s: %s', async (_kind, query) => {
      expect(await titles(query)).toEqual([])
    })

    it('and says where, in its own characters', async () => {
      expect(await ask('ﾉﾙｳｪｰ 調査船')).toMatchObject({
        total: 1,
        hits: [{ where: 'source', text: 'ノルウェー政府は調査船を三隻出す' }],
      })
    })
  })

  it('finds words with marks, and tells c++ from c', async () => {
    await store(db, feedId, [
      newArticle({ title: 'Learning C++ today' }),
      newArticle({ title: 'Vitamin C today' }),
      newArticle({ title: 'node.js and U.S. trade' }),
    ])
    expect(await titles('c++')).toEqual(['Learning C++ today'])
    expect(await titles('node.js')).toEqual(['node.js and U.S. trade'])
    expect(await titles('US')).toEqual(['node.js and U.S. trade'])
  })

  it('finds an updated article by its new words, not by its old ones', async () => {
    const given = newArticle({ title: 'Ferry sinks', lead: 'Nine missing.' })
    await store(db, feedId, [given])
    const corrected = { ...given, lead: 'Everybody rescued.' }
    await db.tx((tx) => storeArticles(tx, { feedId, articles: [corrected], now: NOW + HOUR }))
    expect(await titles('rescued')).toEqual(['Ferry sinks'])
    expect(await titles('missing')).toEqual([])
    expect(await ask('ferry')).toMatchObject({ total: 1, hits: [{ article: { version: 2 } }] })
  })

  it('does not find what was taken out', async () => {
    const [article] = await store(db, feedId, [newArticle({ title: 'Ferry sinks' })])
    await db.tx((tx) => forgetArticles(tx, [article?.id ?? 0]))
    expect(await titles('ferry')).toEqual([])
  })

  it('shows nobody an article of a feed that they may not see', async () => {
    const hidden = await addFeed(db, 'https://hidden.example/feed')
    await store(db, hidden, [newArticle({ title: 'Ferry of others', body: [`f${feedId}`] })])
    expect(await titles('ferry', { feedIds: [feedId] })).toEqual([])
    expect(await titles('ferry', { feedIds: [] })).toEqual([])
    expect(await titles(`f${feedId}`, { feedIds: [feedId] })).toEqual([])
    expect(await titles('ferry', { feedIds: [feedId, hidden] })).toEqual(['Ferry of others'])
  })

  it('finds a small server’s article behind thousands of newer ones of others', async () => {
    const others = await addFeed(db, 'https://loud.example/feed')
    await store(db, feedId, [newArticle({ title: '北極の関税', publishedAt: NOW - 9 * HOUR })])
    await store(
      db,
      others,
      Array.from({ length: 5_000 }, (_, index) => newArticle({ title: `関税 ${index}` })),
    )
    expect(await titles('関税', { feedIds: [feedId] })).toEqual(['北極の関税'])
    const wide = [feedId, ...Array.from({ length: 400 }, (_, index) => 10_000 + index)]
    expect(await titles('関税', { feedIds: wide })).toEqual(['北極の関税'])
  })

  it('gives its pages without a hit twice or left out, and counts what can be paged', async () => {
    await store(
      db,
      feedId,
      Array.from({ length: 230 }, (_, index) => newArticle({ title: `Ferry ${index}` })),
    )
    const seen = new Set<number>()
    for (let offset = 0; offset < 230; offset += 23) {
      const page = await ask('ferry', { limit: 23, offset })
      if (typeof page === 'string') throw new Error(page)
      expect(page.total).toBe(200)
      for (const hit of page.hits) seen.add(hit.article.id)
    }
    expect(seen.size).toBe(200)
  })

  it('finds the beginning of an article of any length, and its end within the index’s limits', async () => {
    const words = Array.from({ length: 40_000 }, (_, index) => `word${index}`)
    await store(db, feedId, [
      newArticle({ title: 'Endless', body: [words.join(' ')] }),
      newArticle({ title: 'Stutter', body: ['echo '.repeat(30_000), 'finally'] }),
    ])
    expect(await titles('word15000')).toEqual(['Endless'])
    expect(await titles('word39999')).toEqual([])
    expect(await titles('finally')).toEqual(['Stutter'])
  })

  it('calls a query empty that has nothing to look for', async () => {
    expect(await ask('  「」🌼 ')).toBe('empty-query')
  })

  it('treats whatever is typed as words to look for, never as a command to the index', async () => {
    await store(db, feedId, [newArticle({ title: 'plain words near not or and' })])
    for (const query of [
      `"`,
      `a"b`,
      `title:plain`,
      `a:plain`,
      `{a b} : plain`,
      `NEAR(plain words)`,
      `plain AND NOT words`,
      `plain*`,
      `^plain`,
      `(((`,
      `plain + words`,
      `'; DROP TABLE article; --`,
      `$1 ? :x @y`,
      `\u202eplain\u202c שלום عربي`,
      `👩‍👩‍👧 plain`,
      'x'.repeat(10_000),
      'あ'.repeat(10_000),
      '"'.repeat(10_000),
      'plain '.repeat(1_700),
      '\ud800plain\udfff',
      'plain\0words',
    ]) {
      const found = await ask(query)
      expect(found === 'empty-query' || typeof found === 'object', query).toBe(true)
    }
    expect(await titles('plain AND NOT words')).toEqual(['plain words near not or and'])
    expect(await titles('near or')).toEqual(['plain words near not or and'])
    expect(await titles('a:plain')).toEqual([])
  })

  it('never fails and never shows more than the scope, whatever is typed', async () => {
    const hidden = await addFeed(db, 'https://hidden.example/feed')
    await store(db, feedId, [digestArticle()])
    await store(db, hidden, [digestArticle()])
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        '"',
        ' OR ',
        ' f : ',
        'f2',
        '*',
        '関税',
        '独',
        '(',
        ')',
        ' NOT ',
        '{f}:',
        '-',
      ),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const found = await ask(pieces.join(''), { scope: { feedIds: [feedId] } })
        if (typeof found === 'string') return
        expect(found.hits.every(({ article }) => article.feedId === feedId)).toBe(true)
      }),
      { seed: 20310401, numRuns: 150 },
    )
  })

  it('finds an article by any word and any run of characters in its texts', async () => {
    const alphabet = fc.constantFrom(
      ...'関税北極海底トルコサーバさしす独米氷',
      'ー',
      ' ',
      '、',
      'a',
      'b',
      '1',
    )
    const text = fc.string({ unit: alphabet, minLength: 1, maxLength: 24 })
    await fc.assert(
      fc.asyncProperty(text, fc.nat(), fc.nat(), async (title, from, length) => {
        const feed = await addFeed(db, `https://any.example/${crypto.randomUUID()}`)
        const [article] = await store(db, feed, [newArticle({ title })])
        // A part of a run of kanji or kana; Latin words are found whole.
        const runs = title.match(/[関税北極海底トルコサーバさしす独米氷]+/g) ?? []
        const run = runs[from % Math.max(1, runs.length)]
        if (!run) return
        const start = from % run.length
        // No word begins with the long-vowel mark, and at an end it does not count.
        const part = run.slice(start, start + 1 + (length % run.length)).replace(/^ー+/, '')
        if (part === '') return
        const found = await ask(part, { scope: { feedIds: [feed] } })
        expect(found, `${part} in ${title}`).toMatchObject({
          hits: [{ article: { id: article?.id } }],
        })
      }),
      { seed: 20310401, numRuns: 200 },
    )
  })

  it('finds a feed by its name or what of its address may be shown, never by a key in it', async () => {
    const secret = await addFeed(
      db,
      'https://club.example/private/a1b2c3d4e5f6a7b8c9d0/feed?key=s3cret',
    )
    await store(db, secret, [newArticle({ title: 'Club dinner' })])
    expect(await ask('dinner feed:club.example')).toMatchObject({ total: 1 })
    expect(await ask('dinner feed:private')).toMatchObject({ total: 1 })
    for (const guess of ['s3cret', 's3', 'key', 'a1b2', 'c9d0']) {
      expect(await ask(`dinner feed:${guess}`)).toBe('unknown-feed')
    }
  })
})
