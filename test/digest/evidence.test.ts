import { describe, expect, it } from 'vitest'
import { articleBlocks } from '../../src/digest/article-blocks.ts'
import { article } from './articles.ts'

const body = ['県は25日に予算を発表した。国の補助率は7割だ。', '住宅3,412棟が浸水した。']
const keyPoints = [
  { text: '住宅3412棟が浸水し、国は7割を補助する。', origin: 'llm' as const, evidence: [2, 1] },
  { text: '県は25日に予算を発表した。', origin: 'extractive' as const, evidence: [0] },
]
const lines = (values: Parameters<typeof article>[0]) =>
  articleBlocks(article({ body, keyPoints, ...values }), 'ja')[0]?.lines ?? []

describe('the view of an article', () => {
  it('shows beside what a model wrote the sentences that it rests on', () => {
    expect(lines({})).toEqual(
      expect.arrayContaining([
        '💡 住宅3412棟が浸水し、国は7割を補助する。',
        '└ 住宅3,412棟が浸水した。',
        '└ 国の補助率は7割だ。',
      ]),
    )
    expect(lines({}).filter((line) => line.startsWith('└'))).toHaveLength(2)
  })

  it('shows the original sentence beside a translated point', () => {
    expect(lines({ flags: ['translated'] })).toContain('└ 県は25日に予算を発表した。')
  })

  it('shows nothing beside a point whose sentence is not there any more', () => {
    expect(lines({ body: [] }).filter((line) => line.startsWith('└'))).toEqual([])
  })
})
