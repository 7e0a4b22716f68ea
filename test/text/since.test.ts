import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sinceOf } from '../../src/text/since.ts'

/** A Sunday morning in Tokyo, still Saturday in London. */
const NOW = Date.parse('2026-01-18T07:30:00+09:00')
const inTokyo = (typed: string) => {
  const at = sinceOf(typed, { now: NOW, zone: 'Asia/Tokyo' })
  return at === null
    ? null
    : Temporal.Instant.fromEpochMilliseconds(at)
        .toZonedDateTimeISO('Asia/Tokyo')
        .toPlainDateTime()
        .toString({ smallestUnit: 'minute' })
}

describe('what people write for a time', () => {
  it.each([
    ['今日', '2026-01-18T00:00'],
    ['昨日', '2026-01-17T00:00'],
    ['昨日から', '2026-01-17T00:00'],
    ['きのう', '2026-01-17T00:00'],
    ['一昨日', '2026-01-16T00:00'],
    ['3日', '2026-01-15T00:00'],
    ['３日前', '2026-01-15T00:00'],
    ['三日前から', '2026-01-15T00:00'],
    ['12時間前', '2026-01-17T19:30'],
    ['2週間', '2026-01-04T00:00'],
    ['今週', '2026-01-12T00:00'],
    ['先週', '2026-01-05T00:00'],
    ['先月', '2025-12-01T00:00'],
    ['去年', '2025-01-01T00:00'],
    ['2か月前', '2025-11-18T00:00'],
    ['2ヶ月', '2025-11-18T00:00'],
    ['金曜日', '2026-01-16T00:00'],
    ['日曜', '2026-01-11T00:00'],
    ['2025年1月5日', '2025-01-05T00:00'],
    ['2025年1月', '2025-01-01T00:00'],
    ['1月5日以降', '2026-01-05T00:00'],
    ['12月24日', '2025-12-24T00:00'],
    ['12月', '2025-12-01T00:00'],
  ])('%s', (typed, at) => expect(inTokyo(typed)).toBe(at))

  it.each([
    ['today', '2026-01-18T00:00'],
    ['Yesterday', '2026-01-17T00:00'],
    ['since yesterday', '2026-01-17T00:00'],
    ['the day before yesterday', '2026-01-16T00:00'],
    ['3 days', '2026-01-15T00:00'],
    ['3d', '2026-01-15T00:00'],
    ['from 3 days ago', '2026-01-15T00:00'],
    ['12h', '2026-01-17T19:30'],
    ['last week', '2026-01-05T00:00'],
    ['1 week', '2026-01-11T00:00'],
    ['last month', '2025-12-01T00:00'],
    ['Sunday', '2026-01-11T00:00'],
    ['fri', '2026-01-16T00:00'],
    ['2025-01-01', '2025-01-01T00:00'],
    ['2025/1/1', '2025-01-01T00:00'],
    ['2025-01', '2025-01-01T00:00'],
    ['2025', '2025-01-01T00:00'],
    ['1/5', '2026-01-05T00:00'],
    ['Jan 5', '2026-01-05T00:00'],
    ['5th January 2025', '2025-01-05T00:00'],
    ['December 24', '2025-12-24T00:00'],
    ['march', '2025-03-01T00:00'],
    ['february 2024', '2024-02-01T00:00'],
  ])('%s', (typed, at) => expect(inTokyo(typed)).toBe(at))

  it.each(['', '  ', 'soon', 'いつか', '2025-02-30', '13/45', '@everyone', 'fridge', '3', '〇日'])(
    'is nothing in “%s”',
    (typed) => expect(inTokyo(typed)).toBeNull(),
  )

  it('begins a day at midnight of the reader’s server', () => {
    const yesterday = (zone: string) =>
      new Date(sinceOf('昨日', { now: NOW, zone }) ?? 0).toISOString()
    expect(yesterday('Asia/Tokyo')).toBe('2026-01-16T15:00:00.000Z')
    expect(yesterday('Europe/London')).toBe('2026-01-16T00:00:00.000Z')
  })

  it('may lie in the future', () => {
    expect(inTokyo('2026-02-01')).toBe('2026-02-01T00:00')
  })

  it('never fails, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
        const at = sinceOf(typed, { now: NOW, zone: 'Asia/Tokyo' })
        expect(at === null || Number.isFinite(at)).toBe(true)
      }),
    )
    for (const typed of ['9999時間', '9999日', '999か月', '0001-01-01', '9999年'])
      expect(inTokyo(typed)).not.toBeNull()
  })
})
