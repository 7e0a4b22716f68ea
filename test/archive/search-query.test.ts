import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuery } from '../../src/archive/search-query.ts'

const NOW = Date.UTC(2031, 3, 9, 3)
const parse = (query: string) => parseQuery(query, { now: NOW, zone: 'Asia/Tokyo' })

/** The first spelling of each word that must be found. */
const termsOf = (query: string) => {
  const parsed = parse(query)
  return parsed.ok ? parsed.value.all.map(([first]) => first?.spellings[0]) : parsed.error
}
const words = (...tokens: string[][]) => tokens.map((of) => ({ tokens: of, prefix: false }))

const wordsIn = (query: string) => {
  const parsed = parse(query)
  if (!parsed.ok) return parsed.error
  const { all, none } = parsed.value
  const text = ({ spellings: [term] }: (typeof none)[number]) => term?.tokens.join(' ')
  return { all: all.map((any) => any.map(text)), none: none.map(text) }
}
const fieldsIn = (query: string) => {
  const parsed = parse(query)
  return parsed.ok ? parsed.value.all.flat().map(({ field }) => field) : parsed.error
}

describe('a query', () => {
  it('is its words, all of which must be found', () => {
    expect(termsOf('sanctions Arctic')).toEqual(words(['sanction'], ['arctic']))
    expect(termsOf('関税　北極海')).toEqual(words(['関税'], ['北極', '極海']))
  })

  it('keeps the words of a phrase side by side, in all kinds of quotes', () => {
    const phrase = words(['new', 'arctic', 'cable'])
    for (const query of ['"new Arctic cables"', '“new Arctic cables”', '「new Arctic cables」']) {
      expect(termsOf(query)).toEqual(phrase)
    }
    expect(termsOf('"sea cable" ice')).toEqual(words(['sea', 'cable'], ['ice']))
  })

  it('takes a quote without its other half for a blank', () => {
    expect(termsOf('"sea cable')).toEqual(words(['sea'], ['cable']))
  })

  it('looks for a lone character as the beginning of what follows it', () => {
    expect(termsOf('独')).toEqual([{ tokens: ['独'], prefix: true }])
    expect(termsOf('2031年')).toEqual([{ tokens: ['2031', '年'], prefix: true }])
  })

  it('keeps the scripts of a mixed word side by side', () => {
    expect(termsOf('AI企業')).toEqual(words(['ai', '企業']))
    expect(termsOf('企業AI')).toEqual(words(['企業', '業', 'ai']))
  })

  it('asks for a word once, however often it is typed', () => {
    expect(termsOf('ice ICE ｉｃｅ')).toEqual(words(['ice']))
  })

  it('without a letter or digit is empty', () => {
    for (const query of ['', '   ', '　', '"" 「」', '!?*:()^-', '🌼🎌', '\ud800', '\0']) {
      expect(termsOf(query)).toEqual({ kind: 'empty-query' })
    }
  })

  it('of any length or content is understood or empty, and bounded', () => {
    const long = Array.from({ length: 10_000 }, (_, index) => String.fromCharCode(0x4e00 + index))
    expect(termsOf(long.join(''))).toMatchObject([{ prefix: false }])
    expect(termsOf('a1 b2 '.repeat(2_000))).toHaveLength(2)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (query) => {
        const parsed = parse(query)
        if (!parsed.ok) return
        const { all, none } = parsed.value
        expect(all.flat().length + none.length).toBeLessThanOrEqual(32)
        const terms = [...all.flat(), ...none].flatMap(({ spellings }) => spellings)
        expect(terms.length).toBeLessThanOrEqual(4 * 32)
        for (const { tokens } of terms) {
          expect(tokens.length).toBeGreaterThan(0)
          expect(tokens.length).toBeLessThanOrEqual(64)
        }
      }),
      { seed: 20310401, numRuns: 100 },
    )
  })

  it('leaves out what stands behind a minus, and joins what stands beside OR', () => {
    for (const query of ['関税 -鉄鋼', '関税 －鉄鋼', '-鉄鋼 関税']) {
      expect(wordsIn(query)).toEqual({ all: [['関税']], none: ['鉄鋼'] })
    }
    expect(wordsIn('関税 -「鉄鋼 輸出」')).toEqual({ all: [['関税']], none: ['鉄鋼 鋼 輸出'] })
    for (const or of ['OR', 'ＯＲ', '|', 'または']) {
      expect(wordsIn(`関税 ${or} 制裁 EU`)).toEqual({ all: [['関税', '制裁'], ['eu']], none: [] })
    }
    expect(wordsIn('関税 AND 制裁')).toEqual({ all: [['関税'], ['制裁']], none: [] })
    expect(wordsIn('either or both')).toEqual({ all: [['either'], ['or'], ['both']], none: [] })
  })

  it('takes signs that say nothing for what they are: words with hyphens, clock times, addresses', () => {
    expect(wordsIn('COVID-19')).toEqual({ all: [['covid 19']], none: [] })
    expect(wordsIn('12:30')).toEqual({ all: [['12 30']], none: [] })
    expect(wordsIn('https://news.example')).toEqual({ all: [['http news example']], none: [] })
    expect(wordsIn('OR')).toEqual({ all: [['or']], none: [] })
    expect(wordsIn('OR 関税 OR')).toEqual({ all: [['関税']], none: [] })
  })

  it('goes on behind a star', () => {
    expect(termsOf('sanct*')).toEqual([{ tokens: ['sanct'], prefix: true }])
    expect(termsOf('ｓａｎｃｔ＊')).toEqual([{ tokens: ['sanct'], prefix: true }])
  })

  it('knows its keys in both languages', () => {
    for (const query of [
      'title:関税',
      '題名:関税',
      '見出し：関税',
      'in:title 関税',
      '対象:題名 関税',
    ]) {
      expect(fieldsIn(query)).toEqual(['title'])
    }
    expect(fieldsIn('source:"Free Press" 関税')).toEqual(['source', null])
    expect(fieldsIn('出典:ロイター')).toEqual(['source'])
    expect(parse('feed:NHK フィード:毎日 関税')).toMatchObject({
      value: { feeds: ['NHK', '毎日'] },
    })
  })

  it('knows times: from a day on, before it, and to its end', () => {
    const tokyo = (text: string) =>
      Temporal.ZonedDateTime.from(`${text}[Asia/Tokyo]`).epochMilliseconds
    const period = { from: tokyo('2031-03-01'), to: tokyo('2031-04-01') }
    expect(parse('関税 after:2031-03 before:2031-04')).toMatchObject({ value: period })
    expect(parse('関税 から:2031-03 まで:先月')).toMatchObject({ value: period })
    expect(parse('after:"3 days ago"')).toMatchObject({
      value: { all: [], from: tokyo('2031-04-06') },
    })
    expect(parse('関税 until:2031')).toMatchObject({ value: { to: tokyo('2032-01-01') } })
  })

  it('that cannot be understood is told what of it', () => {
    expect(parse('-関税')).toMatchObject({ error: { kind: 'only-without' } })
    expect(parse('関税 after:いつか')).toMatchObject({
      error: { kind: 'bad-date', typed: 'いつか' },
    })
    expect(parse('in:body 関税')).toMatchObject({ error: { kind: 'bad-field', typed: 'in:body' } })
    expect(parse('関税 after:2031-04 before:2031-03')).toMatchObject({ error: { kind: 'no-time' } })
  })

  it('of a number is any of its spellings', () => {
    for (const query of ['20年', '二十年', '二〇年', '２０年']) {
      const parsed = parse(query)
      const spellings = parsed.ok ? parsed.value.all[0]?.[0]?.spellings : []
      expect(new Set(spellings?.map(({ tokens }) => tokens.join(' ')))).toEqual(
        new Set(['20 年', '二十 十年', '二〇 〇年']),
      )
    }
  })
})
