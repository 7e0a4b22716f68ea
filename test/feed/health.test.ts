import { describe, expect, it } from 'vitest'
import { hostOf, nameOf, shownAddress } from '../../src/feed/address.ts'
import { articlesADay, type Health, healthOf, newsOf, usualGap } from '../../src/feed/health.ts'

const DAY = 24 * 3_600_000
const NOW = Date.parse('2026-01-18T00:00:00Z')
const read = {
  failures: 0,
  error: null,
  status: null,
  failingSince: null,
  succeededAt: NOW,
  stoppedAt: null,
}
const failing = (since: number): Health => ({
  kind: 'failing',
  error: 'timeout',
  status: null,
  since,
  failures: 3,
})
/** `count` articles, one every `gap`, the newest `ago` before now. */
const every = (gap: number, count: number, ago = 0) =>
  Array.from({ length: count }, (_, n) => NOW - ago - n * gap)

describe('the health of a feed', () => {
  it('is that it gives what it usually gives', () => {
    expect(healthOf(read, every(DAY, 20), NOW)).toEqual({ kind: 'well' })
    expect(healthOf(read, [], NOW)).toEqual({ kind: 'well' })
    expect(healthOf({ ...read, succeededAt: null }, [], NOW)).toEqual({ kind: 'new' })
  })

  it('is silent after five of its usual gaps, and a fortnight at least', () => {
    expect(healthOf(read, every(DAY, 20, 13 * DAY), NOW).kind).toBe('well')
    expect(healthOf(read, every(DAY, 20, 15 * DAY), NOW)).toEqual({
      kind: 'silent',
      newestAt: NOW - 15 * DAY,
      gap: DAY,
    })
    expect(healthOf(read, every(7 * DAY, 20, 30 * DAY), NOW).kind).toBe('well')
    expect(healthOf(read, every(7 * DAY, 20, 36 * DAY), NOW).kind).toBe('silent')
  })

  it('is not silent where there are too few articles to tell', () => {
    expect(healthOf(read, [NOW - 400 * DAY, NOW - 401 * DAY], NOW).kind).toBe('well')
  })

  it('is what went wrong, since when and how often', () => {
    const broken = { ...read, failures: 2, error: 'http-error', status: 500, failingSince: NOW - 5 }
    expect(healthOf(broken as Parameters<typeof healthOf>[0], [], NOW)).toEqual({
      kind: 'failing',
      error: 'http-error',
      status: 500,
      since: NOW - 5,
      failures: 2,
    })
    expect(healthOf({ ...read, error: 'gone', stoppedAt: NOW - 1 }, [], NOW)).toEqual({
      kind: 'stopped',
      since: NOW - 1,
    })
  })

  it('counts the articles of a usual day', () => {
    expect(articlesADay(every(DAY / 4, 40), NOW)).toBeCloseTo(4, 0)
    expect(articlesADay(every(10 * DAY, 10), NOW)).toBeCloseTo(0.1)
    expect(articlesADay([NOW - 3_600_000], NOW)).toBe(1)
    expect(articlesADay([], NOW)).toBe(0)
  })

  it('takes the middle gap, whatever the order of the articles', () => {
    expect(usualGap([10, 0, 3, 1])).toBe(2)
    expect(usualGap([5, 1])).toBeNull()
  })
})

describe('what is told of feeds', () => {
  const news = (health: Health, told = false) => newsOf([{ id: 7, health, told }], NOW)
  const nothing = { trouble: new Map(), well: [] }

  it('is a failure that has lasted a day, once', () => {
    expect(news(failing(NOW - DAY + 1))).toEqual(nothing)
    expect(news(failing(NOW - DAY)).trouble).toEqual(new Map([['timeout', [7]]]))
    expect(news(failing(NOW - DAY), true)).toEqual(nothing)
  })

  it('is what is gone for good, at once, and what is silent', () => {
    expect(news({ kind: 'stopped', since: NOW }).trouble).toEqual(new Map([['gone', [7]]]))
    const silent: Health = { kind: 'silent', newestAt: NOW - 20 * DAY, gap: DAY }
    expect(news(silent).trouble).toEqual(new Map([['silent', [7]]]))
  })

  it('is that it is well again, to those only who were told', () => {
    expect(news({ kind: 'well' }, true).well).toEqual([7])
    expect(news({ kind: 'well' })).toEqual(nothing)
  })

  it('is grouped by cause', () => {
    const all = [1, 2].map((id) => ({ id, health: failing(NOW - 2 * DAY), told: false }))
    expect(newsOf(all, NOW).trouble).toEqual(new Map([['timeout', [1, 2]]]))
  })
})

describe('an address as anyone may see it', () => {
  it.each([
    ['https://a.example/feed.xml', 'a.example/feed.xml'],
    ['https://a.example/', 'a.example'],
    ['https://a.example/feed?token=s3cret', 'a.example/feed?…'],
    ['https://a.example/rss/0123456789abcdef0123/feed', 'a.example/rss/…/feed'],
    ['https://a.example/p/3f2504e0-4f89-11d3-9a0c-0305e82c3301.xml', 'a.example/p/…'],
    [
      'https://a.example/2026/a-long-word-without-digits',
      'a.example/2026/a-long-word-without-digits',
    ],
    ['nonsense', '…'],
  ])('%s', (address, expected) => {
    expect(shownAddress(address)).toBe(expected)
  })

  it('stands for a feed without a title, and for one whose title is its address', () => {
    const url = 'https://a.example/f?k=1'
    expect(nameOf({ title: url, url })).toBe('a.example/f?…')
    expect(nameOf({ title: null, url: 'https://a.example/f?k=1' })).toBe('a.example/f?…')
    expect(nameOf({ title: 'News', url: 'https://a.example/f?k=1' })).toBe('News')
  })

  it('belongs to a host', () => {
    expect([hostOf('https://A.Example.:8080/x'), hostOf('nonsense')]).toEqual(['a.example', ''])
  })
})
