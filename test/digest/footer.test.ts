import { describe, expect, it } from 'vitest'
import { footerOf } from '../../src/digest/footer.ts'
import type { KeyPoint } from '../../src/model/article.ts'
import { article } from './articles.ts'

const point = (origin: KeyPoint['origin']): KeyPoint => ({ text: 'x', origin, evidence: [] })
const footer = (keyPoints: KeyPoint[], locale: 'ja' | 'en', flags: 'translated'[] = []) =>
  footerOf(article({ keyPoints, flags, sections: [], feedTitle: 'Harbor Times' }), locale, {
    withImage: false,
  })

describe('a footer', () => {
  it('says that a model wrote the points, or some of them', () => {
    expect(footer([point('llm')], 'ja')).toBe('Harbor Times · AI')
    expect(footer([point('llm'), point('extractive')], 'en')).toBe('Harbor Times · excerpts + AI')
  })

  it('says that a model translated, whoever the points are by', () => {
    expect(footer([point('native')], 'ja', ['translated'])).toBe(
      'Harbor Times · 原文の要点 · AI翻訳',
    )
    expect(footer([point('llm')], 'en', ['translated'])).toBe(
      'Harbor Times · AI · translated by AI',
    )
  })
})
