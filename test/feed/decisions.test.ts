import { describe, expect, it } from 'vitest'
import { dateOf } from '../../src/feed/date.ts'
import { addressOf, identities, withoutTracking } from '../../src/feed/identity.ts'
import type { FeedItem } from '../../src/model/feed.ts'

const item = (part: Partial<FeedItem>): FeedItem => ({
  id: null,
  title: null,
  link: null,
  date: null,
  author: null,
  image: null,
  categories: [],
  content: null,
  summary: null,
  lang: null,
  ...part,
})

describe('the identity of an article', () => {
  it('is its guid, else its link without tracking, else title and date', () => {
    expect(
      identities([
        item({ id: '1', link: 'https://a.example/1' }),
        item({ link: 'https://a.example/2?utm_source=rss&id=5' }),
        item({ title: 't', date: '2026-01-18T00:00:00.000Z' }),
      ]),
    ).toEqual(['guid:1', 'link:https://a.example/2?id=5', 'text:t\n2026-01-18T00:00:00.000Z'])
  })

  it('is no guid where different articles bear the same', () => {
    const both = [
      item({ id: 'x', link: 'https://a.example/1' }),
      item({ id: 'x', link: 'https://a.example/2' }),
    ]
    expect(new Set(identities(both)).size).toBe(2)
  })

  it('stays when an article is listed again with another title', () => {
    const link = 'https://a.example/1'
    const listed = [
      item({ id: 'x', link, title: 'Storm' }),
      item({ id: 'x', link, title: 'Storm over' }),
    ]
    expect(new Set(identities(listed)).size).toBe(1)
  })

  it('is the original address where the feed names one', () => {
    const proxied = item({ link: 'https://proxy.example/~r/1', canonical: 'https://a.example/1' })
    expect(identities([proxied])).toEqual(['link:https://a.example/1'])
    expect(addressOf(proxied)).toBe('https://a.example/1')
  })

  it.each([
    [
      'https://a.example/?utm_source=rss&id=%E6%B8%AF+1&utm_medium=x#top',
      'https://a.example/?id=%E6%B8%AF+1#top',
    ],
    ['https://a.example/?fbclid=1', 'https://a.example/'],
    ['https://a.example/a#xtor=RSS-1', 'https://a.example/a'],
    ['https://a.example/a#utm_source=rss', 'https://a.example/a'],
    ['https://a.example/?ref=7&page=2', 'https://a.example/?ref=7&page=2'],
  ])('leaves tracking out of %s', (link, expected) => {
    expect(withoutTracking(link)).toBe(expected)
  })

  it('leaves addresses without tracking as they are', () => {
    expect(withoutTracking('https://a.example/?b=%E3%81%82')).toBe('https://a.example/?b=%E3%81%82')
  })
})

describe('dates', () => {
  it.each([
    ['Sun, 18 Jan 2026 07:30:00 +0900', '2026-01-17T22:30:00.000Z'],
    ['Sun, 18 Jan 2026 07:30:00 JST', '2026-01-17T22:30:00.000Z'],
    ['Sun, 18 Jan 2026 07:30:00 GMT', '2026-01-18T07:30:00.000Z'],
    ['2026-01-18T07:30:00+09:00', '2026-01-17T22:30:00.000Z'],
    ['2026-01-18 07:30:00', '2026-01-18T07:30:00.000Z'],
    ['2026-01-18T07:30:00.123Z', '2026-01-18T07:30:00.123Z'],
    ['2026-01-18', '2026-01-18T00:00:00.000Z'],
    ['2026年1月18日 7:30', '2026-01-17T22:30:00.000Z'],
    ['18 Jan 2026 07:30 EST', '2026-01-18T12:30:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(dateOf(text)).toBe(expected)
  })

  it.each([null, '', 'soon', '0000-00-00', '1970-01-01T00:00:00Z', '9999-01-01'])(
    'drops %j',
    (text) => {
      expect(dateOf(text)).toBeNull()
    },
  )
})
