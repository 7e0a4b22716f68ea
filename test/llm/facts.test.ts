import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inventedFact, objectionTo, sourceOf } from '../../src/llm/check-points.ts'
import { datesOf } from '../../src/llm/dates.ts'
import { knownNames, unknownName } from '../../src/llm/names.ts'
import { numbersOf, statedNumbers } from '../../src/llm/numbers.ts'
import { pointCases } from './cases.ts'

const RUNS = { seed: 20261125, numRuns: 400 }
const values = (text: string) => numbersOf(text).flatMap(({ readings }) => readings)
const stated = (text: string) => statedNumbers(text).flatMap(({ readings }) => readings)

describe('a number', () => {
  it.each([
    ['1,200,000人', '1200000'],
    ['１，２００，０００人', '1200000'],
    ['120万人', '1200000'],
    ['百二十万人', '1200000'],
    ['1.2 million people', '1200000'],
    ['1億2345万6789円', '123456789'],
    ['1.5兆円', '1500000000000'],
    ['3千人', '3000'],
    ['二〇二六年', '2026'],
    ['三十五歳', '35'],
    ['$3bn', '3000000000'],
    ['two hundred and fifty thousand', '250000'],
    ['twenty-five people', '25'],
    ['0.05%', '0.05'],
    ['007', '7'],
    ['３割５分', '35'],
  ])('is the same in every spelling: %s', (text, value) => {
    expect(values(text)).toEqual([value])
  })

  it('knows percent from other things, and a range’s first from neither', () => {
    expect(numbersOf('35% of 35 people').map(({ kind }) => kind)).toEqual(['percent', 'other'])
    expect(numbersOf('35 to 40 percent').map(({ kind }) => kind)).toEqual(['bare', 'percent'])
    expect(numbersOf('5割、35パーセント').map(({ kind }) => kind)).toEqual(['percent', 'percent'])
  })

  it('is not read out of words', () => {
    expect(stated('千葉県の一部で、十分な量の三菱の百合を一人が万一に備えた')).toEqual([])
    expect(stated('one of the two firms, first and second')).toEqual([])
    expect(stated('三人と千人')).toEqual(['3', '1000'])
  })
})

describe('a date', () => {
  it.each([
    ['2026年11月25日', { year: 2026, month: 11, day: 25 }],
    ['令和8年11月25日', { year: 2026, month: 11, day: 25 }],
    ['十一月二十五日', { year: null, month: 11, day: 25 }],
    ['2026-11-25', { year: 2026, month: 11, day: 25 }],
    ['11/25', { year: null, month: 11, day: 25 }],
    ['25日', { year: null, month: null, day: 25 }],
    ['Nov. 25, 2026', { year: 2026, month: 11, day: 25 }],
    ['25th of November', { year: null, month: 11, day: 25 }],
    ['November 2026', { year: 2026, month: 11, day: null }],
    ['since May', { year: null, month: 5, day: null }],
  ])('is the same in every spelling: %s', (text, date) => {
    expect(datesOf(text).dates).toEqual([date])
  })

  it('is neither a length of time nor a verb', () => {
    expect(datesOf('3日間、5か月、13月、it may march').dates).toEqual([])
  })

  const invented = (text: string, ...source: string[]) => inventedFact(text, sourceOf('', source))

  it('may bear a year or month that the source says elsewhere, and no other', () => {
    expect(invented('11月25日に', '2026年の話。', '11月25日に')).toBeNull()
    expect(invented('2026年11月25日に', '2026年の話。', '11月25日に')).toBeNull()
    expect(invented('2025年11月25日に', '2026年の話。', '11月25日に')).toBe('date')
    expect(invented('11月25日に', '11月の話。', '25日に')).toBeNull()
    expect(invented('12月25日に', '11月の話。', '25日に')).toBe('date')
    expect(invented('25日に', '11月25日に')).toBeNull()
    expect(invented('on Monday', 'on Tuesday')).toBe('date')
    expect(invented('月曜日に', 'on Monday')).toBeNull()
    expect(invented('15時に', '午後3時に')).toBeNull()
  })
})

describe('a name', () => {
  const unknown = (text: string, source: string) => unknownName(text, knownNames(source))

  it.each([
    ['トランプ氏が', 'ドナルド・トランプ大統領'],
    ['サーバーを', 'サーバの'],
    ['元首相田中氏', '田中元首相'],
    ['東京都は', '東京で'],
    ['The Bank of Japan raised', 'the BOJ raised'],
    ['The BOJ raised', 'the Bank of Japan raised'],
    ['Japanese exports', 'Japan’s exports'],
    ['American firms', 'firms in the United States'],
    ['Engineers found', 'engineers found'],
    ['ユーザーのデータ', '利用者の情報'],
    ['同社は各国の地方銀行', '会社は国の銀行'],
  ])('is known from another form of it: %s', (text, source) => {
    expect(unknown(text, source)).toBeNull()
  })

  it.each([
    ['バイデン氏が', 'ドナルド・トランプ大統領'],
    ['佐藤花子さんが', '佐藤太郎さん'],
    ['大阪府は', '東京で'],
    ['the mayor Linda Park', 'Mayor Ana Ruiz'],
    ['It hit Paris hard', 'it hit London hard'],
    ['Intel has agreed', 'Novara has agreed'],
  ])('is unknown: %s', (text, source) => {
    expect(unknown(text, source)).not.toBeNull()
  })
})

const digits = fc.integer({ min: 2, max: 9_999_999 })
const templates = [
  (n: string) => `県は${n}人が避難したと発表した。`,
  (n: string) => `売上高は${n}億円で過去最高となった。`,
  (n: string) => `${n}%の住民が計画に賛成した。`,
  (n: string) => `The fire destroyed ${n} houses in the valley.`,
  (n: string) => `Profit rose to $${n} million, the company said.`,
  (n: string) => `About ${n} percent of voters took part.`,
]
const spelled = (value: number, withCommas: boolean) =>
  withCommas ? value.toLocaleString('en-US') : String(value)
const line = fc.tuple(fc.constantFrom(...templates), digits, fc.boolean())

describe('a point that is copied', () => {
  it('is never said to invent anything, whatever stands around it', () => {
    const sentences = pointCases.flatMap((one) => one.sentences)
    fc.assert(
      fc.property(fc.shuffledSubarray(sentences, { minLength: 1 }), (some) => {
        const source = sourceOf('', some)
        for (const text of some) {
          expect([text, inventedFact(text, source, sourceOf('', [text]))]).toEqual([text, null])
        }
      }),
      { ...RUNS, numRuns: 60 },
    )
  })

  it('is never said to invent anything, whatever it is made of', () => {
    const words = fc.constantFrom(
      ...'11月25日 令和8年 3割5分 12万3千人 二十五歳 5m $3bn Nov. 25 on the 25th 25日 Monday (火) 10:30 午後3時 3/4 1.2.3 – 〜 、 。 トランプ氏 Bank of Japan 東京都 U.S. hPa ＧＤＰ'.split(
        ' ',
      ),
      ' ',
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), fc.string(), (parts, noise) => {
        const text = parts.join('') + noise
        expect(inventedFact(text, sourceOf('', [text]))).toBeNull()
      }),
      RUNS,
    )
  })

  it('is taken whole where it has the form of a point', () => {
    for (const { lang, title, sentences } of pointCases) {
      const source = sourceOf(title, sentences)
      for (const text of sentences) {
        const claim = { words: { text, removed: [] }, evidence: [text], lang }
        expect(['length', 'leans', null]).toContain(objectionTo(claim, source))
      }
    }
  })
})

describe('a point with a changed digit', () => {
  it('is always said to invent a number', () => {
    fc.assert(
      fc.property(
        line,
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        ([template, value, commas], at, by) => {
          const figures = String(value)
          const index = at % figures.length
          const changed = (Number(figures[index]) + by) % 10
          const other = Number(figures.slice(0, index) + changed + figures.slice(index + 1))
          const source = sourceOf('', [template(spelled(value, commas))])
          expect(inventedFact(template(spelled(value, !commas)), source)).toBeNull()
          expect(inventedFact(template(spelled(other, commas)), source)).toBe('number')
        },
      ),
      RUNS,
    )
  })

  it('is always said to invent a date', () => {
    const day = fc.record({
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
    })
    const ways = [
      ({ month, day: d }: { month: number; day: number }) => `${month}月${d}日に開かれた。`,
      ({ month, day: d }: { month: number; day: number }) =>
        `It opened on ${Temporal.PlainDate.from({ year: 2026, month, day: d }).toLocaleString('en', { month: 'long', day: 'numeric' })}.`,
    ]
    fc.assert(
      fc.property(
        day,
        day,
        fc.constantFrom(...ways),
        fc.constantFrom(...ways),
        (a, b, one, other) => {
          const isSame = a.month === b.month && a.day === b.day
          expect(inventedFact(other(b), sourceOf('', [one(a)]))).toBe(isSame ? null : 'date')
        },
      ),
      RUNS,
    )
  })
})

describe('hostile texts', () => {
  it.each([
    ['digits', '1'],
    ['figures with commas', '1,111'],
    ['kanji numerals', '一千'],
    ['number words', 'one hundred and '],
    ['capitals', 'Aa of the '],
    ['katakana', 'アイ・'],
    ['brackets', '[('],
    ['slashes', '1/'],
    ['months', 'May 5 of '],
  ])('take no longer than their length: %s', (_, part) => {
    // Twice as much as is ever shown to a model.
    const text = part.repeat(16_000 / part.length)
    const before = process.cpuUsage()
    inventedFact(text, sourceOf('', [text]))
    const { user } = process.cpuUsage(before)
    expect(user / 1e6).toBeLessThan(1.5)
  })
})
