import { describe, expect, it } from 'vitest'
import { readingMinutes } from '../../src/digest/reading-time.ts'

describe('the reading time', () => {
  it('is never nothing', () => {
    expect(readingMinutes('')).toBe(1)
  })

  it('counts characters of Japanese and words of English', () => {
    expect(readingMinutes('港'.repeat(1500))).toBe(3)
    expect(readingMinutes('harbor '.repeat(660))).toBe(3)
    expect(readingMinutes('港'.repeat(1000) + ' harbor'.repeat(440))).toBe(4)
  })
})
