import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { selectArticles } from '../../src/digest/select.ts'
import { article, HOUR, SLOT } from './articles.ts'

const options = { count: 5, now: SLOT, first: false, fallBackToNewest: false } as const
const ids = (articles: readonly { id: number }[]) => articles.map(({ id }) => id)
const at = (id: number, feedId: number, hoursAgo: number | null) =>
  article({ id, feedId, publishedAt: hoursAgo === null ? null : SLOT - hoursAgo * HOUR })

describe('choosing the articles of a digest', () => {
  it('takes the feeds in turn, the one with the newest article first', () => {
    const window = [at(1, 1, 5), at(2, 1, 1), at(3, 2, 2), at(4, 3, 3), at(5, 2, 6), at(6, 3, 7)]
    const { shown, listed } = selectArticles(window, options)
    expect(ids(shown)).toEqual([2, 3, 4, 1, 5])
    expect(ids(listed)).toEqual([6])
  })

  it('gives a noisy feed no more than a third of the cards, however quiet the others are', () => {
    const noisy = Array.from({ length: 30 }, (_, n) => at(n + 1, 1, n))
    const { shown, listed } = selectArticles([...noisy, at(50, 2, 40), at(51, 3, 41)], options)
    expect(ids(shown)).toEqual([1, 50, 51, 2])
    expect(listed).toHaveLength(28)
  })

  it('shares the cards evenly where only two feeds have news', () => {
    const window = Array.from({ length: 20 }, (_, n) => at(n + 1, (n % 2) + 1, n))
    expect(selectArticles(window, options).shown).toHaveLength(5)
  })

  it('gives a feed all cards when it is the only one with news', () => {
    const window = Array.from({ length: 9 }, (_, n) => at(n + 1, 1, n))
    expect(ids(selectArticles(window, options).shown)).toEqual([1, 2, 3, 4, 5])
  })

  it('sorts by publication, by arrival where there is none, and takes the future for now', () => {
    const window = [at(1, 1, -500), at(2, 2, 0), at(3, 3, null), at(4, 4, 3)]
    // 1 and 2 count as published now: the later arrival is first; 3 arrived an hour ago.
    expect(ids(selectArticles(window, options).shown)).toEqual([2, 1, 3, 4])
  })

  it('shows a first digest the newest eight of the last 24 hours', () => {
    const window = Array.from({ length: 40 }, (_, n) => at(n + 1, (n % 4) + 1, n * 2))
    const { shown, listed, leftOut } = selectArticles(window, {
      ...options,
      first: true,
      fallBackToNewest: true,
    })
    expect([...ids(shown), ...ids(listed)].toSorted((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8,
    ])
    expect(new Set(leftOut.map(({ reason }) => reason))).toEqual(
      new Set(['not-among-newest', 'older-than-a-day']),
    )
  })

  it('falls back to the newest eight for a first digest when a day brought nothing', () => {
    const window = Array.from({ length: 12 }, (_, n) => at(n + 1, 1, 100 + n))
    const first = { ...options, first: true }
    expect(selectArticles(window, { ...first, fallBackToNewest: false }).shown).toEqual([])
    const { shown, listed } = selectArticles(window, { ...first, fallBackToNewest: true })
    expect([...ids(shown), ...ids(listed)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('lists everything of the last day after a pause: eight is for the very first digest', () => {
    const window = Array.from({ length: 20 }, (_, n) => at(n + 1, 1, n))
    const { shown, listed, leftOut } = selectArticles(window, { ...options, first: true })
    expect([shown.length, listed.length, leftOut.length]).toEqual([5, 15, 0])
  })

  it('places every article of a window exactly once', () => {
    const articles = fc.array(
      fc.record({
        feedId: fc.integer({ min: 1, max: 5 }),
        publishedAt: fc.option(fc.integer({ min: SLOT - 60 * HOUR, max: SLOT + 30 * HOUR })),
        arrivedAt: fc.integer({ min: SLOT - 60 * HOUR, max: SLOT }),
      }),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(
        articles,
        fc.constantFrom(3 as const, 5 as const, 8 as const),
        fc.boolean(),
        fc.boolean(),
        (values, count, first, fallBackToNewest) => {
          const window = values.map((value, index) => article({ id: index + 1, ...value }))
          const chosen = selectArticles(window, { count, now: SLOT, first, fallBackToNewest })
          const placed = [
            ...ids(chosen.shown),
            ...ids(chosen.listed),
            ...chosen.leftOut.map((one) => one.article.id),
          ]
          expect(placed.toSorted((a, b) => a - b)).toEqual(ids(window))
          expect(chosen.shown.length).toBeLessThanOrEqual(count)
          if (chosen.listed.length > 0) expect(chosen.shown).not.toEqual([])
          if (!first || fallBackToNewest) expect(chosen.shown.length > 0).toBe(window.length > 0)
        },
      ),
      { seed: 20250118, numRuns: 200 },
    )
  })
})
