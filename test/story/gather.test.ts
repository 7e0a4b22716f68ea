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
