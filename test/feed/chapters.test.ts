/** Lengths and chapters as people write them. */
import { describe, expect, it } from 'vitest'
import { chapterOf, chaptersIn, secondsOf } from '../../src/feed/chapters.ts'

describe('a length', () => {
  it.each([
    ['45:10', 2710],
    ['1:02:03', 3723],
    ['00:31:00', 1860],
    ['00:04:30.500', 270],
    ['2535', 2535],
    [' 62:03 ', 3723],
    ['0', null],
    ['', null],
    ['an hour', null],
    ['999999', null],
    [undefined, null],
  ])('%s is %s seconds', (text, seconds) => {
    expect(secondsOf(text)).toBe(seconds)
  })
})

describe('a chapter', () => {
  it.each([
    ['0:00 Beginning', 0, 'Beginning'],
    ['(12:34) – Middle', 754, 'Middle'],
    ['・1:02:03｜終わり', 3723, '終わり'],
    ['[03:25] - Paper: rolls', 205, 'Paper: rolls'],
    ['▶ 4:05 霧笛', 245, '霧笛'],
  ])('%s', (line, at, title) => {
    expect(chapterOf(line)).toEqual({ at, title })
  })

  it.each(['Doors open at 19:30', '2026-01-16 12:00', '12:34', 'https://a.example/1:00', '1:2 x'])(
    '%s is none',
    (line) => {
      expect(chapterOf(line)).toBeNull()
    },
  )

  it('stands with others, in the order of time, or is no chapter', () => {
    expect(chaptersIn(['0:00 A', 'words', '5:00 B', '3:00 not a chapter', '9:00 C'])).toHaveLength(
      3,
    )
    expect(chaptersIn(['19:30 Doors open'])).toEqual([])
  })

  it('is found in long hostile lines in no time', () => {
    const started = performance.now()
    chaptersIn(Array.from({ length: 200 }, () => '0:00 '.repeat(20_000)))
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
