import { describe, expect, it } from 'vitest'
import { shortenHeadline, wholeHeadline } from '../../src/digest/headline.ts'
import { article } from './articles.ts'

describe('a headline', () => {
  it.each([
    ['港に定期航路が戻る', 24, '港に定期航路が戻る'],
    [
      '北の港と南の港、深まる協力の形：航路、倉庫、そして地域の思惑が絡む',
      24,
      '北の港と南の港、深まる協力の形',
    ],
    [
      '北の港と南の港、深まる協力の形:航路、倉庫、そして地域の思惑が絡む',
      24,
      '北の港と南の港、深まる協力の形',
    ],
    [
      '新しい図書館の開館時間はどう変わる？来年度の予算案を読み解いてみた',
      24,
      '新しい図書館の開館時間はどう変わる？',
    ],
    [
      '小型衛星の通信が雲の上でも、途切れない新方式を大学などが実証した',
      24,
      '小型衛星の通信が雲の上でも…',
    ],
    [
      '小型衛星の通信が雲の上でも途切れない新方式を大学などが実証した',
      24,
      '小型衛星の通信が雲の上でも途切れない新方式を大…',
    ],
    [
      '始発は10:30に繰り下げ、終電は23:50に繰り上げると鉄道会社が発表',
      24,
      '始発は10:30に繰り下げ…',
    ],
    [
      'Yahoo!ニュースが独自の基準を見直し、配信元の記事の扱いを改めると発表',
      24,
      'Yahoo!ニュースが独自の基準を見直し…',
    ],
    [
      '市長「夜も開ける：利用者の声に応える」と会見で述べ、予算案に盛り込む',
      24,
      '市長「夜も開ける：利用者の声に応える」と会見で…',
    ],
    [
      'City library to stay open until nine: what evening readers can expect',
      60,
      'City library to stay open until nine',
    ],
    [
      'AI: how the smallest town in the north taught its harbor cranes to talk',
      60,
      'AI: how the smallest town in the north taught its harbor…',
    ],
    [
      'The twenty-first-century harbor — and the people who run it at night now',
      60,
      'The twenty-first-century harbor',
    ],
  ])('%s', (text, max, expected) => {
    expect(shortenHeadline(text, max)).toBe(expected)
    expect([...expected].length).toBeLessThanOrEqual(max)
  })

  it('keeps a family together when it cuts', () => {
    const family = '👨‍👩‍👧‍👦'
    expect(shortenHeadline(family.repeat(5), 24)).toBe(`${family.repeat(3)}…`)
  })

  it('says that there is none, rather than nothing', () => {
    const untitled = article({ title: ' \u200b\n', headline: '' })
    expect(wholeHeadline(untitled, 'ja')).toBe('（無題）')
    expect(wholeHeadline(untitled, 'en')).toBe('Untitled')
  })
})
