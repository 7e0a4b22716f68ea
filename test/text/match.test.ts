import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { termsIn, termsInAny } from '../../src/text/match.ts'
import { type Term, termOf } from '../../src/text/terms.ts'
import { indexTokens } from '../../src/text/tokens.ts'

const term = (text: string): Term => {
  const found = termOf(text)
  if (!found) throw new Error(`no term in ${text}`)
  return found
}

const PIECES = [
  'countries',
  'Country',
  'ties',
  'boys',
  'sanctions',
  'U.S.',
  'us',
  'N.A.S.A',
  'C++',
  'c#',
  'Café',
  'naïve',
  'ＡＩ',
  'AI企業',
  '2025年',
  'サーバー',
  'サーバ',
  'さーばー',
  '東京都知事',
  '京都',
  '米',
  '한국어',
  'straße',
  'O’Neill’s',
  'ﾊﾝｶｸ',
  'x'.repeat(70),
]

/** Says it slowly: from the tokens alone, as an index would. */
function slowly(text: string, { tokens: wanted, prefix }: Term): boolean {
  const tokens = indexTokens(text)
  return tokens.some((_, start) =>
    wanted.every((one, n) =>
      prefix && n === wanted.length - 1
        ? tokens[start + n]?.startsWith(one)
        : tokens[start + n] === one,
    ),
  )
}

describe('terms in texts', () => {
  it('are found exactly where the index would find them, whatever the script', () => {
    const piece = fc.constantFrom(...PIECES)
    const text = fc.array(piece, { maxLength: 5 }).map((all) => all.join(' '))
    fc.assert(
      fc.property(text, fc.array(piece, { minLength: 1, maxLength: 4 }), (given, words) => {
        const terms = words.map(term)
        const expected = terms.flatMap((one, n) => (slowly(given, one) ? [n] : []))
        expect(termsIn(given, terms)).toEqual(expected)
      }),
      { seed: 7, numRuns: 1500 },
    )
  })

  it.each(PIECES)('%s is found in itself', (piece) => {
    expect(termsIn(`before ${piece} after`, [term(piece)])).toEqual([0])
  })

  it('do not go over from one text to the next', () => {
    expect(termsInAny(['the interest', 'rate stays'], [term('interest rate')])).toEqual([])
    expect(termsInAny(['東京', '都知事'], [term('東京都')])).toEqual([])
  })
})
