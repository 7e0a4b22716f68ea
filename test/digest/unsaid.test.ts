import { describe, expect, it } from 'vitest'
import { unsaidParagraphs } from '../../src/digest/unsaid.ts'
import { article, points } from './articles.ts'

const LEAD = '港の橋が20日、3年ぶりに開通した。'
const POINT = '市は橋の維持に年4億円を見込む。'

describe('the text below lead and points', () => {
  it('leaves out what they say, and marks where a sentence is missing before another', () => {
    const shown = unsaidParagraphs(
      article({
        lead: LEAD,
        keyPoints: points('extractive', POINT),
        body: [
          `【港町】${LEAD}雨の中を300人が渡った。`,
          `最初に渡ったのは漁師だった。一方、${POINT}`,
          LEAD,
          '通行料は要らない。',
        ],
      }),
    )
    expect(shown).toEqual([
      '… 雨の中を300人が渡った。',
      '最初に渡ったのは漁師だった。',
      '通行料は要らない。',
    ])
  })

  it('keeps a long sentence of which a point says only a part', () => {
    const long = `${POINT.slice(0, -1)}が、国の補助が来年度で終わるため、負担は10年後に倍になると説明している。`
    const shown = unsaidParagraphs(
      article({ lead: LEAD, keyPoints: points('extractive', POINT), body: [long] }),
    )
    expect(shown).toEqual([long])
  })

  it('leaves a sentence out for all its dateline, and each one of a lead of two', () => {
    const shown = unsaidParagraphs(
      article({
        lead: '捷運明年3月動工。全長14公里。',
        keyPoints: [],
        body: ['（中央社記者王小明台北25日電）捷運明年3月動工。全長14公里。部分居民擔心交通。'],
      }),
    )
    expect(shown).toEqual(['… 部分居民擔心交通。'])
  })

  it('leaves a sentence out that says more only in brackets', () => {
    const shown = unsaidParagraphs(
      article({
        lead: '青葉社は蓄電池を12月1日に発売する。',
        keyPoints: [],
        body: ['青葉社(本社:大阪府吹田市、以下「青葉」)は蓄電池を12月1日に発売する。反対はない。'],
      }),
    )
    expect(shown).toEqual(['… 反対はない。'])
  })

  it('is empty where lead and points are all of it', () => {
    const shown = unsaidParagraphs(
      article({
        lead: 'The bridge opened on Monday. It took three years.',
        keyPoints: points('extractive', 'Tolls start in May.'),
        body: ['The bridge opened on Monday. It took three years. And Tolls start in May.'],
      }),
    )
    expect(shown).toEqual([])
  })
})
