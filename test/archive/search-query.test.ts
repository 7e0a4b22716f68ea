import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuery } from '../../src/archive/search-query.ts'

const termsOf = (query: string) => {
  const parsed = parseQuery(query)
  return parsed.ok ? parsed.value.terms : parsed.error
}
const words = (...tokens: string[][]) => tokens.map((of) => ({ tokens: of, prefix: false }))

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
        const parsed = parseQuery(query)
        if (!parsed.ok) return
        const { terms } = parsed.value
        expect(terms.length).toBeLessThanOrEqual(32)
        for (const { tokens } of terms) {
          expect(tokens.length).toBeGreaterThan(0)
          expect(tokens.length).toBeLessThanOrEqual(64)
        }
      }),
      { seed: 20310401, numRuns: 100 },
    )
  })
})
