import { describe, expect, it } from 'vitest'
import { digestTitle, titleOfContent } from '../../src/digest/title.ts'

const SLOT = Date.parse('2026-11-25T07:30:00+09:00')
const at = (locale: 'ja' | 'en') => ({ locale, zone: 'Asia/Tokyo', slot: SLOT })

describe('what a digest’s post is called', () => {
  it('says day, part of the day and number in the digest’s language', () => {
    expect(digestTitle(at('ja'), { count: 5, name: null })).toBe('11月25日(水)の朝 · 5本')
    expect(digestTitle(at('en'), { count: 5, name: null })).toBe(
      'Wed, Nov 25, morning · 5 articles',
    )
    expect(digestTitle(at('en'), { count: 1, name: null })).toContain('1 article')
  })

  it('begins with the digest’s name where several stand in one place, and fits', () => {
    expect(digestTitle(at('ja'), { count: 5, name: '朝刊' })).toBe('朝刊 · 11月25日(水)の朝 · 5本')
    const long = digestTitle(at('en'), { count: 8, name: '🍎\n'.repeat(200) })
    expect([...long].length).toBeLessThanOrEqual(100)
    expect(long).toMatch(/… · Wed, Nov 25, morning · 8 articles$/)
  })

  it('is the first line of a message that was composed without one', () => {
    expect(titleOfContent('📘 1月18日の朝 · 5本\n1. 橋')).toBe('📘 1月18日の朝 · 5本')
    expect(titleOfContent(undefined)).not.toBe('')
  })
})
