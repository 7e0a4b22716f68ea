/** One entry a story: who leads, who stands beside, and what comes first. */
import { describe, expect, it } from 'vitest'
import { composeDigest } from '../../src/digest/compose.ts'
import { earlierView } from '../../src/digest/earlier-view.ts'
import { mergeStories } from '../../src/digest/merge.ts'
import { selectArticles } from '../../src/digest/select.ts'
import { article, content, HOUR, SLOT } from './articles.ts'

const long = ['市は来月から。'.repeat(40)]
const options = { count: 3, now: SLOT, first: false, fallBackToNewest: false } as const

describe('articles of one story', () => {
  it('are one entry that the fullest leads, though others came first', () => {
    const [entry, ...more] = mergeStories([
      article({ id: 1, feedId: 1, story: 5 }),
      article({ id: 2, feedId: 2, story: 5, body: long }),
      article({ id: 3, feedId: 3, story: 5 }),
    ])
    expect([entry?.id, entry?.also?.map(({ id }) => id), more]).toEqual([2, [1, 3], []])
  })

  it('are led by one that everybody can read', () => {
    const paid = { ...article({ id: 1, story: 5, body: long }), paid: true }
    expect(mergeStories([paid, article({ id: 2, story: 5 })])[0]?.id).toBe(2)
  })

  it('stay apart where they have no story', () => {
    expect(mergeStories([article({ id: 1 }), article({ id: 2 })])).toHaveLength(2)
  })

  it('come before newer ones that only one feed tells', () => {
    const window = mergeStories([
      article({ id: 1, feedId: 1, publishedAt: SLOT - HOUR }),
      article({ id: 2, feedId: 2, story: 5, publishedAt: SLOT - 9 * HOUR }),
      article({ id: 3, feedId: 3, story: 5, publishedAt: SLOT - 9 * HOUR }),
      article({ id: 4, feedId: 1, publishedAt: SLOT - 2 * HOUR }),
      article({ id: 5, feedId: 4, publishedAt: SLOT - 3 * HOUR }),
    ])
    const { shown, listed } = selectArticles(window, options)
    expect(shown.map(({ id }) => id)).toEqual([2, 1, 5])
    expect(listed.map(({ id }) => id)).toEqual([4])
  })

  it('name all their feeds, each once', () => {
    const also = [
      article({ id: 2, feedTitle: '海運日報' }),
      article({ id: 3, feedTitle: '海運日報' }),
      article({ id: 4, feedTitle: '港町新聞' }),
    ]
    const message = composeDigest(content({ shown: [article({ id: 1, also })] }))
    expect(message?.payload.embeds?.[0]?.footer?.text).toBe('港町新聞 ほか1社')
    const english = composeDigest(content({ locale: 'en', shown: [article({ id: 1, also })] }))
    expect(english?.payload.embeds?.[0]?.footer?.text).toBe('港町新聞 and 1 more')
  })
})

describe('what goes on with a story', () => {
  it('bears its mark in the contents and on its card, however long its title is', () => {
    const title = '長い題'.repeat(100)
    const shown = [
      article({ id: 1, title, isUpdate: true }),
      article({ id: 2, title, isUpdate: true }),
      article({ id: 3 }),
    ]
    const message = composeDigest(content({ shown }))
    expect(message?.payload.embeds?.map((embed) => embed.title?.endsWith('〔続報〕'))).toEqual([
      true,
      true,
      false,
    ])
    expect(message?.payload.content?.match(/〔続報〕/g)).toHaveLength(2)
    expect(message?.payload.embeds?.[0]?.title?.length).toBeLessThanOrEqual(256)
  })

  it('shows what came before, linked, with its time, and can be opened', () => {
    const view = earlierView([article({ id: 7, title: '前の*記事*' })], { id: 9, locale: 'ja' })
    expect(view.embeds?.[0]?.description).toMatch(/^- <t:\d+:f> \[前の\\\*記事\\\*\]\(https:/)
    expect(JSON.stringify(view.components)).toContain('"value":"7"')
    expect(earlierView([], { id: 9, locale: 'en' }).content).toBe(
      'There is nothing earlier about this yet.',
    )
  })
})
