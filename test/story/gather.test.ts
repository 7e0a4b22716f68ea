/** Which articles of a pile become one story. */
import { describe, expect, it } from 'vitest'
import { gather } from '../../src/story/gather.ts'
import { urlKey } from '../../src/story/signature.ts'
import { told } from './pairs.ts'

const AT = Date.parse('2026-02-10T03:00:00Z')
const one = (
  id: string,
  part: { url?: string; cited?: string[]; feed?: string; title?: string; at?: number } = {},
) => ({
  id,
  told: { title: part.title ?? `題 ${id}`, lead: '', publishedAt: part.at ?? AT },
  url: part.url ?? null,
  cited: part.cited ?? [],
  feed: part.feed ?? null,
})
const groups = (articles: Parameters<typeof gather>[0]) =>
  gather(articles).map(({ ids }) => ids.toSorted().join(' '))

describe('a pile of articles', () => {
  it('has one story where two have one address, however it is written', () => {
    const pile = [
      one('a', { url: 'https://www.news.example/a/1?utm_source=x#top', feed: 'f' }),
      one('b', { url: 'http://news.example/a/1/', feed: 'g' }),
      one('c', { url: 'https://news.example/a/2', feed: 'g' }),
    ]
    expect(groups(pile)).toEqual(['a b', 'c'])
  })

  it('joins an article with the one that cites it, in either order', () => {
    const digest = one('digest', { cited: ['https://news.example/a/1'], at: AT })
    expect(groups([digest, one('news', { url: 'https://news.example/a/1', at: AT + 1 })])).toEqual([
      'digest news',
    ])
    expect(groups([digest, one('news', { url: 'https://news.example/a/1', at: AT - 1 })])).toEqual([
      'digest news',
    ])
  })

  it('does not join what a feed gives one address for all', () => {
    const url = 'https://shop.example/news?id=1'
    expect(groups([one('a', { url, feed: 'f' }), one('b', { url, feed: 'f' })])).toHaveLength(2)
    expect(urlKey('https://shop.example/')).toBeNull()
  })

  it('comes to nearly the same stories in any order of articles of one time', () => {
    const articles = told('ja-tune').flatMap(({ name, samples }) =>
      samples.map(({ title, lead, publishedAt }, index) => ({
        ...one(`${name}${index}`),
        told: { title, lead, publishedAt },
      })),
    )
    const forth = groups(articles)
    const back = new Set(groups(articles.toReversed()))
    expect(forth.filter((group) => back.has(group)).length / forth.length).toBeGreaterThan(0.95)
  })

  it('never glues stories by a chain: each member is like the middle', () => {
    const articles = told('en-tune').flatMap(({ name, samples }) =>
      samples.map((sample, index) => ({
        ...one(`${name}/${sample.story}/${index}`),
        told: sample,
      })),
    )
    const mixed = gather(articles).filter(
      ({ ids }) => new Set(ids.map((id) => String(id).split('/').slice(0, 2).join('/'))).size > 1,
    )
    expect(mixed.length).toBeLessThanOrEqual(3)
    expect(
      mixed.every(({ ids }) => new Set(ids.map((id) => String(id).split('/')[0])).size === 1),
    ).toBe(true)
  })

  it('says what follows what', () => {
    const { samples } = told('ja-held').find(({ name }) => name === '海難') ?? { samples: [] }
    const found = gather(samples.map((sample, index) => ({ ...one(String(index)), told: sample })))
    expect(found.find(({ follows }) => follows !== null)?.ids).toEqual(['4'])
  })
})

describe('one feed', () => {
  const LEAD =
    '10日午前5時48分ごろ、石川県能登地方を震源とする地震があり、輪島市で震度5弱を観測した。津波の心配はない。'
  const quake = (
    id: string,
    { title, feed, url }: { title: string; feed: string; url?: string },
  ) => ({
    ...one(id, { feed, ...(url === undefined ? {} : { url }) }),
    told: { title, lead: LEAD, publishedAt: AT },
  })
  const TITLE = '石川県で震度5弱の地震、津波の心配なし'
  const OTHER = '能登で震度5弱の地震　輪島市で強い揺れ、津波の心配なし'

  it('does not tell a story twice: what is like its own article goes on with it', () => {
    const found = gather([
      quake('a', { title: TITLE, feed: 'f' }),
      quake('b', { title: OTHER, feed: 'f' }),
    ])
    expect(found.map(({ ids, follows }) => [ids, follows])).toEqual([
      [['a'], null],
      [['b'], 'a'],
    ])
    const two = gather([
      quake('a', { title: TITLE, feed: 'f' }),
      quake('b', { title: OTHER, feed: 'g' }),
    ])
    expect(two.map(({ ids }) => ids)).toEqual([['a', 'b']])
  })

  it('joins a story of another feed once', () => {
    const found = gather([
      quake('a', { title: TITLE, feed: 'f' }),
      quake('b', { title: OTHER, feed: 'g' }),
      quake('c', { title: `【詳しく】${TITLE}`, feed: 'g' }),
    ])
    expect(found.map(({ ids, follows }) => [ids, follows])).toEqual([
      [['a', 'b'], null],
      [['c'], 'a'],
    ])
  })

  it.each([
    ['今日の天気', '今日の天気'],
    ['きょうの天気（2月10日・火）', 'きょうの天気（2月11日・水）'],
    ['Morning briefing: Tuesday 10 February', 'Morning briefing: Wednesday 11 February'],
    ['Noto quake update no. 3', 'Noto quake update no. 4'],
    ['能登の地震　第十二回', '能登の地震　第十三回'],
  ])('has columns, whose numbers have nothing to do with each other: %s', (title, next) => {
    const found = gather([quake('a', { title, feed: 'f' }), quake('b', { title: next, feed: 'f' })])
    expect(found.map(({ follows }) => follows)).toEqual([null, null])
  })

  it('gives an article again under its address, with another title', () => {
    const url = 'https://news.example/a/1'
    const found = gather([
      quake('a', { title: TITLE, feed: 'f', url }),
      quake('b', { title: OTHER, feed: 'f', url: `${url}?utm_source=rss` }),
      quake('c', { title: '能登の地震　輪島市で震度5弱、津波なし', feed: 'f', url: `${url}2` }),
    ])
    expect(found.map(({ ids }) => ids)).toEqual([['a', 'b'], ['c']])
  })
})
