import { describe, expect, it } from 'vitest'
import { footerOf } from '../../src/digest/footer.ts'
import type { Flag, KeyPoint, Origin } from '../../src/model/article.ts'
import { article } from './articles.ts'

const point = (origin: Origin): KeyPoint => ({
  text: `A point by ${origin}.`,
  origin,
  evidence: [],
})
const footer = (origins: readonly Origin[], locale: 'ja' | 'en', flags: Flag[] = []) =>
  footerOf(
    article({ keyPoints: origins.map(point), flags, sections: [], feedTitle: 'Port News' }),
    locale,
    { withImage: false },
  )

describe('a reader sees in the footer where the points come from', () => {
  it.each([
    [['native'], '原文の要点', 'publisher’s own points'],
    [['extractive'], '抜粋', 'excerpts'],
    [['llm'], 'AI', 'AI'],
    [['native', 'native', 'extractive'], '原文の要点＋抜粋', 'publisher’s own points + excerpts'],
    [['extractive', 'native'], '原文の要点＋抜粋', 'publisher’s own points + excerpts'],
    [['llm', 'extractive'], '抜粋＋AI', 'excerpts + AI'],
  ] as const)('%j', (origins, ja, en) => {
    expect(footer(origins, 'ja')).toBe(`Port News · ${ja}`)
    expect(footer(origins, 'en')).toBe(`Port News · ${en}`)
  })

  it('and nothing of it where there are none', () => {
    expect(footer([], 'en')).toBe('Port News')
  })

  it('and that a model translated, whoever the points are by', () => {
    expect(footer(['native'], 'ja', ['translated'])).toBe('Port News · 原文の要点 · AI翻訳')
    expect(footer(['llm'], 'en', ['translated'])).toBe('Port News · AI · translated by AI')
  })
})
