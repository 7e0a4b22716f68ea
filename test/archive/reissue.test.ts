import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { storeArticles } from '../../src/archive/article-table.ts'
import type { NewArticle } from '../../src/model/article.ts'
import type { Db } from '../../src/storage/db.ts'
import { addFeed, HOUR, NOW, newArticle, openArchive } from './articles.ts'

const DAY = 24 * HOUR

describe('a source that publishes again what it has published', () => {
  let db: Db
  let feedId: number
  beforeEach(async () => {
    db = await openArchive()
    feedId = await addFeed(db)
  })
  afterEach(() => db.close())

  const poll = (articles: readonly NewArticle[], now: number) =>
    db.tx((tx) => storeArticles(tx, { feedId, articles, now }))
  const article = (n: number, part: Partial<NewArticle> = {}) =>
    newArticle({
      identity: `guid:${n}`,
      url: `https://news.example/${n}`,
      title: `Report number ${n}`,
      publishedAt: NOW - n * HOUR,
      ...part,
    })
  const many = (count: number, part: (n: number) => Partial<NewArticle> = () => ({})) =>
    Array.from({ length: count }, (_, n) => article(n, part(n)))

  it('brings no flood when it moves to another system, and its one new article is read', async () => {
    await poll(many(100), NOW)
    const moved = many(100, (n) => ({ identity: `guid:new-${n}`, publishedAt: NOW + HOUR }))
    const news = article(900, { identity: 'guid:new-900', publishedAt: NOW + HOUR })
    const stored = await poll([news, ...moved], NOW + 2 * HOUR)
    expect(stored.added.map(({ title }) => title)).toEqual(['Report number 900'])
    expect(stored).toMatchObject({ changed: [], takenAsRead: 100 })
    const again = await poll([news, ...moved], NOW + 3 * HOUR)
    expect(again).toEqual({ added: [], changed: [], unchanged: 101, takenAsRead: 0 })
  })

  it('is known by its titles where the addresses changed too', async () => {
    await poll(many(30), NOW)
    const moved = many(30, (n) => ({ identity: `guid:b${n}`, url: `https://new.example/${n}` }))
    expect(await poll(moved, NOW + HOUR)).toMatchObject({ added: [], takenAsRead: 30 })
    expect(await db.all('SELECT COUNT(*) AS n FROM article')).toEqual([{ n: 30 }])
  })

  it('brings no flood when it shows its whole archive at once; search finds it', async () => {
    await poll([article(1)], NOW)
    const archive = many(200, (n) => ({
      identity: `guid:old-${n}`,
      url: `https://news.example/old/${n}`,
      title: `Old report ${n}`,
      publishedAt: NOW - 30 * DAY - n * DAY,
    }))
    const stored = await poll([article(0, { identity: 'guid:today' }), ...archive], NOW + HOUR)
    expect(stored.added).toHaveLength(1)
    expect(stored.takenAsRead).toBe(200)
    expect(await db.all('SELECT COUNT(*) AS n FROM article WHERE seq = 0')).toEqual([{ n: 200 }])
  })

  it('does not lose a busy day: hundreds of new articles are news', async () => {
    await poll(many(5), NOW)
    const busy = Array.from({ length: 300 }, (_, n) => article(1000 + n, { publishedAt: NOW + n }))
    expect(await poll(busy, NOW + HOUR)).toMatchObject({ takenAsRead: 0 })
    const undated = Array.from({ length: 50 }, (_, n) => article(5000 + n, { publishedAt: null }))
    expect((await poll(undated, NOW + 2 * HOUR)).added).toHaveLength(50)
  })

  it('does not take articles for one another that share an address or a title', async () => {
    const shared = { url: 'https://news.example/', title: 'Weather' }
    await poll(
      many(10, () => shared),
      NOW,
    )
    const next = Array.from({ length: 10 }, (_, n) =>
      article(100 + n, { ...shared, publishedAt: NOW + HOUR }),
    )
    expect((await poll(next, NOW + 2 * HOUR)).added).toHaveLength(10)
  })

  it('is read whole the first time', async () => {
    const old = many(40, (n) => ({ publishedAt: NOW - 100 * DAY - n * DAY }))
    expect((await poll(old, NOW)).added).toHaveLength(40)
  })
})
