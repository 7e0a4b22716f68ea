/** The sample feeds as a reader of feeds and a browser meet them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Samples, startSamples } from '../../src/samples/start-samples.ts'
import { readFeed } from '../../src/worker/read-feed.ts'
import { readPage } from '../../src/worker/read-page.ts'

/** The feed that has only the beginnings. */
const EXCERPTS = 'Small Wonders'
const START = Date.parse('2026-01-18T07:00:00+09:00')
let now = START
let samples: Samples
beforeAll(async () => {
  samples = await startSamples({ now: () => now })
})
afterAll(() => samples.close())

async function read(url: string) {
  const answer = await fetch(url)
  const feed = await readFeed(new Uint8Array(await answer.arrayBuffer()), {
    url,
    contentType: answer.headers.get('content-type') ?? '',
  })
  if (!feed.ok) throw new Error(feed.error.message)
  return feed.value
}

describe('the sample feeds', () => {
  it('are five publications in both languages, with at least twelve articles on the first morning', async () => {
    const feeds = await Promise.all(samples.feeds.map(({ url }) => read(url)))
    expect(feeds.map(({ title }) => title)).toEqual(samples.feeds.map(({ title }) => title))
    expect(feeds.flatMap(({ articles }) => articles).length).toBeGreaterThanOrEqual(12)
    for (const article of feeds.flatMap(({ articles }) => articles)) {
      expect(article.publishedAt).toBeLessThanOrEqual(START)
    }
    const whole = feeds
      .filter(({ title }) => title !== EXCERPTS)
      .flatMap(({ articles }) => articles)
    for (const article of whole) {
      expect(article.keyPoints).toHaveLength(3)
      expect(article.flags).toEqual([])
    }
  })

  it('are whole but for one, whose articles stand on their pages', async () => {
    const feed = samples.feeds.find(({ title }) => title === EXCERPTS)
    const { articles } = await read(feed?.url ?? '')
    for (const { body, keyPoints, title, url } of articles) {
      expect(body.join('')).toMatch(/\[…\]$/)
      expect(keyPoints).toEqual([])
      const page = new Uint8Array(await (await fetch(url ?? '')).arrayBuffer())
      const got = await readPage(page, { url: url ?? '', title })
      expect(got.ok && got.value.article.keyPoints).toHaveLength(3)
    }
  })

  it('hold a digest-format article of two pages, its points copied, its second page linked', async () => {
    const digest = samples.feeds.find(({ kind }) => kind === 'digest')
    const { articles } = await read(digest?.url ?? '')
    const [first] = articles
    expect(first?.keyPoints.map(({ origin, section }) => [origin, section])).toEqual([
      ['native', 0],
      ['native', 1],
      ['native', undefined],
    ])
    expect(first?.sections).toHaveLength(2)
    expect(first?.next?.teaser).toBeTruthy()
    const page = await fetch(first?.next?.url ?? '')
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('✅')
  })

  it('give pictures and pages that are there, and say 304 to a reader who has the newest', async () => {
    for (const { url } of samples.feeds) {
      const etag = (await fetch(url)).headers.get('etag') ?? ''
      expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304)
      const { articles } = await read(url)
      for (const address of articles.flatMap(({ url: page, image }) =>
        [page, image ?? []].flat(),
      )) {
        expect((await fetch(address ?? '')).status).toBe(200)
      }
    }
  })

  it('have news on the next mornings, and what is published meanwhile', async () => {
    const [feed] = samples.feeds
    const before = (await read(feed?.url ?? '')).articles.length
    now = START + 24 * 3_600_000
    expect((await read(feed?.url ?? '')).articles.length).toBe(before + 1)
    samples.publish(feed?.url ?? '', {
      slug: 'extra',
      title: '号外',
      paragraphs: ['臨時の列車が出る。'],
    })
    expect((await read(feed?.url ?? '')).articles.length).toBe(before + 2)
    expect(() =>
      samples.publish('http://127.0.0.1/none', { slug: 'x', title: 'x', paragraphs: [] }),
    ).toThrow(RangeError)
  })
})
