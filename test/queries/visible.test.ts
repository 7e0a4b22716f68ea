import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { postingsOf } from '../../src/queries/postings.ts'
import { visibleFeeds } from '../../src/queries/visible-feeds.ts'
import type { Db } from '../../src/storage/db.ts'
import { addFeed, newArticle, openArchive, store } from '../archive/articles.ts'

let db: Db
beforeEach(async () => {
  db = await openArchive()
})
afterEach(() => db.close())

describe('the feeds that may be seen', () => {
  const subscribe = async (
    guildId: string,
    channelId: string,
    { state = 'active', feedIds }: { state?: string; feedIds: number[] },
  ) => {
    const [row] = await db.all(
      `INSERT INTO subscription (guild_id, channel_id, name, minute, days, zone, locale, count, seen_seq, slot_at, due_at,
         set_by, set_at, state)
       VALUES ($1, $2, 'n', 0, '[]', 'UTC', 'en', 5, 0, 0, 0, 'u', 0, $3) RETURNING id`,
      [guildId, channelId, state],
    )
    for (const feedId of feedIds) {
      await db.all(
        'INSERT INTO subscription_feed (subscription_id, feed_id, from_seq, position) VALUES ($1, $2, 0, 0)',
        [row?.['id'] ?? 0, feedId],
      )
    }
  }

  it('are those of the channels that the caller sees, each once, running or paused', async () => {
    const feeds: number[] = []
    for (const name of 'abcde') feeds.push(await addFeed(db, `https://${name}.example/`))
    const [a, b, c, d, e] = feeds as [number, number, number, number, number]
    await subscribe('g1', 'seen', { feedIds: [b, a] })
    await subscribe('g1', 'seen too', { feedIds: [b], state: 'paused' })
    await subscribe('g1', 'hidden', { feedIds: [c] })
    await subscribe('g1', 'seen', { feedIds: [d], state: 'ended' })
    await subscribe('g2', 'seen', { feedIds: [e] })
    const channelIds = ['seen', 'seen too']
    expect(await visibleFeeds(db, { guildId: 'g1', channelIds })).toEqual([a, b])
    expect(await visibleFeeds(db, { guildId: 'g1', channelIds: [] })).toEqual([])
  })
})

describe('the postings of articles', () => {
  it('are the newest ones in channels of the server that the caller sees', async () => {
    const feedId = await addFeed(db)
    const articles = await store(db, feedId, [newArticle(), newArticle(), newArticle()])
    const [one, two, three] = articles.map(({ id }) => id) as [number, number, number]
    const post = (articleId: number, channelId: string, messageId: string, guildId = 'g1') =>
      db.all(
        `INSERT INTO posting (article_id, guild_id, channel_id, message_id, embed, version, posted_at)
         VALUES ($1, $2, $3, $4, 0, 1, 0)`,
        [articleId, guildId, channelId, messageId],
      )
    await post(one, 'seen', '1000')
    await post(one, 'seen', '999')
    await post(one, 'hidden', '2000')
    await post(one, 'seen', '3000', 'g2')
    await post(two, 'hidden', '2001')
    const ask = (channelIds: string[], articleIds = [one, two, three]) =>
      postingsOf(db, { articleIds, guildId: 'g1', sees: (id) => channelIds.includes(id) })
    expect(await ask(['seen'])).toEqual(
      new Map([[one, { guildId: 'g1', channelId: 'seen', messageId: '1000' }]]),
    )
    expect((await ask(['seen', 'hidden'])).get(one)?.messageId).toBe('2000')
    const here = new Set(['seen'])
    const sees = () => true
    const first = await postingsOf(db, { articleIds: [one, two], guildId: 'g1', sees, here })
    expect([first.get(one)?.messageId, first.get(two)?.messageId]).toEqual(['1000', '2001'])
    expect((await ask([])).size).toBe(0)
    expect((await ask(['seen'], [])).size).toBe(0)
  })
})
