import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filterArticles } from '../../src/digest/filter.ts'
import { matchesOf } from '../../src/digest/matches.ts'
import { selectArticles } from '../../src/digest/select.ts'
import type { DigestArticle } from '../../src/model/digest.ts'
import { type Filters, NO_FILTERS } from '../../src/model/filters.ts'
import { article, HOUR, nativeArticle, points, SLOT, section } from './articles.ts'

const withFilters = (filters: Partial<Filters>): Filters => ({ ...NO_FILTERS, ...filters })
const bare = (values: Partial<DigestArticle>) =>
  article({ title: '港の朝', headline: '港の朝', lead: '港に船が着いた。', ...values })

/** Why an article is left out; null where it goes in. */
const reasonOf = (one: DigestArticle, filters: Partial<Filters>) =>
  filterArticles([one], withFilters(filters)).leftOut[0]?.reason ?? null

describe('words that are kept out', () => {
  it.each([
    ['サーバ', '新しいサーバーを公開', 'the long vowel mark'],
    ['サーバー', 'サーバ障害が復旧', 'its absence'],
    ['ｻｰﾊﾞｰ', '新しいサーバーを公開', 'half width'],
    ['さーばー', '新しいサーバーを公開', 'hiragana'],
    ['iphone', '新型ＩＰＨＯＮＥの発表', 'full width'],
    ['Sanctions', 'New sanction announced', 'a plural'],
    ['café', 'The CAFE reopens', 'an accent'],
    ['制裁', '米国が対ロ制裁を発表', 'a word inside a run'],
    ['東京都', '東京都知事が会見', 'the beginning of a word'],
    ['米', '米の価格が上がる', 'one character'],
    ['AI企業', '国内のAI企業が上場', 'two scripts'],
    ['2025年', '2025年度の予算案', 'a number with its unit'],
  ])('%s leaves out 「%s」 despite %s', (word, title) => {
    expect(reasonOf(bare({ title, headline: title }), { without: [word] })).toBe(`word-out:${word}`)
  })

  it.each([
    ['art', 'How to start a garden'],
    ['米', '港の朝'],
    ['京都', '東の都市'],
    ['bank of england', 'England opens a bank'],
  ])('%s does not leave out 「%s」', (word, title) => {
    expect(reasonOf(bare({ title, headline: title }), { without: [word] })).toBeNull()
  })

  it('finds a phrase only where its words stand side by side', () => {
    const without = ['interest rate']
    expect(reasonOf(bare({ lead: 'The interest rate stays.' }), { without })).toBe(
      'word-out:interest rate',
    )
    expect(reasonOf(bare({ lead: 'The rate of interest stays.' }), { without })).toBeNull()
  })

  it('are looked for in lead, points and categories, but not in a passing mention of the body', () => {
    const without = ['野球']
    const said = (values: Partial<DigestArticle>) => reasonOf(bare(values), { without })
    expect(said({ lead: '野球の試合があった。' })).toBe('word-out:野球')
    expect(said({ keyPoints: points('extractive', '野球場が建つ。') })).toBe('word-out:野球')
    expect(said({ categories: ['プロ野球'] })).toBe('word-out:野球')
    expect(said({ body: ['隣には野球場がある。'] })).toBeNull()
    expect(said({ sections: [section({ heading: '野球場の隣' })] })).toBeNull()
  })

  it('win over words that are wanted', () => {
    const both = bare({ title: '制裁と野球', headline: '制裁と野球' })
    expect(reasonOf(both, { words: ['制裁'], without: ['野球'] })).toBe('word-out:野球')
  })
})

describe('words that are wanted', () => {
  it('let an article in that holds one of them, in a section too', () => {
    expect(reasonOf(nativeArticle(), { words: ['宇宙', '冷蔵'] })).toBeNull()
    expect(reasonOf(nativeArticle(), { words: ['増設'] })).toBeNull()
    expect(reasonOf(nativeArticle(), { words: ['航路の再開'] })).toBeNull()
    expect(reasonOf(nativeArticle(), { words: ['宇宙'] })).toBe('word-in')
  })

  it('make no news of a word in passing', () => {
    expect(reasonOf(bare({ body: ['制裁の話ではない。'] }), { words: ['制裁'] })).toBe('word-in')
  })
})

describe('categories', () => {
  const tech = bare({ categories: ['テクノロジー', 'Business'] })

  it('are the same in every spelling', () => {
    expect(reasonOf(tech, { categories: ['てくのろじー'] })).toBeNull()
    expect(reasonOf(tech, { categories: ['ﾃｸﾉﾛｼﾞｰ'] })).toBeNull()
    expect(reasonOf(tech, { categories: ['ＢＵＳＩＮＥＳＳ'] })).toBeNull()
    expect(reasonOf(tech, { withoutCategories: ['business'] })).toBe('category-out:business')
  })

  it('are compared whole', () => {
    expect(reasonOf(tech, { categories: ['テクノ'] })).toBe('category')
    expect(reasonOf(tech, { withoutCategories: ['Busi'] })).toBeNull()
  })

  it('that are wanted leave out what is in none', () => {
    expect(reasonOf(bare({}), { categories: ['政治'] })).toBe('category')
  })
})

describe('languages', () => {
  it('leave out what is in another one', () => {
    const english = bare({ lang: 'en', title: 'The morning harbour', lead: 'A ship came in.' })
    expect(reasonOf(english, { languages: ['ja'] })).toBe('language:en')
    expect(reasonOf(english, { languages: ['ja', 'en'] })).toBeNull()
  })

  it('hide no headline of a few kanji, which may be Japanese', () => {
    const short = bare({ lang: 'zh', title: '東京都知事選告示', headline: '', lead: '' })
    expect(reasonOf(short, { languages: ['ja'] })).toBeNull()
  })
})

describe('paid articles', () => {
  const paid = (id: number, feedId: number, hoursAgo: number) =>
    article({ id, feedId, paid: true, publishedAt: SLOT - hoursAgo * HOUR })
  const free = (id: number, feedId: number, hoursAgo: number) =>
    article({ id, feedId, publishedAt: SLOT - hoursAgo * HOUR })
  const options = { count: 3, now: SLOT, first: false, fallBackToNewest: false } as const
  const ids = (articles: readonly { id: number }[]) => articles.map(({ id }) => id)

  it('are hidden where that is wanted, and free ones and those that say nothing are not', () => {
    expect(reasonOf(bare({ paid: true }), { paid: 'hide' })).toBe('paid')
    expect(reasonOf(bare({ paid: false }), { paid: 'hide' })).toBeNull()
    expect(reasonOf(bare({}), { paid: 'hide' })).toBeNull()
    expect(reasonOf(bare({ paid: true }), { paid: 'last' })).toBeNull()
  })

  it('come last among the cards and in the list, whatever their time', () => {
    const window = [paid(1, 1, 1), free(2, 2, 5), free(3, 2, 6), paid(4, 3, 2), free(5, 2, 7)]
    const { shown, listed } = selectArticles(window, { ...options, paidLast: true })
    expect(ids(shown)).toEqual([2, 1, 4])
    expect(ids(listed)).toEqual([3, 5])
    const plain = selectArticles(window, options)
    expect(ids(plain.shown)).toEqual([1, 4, 2])
  })

  it('take no card from a free article of a feed that has both', () => {
    const window = [paid(1, 1, 1), free(2, 1, 2), free(3, 2, 3), paid(4, 2, 0), free(5, 2, 9)]
    const { shown } = selectArticles(window, { ...options, paidLast: true })
    expect(ids(shown)).toEqual([2, 3, 5])
  })
})

describe('a cap for each feed', () => {
  const options = { count: 8, now: SLOT, first: false, fallBackToNewest: false } as const
  const window = Array.from({ length: 12 }, (_, n) =>
    article({ id: n + 1, feedId: n < 10 ? 1 : 2, publishedAt: SLOT - n * HOUR }),
  )

  it('leaves out what is older than the newest few, and says so', () => {
    const { shown, listed, leftOut } = selectArticles(window, { ...options, feedCap: 2 })
    expect([...shown, ...listed].map(({ id }) => id)).toEqual([1, 11, 2, 12])
    expect(leftOut.map(({ reason }) => reason)).toEqual(Array(8).fill('feed-cap'))
  })

  it('keeps the free ones where paid ones come last', () => {
    const mixed = window.map((one) => (one.id === 1 ? { ...one, paid: true } : one))
    const { shown } = selectArticles(mixed, { ...options, feedCap: 1, paidLast: true })
    expect(shown.map(({ id }) => id)).toEqual([2, 11])
  })
})

describe('how much matches', () => {
  const at = (hoursAgo: number, title: string) =>
    article({ title, headline: title, lead: '', publishedAt: SLOT - hoursAgo * HOUR })

  it('is counted over the last day', () => {
    const window = [at(1, '制裁'), at(2, '花'), at(30, '制裁')]
    expect(matchesOf(window, { filters: withFilters({ words: ['制裁'] }), now: SLOT })).toEqual({
      total: 2,
      matching: 1,
      today: true,
    })
  })

  it('is counted over all that came before where the day brought nothing', () => {
    const window = [at(40, '花'), at(30, '制裁')]
    expect(matchesOf(window, { filters: withFilters({ words: ['花'] }), now: SLOT })).toEqual({
      total: 2,
      matching: 1,
      today: false,
    })
  })
})

const WORDS = ['制裁', '野球', 'サーバ', 'bank', '花'] as const
const CATEGORIES = ['政治', 'スポーツ', 'Tech'] as const

const anyFilters: fc.Arbitrary<Filters> = fc.record({
  words: fc.subarray([...WORDS]),
  without: fc.subarray([...WORDS]),
  categories: fc.subarray([...CATEGORIES]),
  withoutCategories: fc.subarray([...CATEGORIES]),
  languages: fc.subarray(['ja', 'en']),
  paid: fc.constantFrom('show' as const, 'last' as const, 'hide' as const),
  perFeed: fc.option(fc.integer({ min: 1, max: 5 })),
})

const anyArticles = fc.array(
  fc.record({
    title: fc.constantFrom('米の制裁', 'プロ野球', 'サーバー公開', 'The central bank', '花の朝'),
    lead: fc.constantFrom('', '野球場の花', 'Banks and servers'),
    lang: fc.constantFrom('ja', 'en', 'zh'),
    categories: fc.subarray([...CATEGORIES]),
    paid: fc.boolean(),
    feedId: fc.integer({ min: 1, max: 4 }),
    publishedAt: fc.integer({ min: SLOT - 60 * HOUR, max: SLOT }),
  }),
  { maxLength: 40 },
)

it('places every article of a window exactly once, whatever the filters are', () => {
  fc.assert(
    fc.property(anyArticles, anyFilters, fc.boolean(), (values, filters, first) => {
      const window = values.map((value, index) =>
        article({ id: index + 1, headline: value.title, ...value }),
      )
      const { kept, leftOut } = filterArticles(window, filters)
      const chosen = selectArticles(kept, {
        count: 5,
        now: SLOT,
        first,
        fallBackToNewest: false,
        feedCap: filters.perFeed,
        paidLast: filters.paid === 'last',
      })
      const placed = [
        ...chosen.shown.map(({ id }) => id),
        ...chosen.listed.map(({ id }) => id),
        ...[...leftOut, ...chosen.leftOut].map((one) => one.article.id),
      ]
      expect(placed.toSorted((a, b) => a - b)).toEqual(window.map(({ id }) => id))
      const goesIn = [...chosen.shown, ...chosen.listed]
      for (const feedId of [1, 2, 3, 4]) {
        const own = goesIn.filter((one) => one.feedId === feedId)
        expect(own.length).toBeLessThanOrEqual(filters.perFeed ?? 40)
      }
      if (filters.paid === 'hide') expect(goesIn.some(({ paid }) => paid)).toBe(false)
    }),
    { seed: 20250118, numRuns: 300 },
  )
})
