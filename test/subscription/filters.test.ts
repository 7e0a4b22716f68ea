import { describe, expect, it } from 'vitest'
import { NO_FILTERS, type TypedFilters } from '../../src/model/filters.ts'
import { filtersOf, isOpen, readTyped } from '../../src/subscription/filters.ts'

const read = (typed: Partial<TypedFilters>) => {
  const done = readTyped(typed)
  if (!done.ok) throw new Error(done.error.kind)
  return done.value
}
const problem = (typed: Partial<TypedFilters>) => {
  const done = readTyped(typed)
  return done.ok ? null : done.error
}

describe('typed filters', () => {
  it('are words between blanks and commas of every width, phrases in quotes of every kind', () => {
    expect(read({ words: '制裁　関税、EU, "interest rate" 「中央 銀行」' }).words).toEqual([
      'interest rate',
      '中央 銀行',
      '制裁',
      '関税',
      'EU',
    ])
    expect(read({ words: '花 花 花' }).words).toEqual(['花'])
  })

  it('take a quote without its other half for nothing', () => {
    expect(read({ without: '"制裁 関税' }).without).toEqual(['"制裁', '関税'])
  })

  it('keep a category out that has a minus in front', () => {
    const { categories, withoutCategories } = read({ categories: '政治、-スポーツ, －Pop Music' })
    expect(categories).toEqual(['政治'])
    expect(withoutCategories).toEqual(['スポーツ', 'Pop Music'])
  })

  it('know languages by name and code', () => {
    expect(read({ languages: '日本語、英語' }).languages).toEqual(['ja', 'en'])
    expect(read({ languages: 'Japanese English' }).languages).toEqual(['ja', 'en'])
    expect(read({ languages: 'ja-JP, zh_TW, en' }).languages).toEqual(['ja', 'zh', 'en'])
    expect(read({ languages: 'Scottish Gaelic, ドイツ' }).languages).toEqual(['gd', 'de'])
  })

  it('leave alone what was not said, and take away what was emptied', () => {
    const before = { ...NO_FILTERS, words: ['花'], perFeed: 3, paid: 'last' as const }
    expect(readTyped({ without: '虫' }, before)).toEqual({
      ok: true,
      value: { ...before, without: ['虫'] },
    })
    expect(readTyped({ words: '', perFeed: ' ' }, before)).toEqual({
      ok: true,
      value: { ...NO_FILTERS, paid: 'last' },
    })
  })

  it('read a number of any width, with its counter', () => {
    expect(read({ perFeed: '３本' }).perFeed).toBe(3)
    expect(read({ perFeed: 50 }).perFeed).toBe(50)
  })

  it.each<[Partial<TypedFilters>, object]>([
    [
      { words: Array.from({ length: 26 }, (_, n) => `w${n}`).join(' ') },
      { kind: 'too-many-words', list: 'words', most: 25 },
    ],
    [{ without: '長'.repeat(61) }, { kind: 'word-too-long', typed: '長'.repeat(61), most: 60 }],
    [{ words: '花 !!!' }, { kind: 'no-word', typed: '!!!' }],
    [{ categories: '-★' }, { kind: 'no-word', typed: '★' }],
    [{ languages: 'クリンゴン語' }, { kind: 'unknown-language', typed: 'クリンゴン語' }],
    [{ languages: 'Japanese Elvish' }, { kind: 'unknown-language', typed: 'Elvish' }],
    [{ perFeed: '0' }, { kind: 'bad-number', typed: '0', most: 50 }],
    [{ perFeed: '51' }, { kind: 'bad-number', typed: '51', most: 50 }],
    [{ perFeed: 'many' }, { kind: 'bad-number', typed: 'many', most: 50 }],
  ])('are refused where they cannot be used: %j', (typed, expected) => {
    expect(problem(typed)).toEqual(expected)
  })
})

describe('stored filters', () => {
  it('come back as they were', () => {
    const filters = read({ words: '"a b" 花', languages: 'ja', paid: 'hide', perFeed: 2 })
    expect(filtersOf(JSON.stringify(filters))).toEqual(filters)
  })

  it.each([
    [null],
    [''],
    ['{'],
    ['null'],
    ['[]'],
    ['7'],
    ['{"words":7,"paid":"?","perFeed":-1,"later":true}'],
    ['{"words":[null,{},""],"perFeed":"3"}'],
  ])('that cannot be read filter nothing: %s', (stored) => {
    expect(filtersOf(stored)).toEqual(NO_FILTERS)
    expect(isOpen(filtersOf(stored))).toBe(true)
  })

  it('keep what can be read beside what cannot', () => {
    expect(filtersOf('{"words":["花",7],"languages":"ja"}')).toEqual({
      ...NO_FILTERS,
      words: ['花'],
    })
  })
})
