/** What an article's card shows beside its text is kept with it. */
import { describe, expect, it } from 'vitest'
import { articleById, storeArticles } from '../../src/archive/article-table.ts'
import type { Details } from '../../src/model/details.ts'
import { addFeed, HOUR, NOW, newArticle, openArchive, store } from './articles.ts'

const video = (views: number): Details => ({
  kind: 'video',
  seconds: 600,
  views,
  chapters: [{ at: 0, title: 'Fog' }],
})

describe('the kind of an article', () => {
  it('comes back as it was stored, and is absent where there is none', async () => {
    const db = await openArchive()
    const feedId = await addFeed(db)
    const [plain, clip] = await store(db, feedId, [
      newArticle({ publishedAt: NOW - 2 * HOUR }),
      newArticle({ details: video(7) }),
    ])
    expect((await articleById(db, clip?.id ?? 0))?.details).toEqual(video(7))
    expect(await articleById(db, plain?.id ?? 0)).not.toHaveProperty('details')
    await db.close()
  })

  it('is no change of an article: a video that is watched is the same video', async () => {
    const db = await openArchive()
    const feedId = await addFeed(db)
    const clip = newArticle({ details: video(7) })
    await store(db, feedId, [clip])
    const again = await db.tx((tx) =>
      storeArticles(tx, {
        feedId,
        articles: [{ ...clip, details: video(9_000) }],
        now: NOW + HOUR,
      }),
    )
    expect(again).toEqual({ added: [], changed: [], unchanged: 1, takenAsRead: 0 })
    await db.close()
  })
})
