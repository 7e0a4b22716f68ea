import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findWords } from '../../src/text/found.ts'
import { normalize } from '../../src/text/normalize.ts'
import { numberSpellings } from '../../src/text/number-spellings.ts'
import { indexTokens } from '../../src/text/tokens.ts'

const pieces = fc.constantFrom(
  ...[
    '東京都',
    'サーバー',
    'あが',
    'ﾊﾟｰ',
    '國',
    '𠮷',
    '😀',
    'é',
    'e\u0301',
    'か\u3099',
    'AI企業',
    '2031年',
  ],
  ...[
    'sanctions',
    "Japan's",
    'ß',
    'Ø',
    ' ',
    '。',
    '-',
    'กำ',
    '한국',
    '\ud800',
    'x'.repeat(70),
    ',',
    '\n',
  ],
)
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 30 }),
)

describe('tokens', () => {
  it('are the same whichever way a text is walked', () => {
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(!/[a-z]\W*$/i.test(text))
        // What only the expression can tell sends the whole text through it.
        expect(indexTokens(`${text} ; c++`).slice(0, -1)).toEqual(indexTokens(text))
      }),
      { seed: 20310402, numRuns: 3_000 },
    )
  })
})

describe('one form for all spellings', () => {
  it.each([
    ['國會', '国会'],
    ['齋藤', '斉藤'],
    ['斎藤', '斉藤'],
    ['髙橋', '高橋'],
    ['渡邉', '渡辺'],
    ['𠮷野家', '吉野家'],
    ['さーばー', 'サーバ'],
    ['サーバー管理', 'サーバ管理'],
    ['スーパー', 'スーパ'],
    ['ﾊﾝｶｸ', 'ハンカク'],
    ['Ｎｏｒｗａｙ', 'norway'],
    ['São Paulo', 'sao paulo'],
    ['Straße', 'strasse'],
    ['e\u0301te\u0301', 'ete'],
  ])('%s is %s', (written, plain) => {
    expect(normalize(written)).toBe(plain)
  })

  it('is what it is already', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(normalize(normalize(text))).toBe(normalize(text))
      }),
      { seed: 20310403, numRuns: 2_000 },
    )
  })
})

describe('a number', () => {
  it.each([
    ['20年', ['二十年', '二〇年']],
    ['二十年', ['20年', '二〇年']],
    ['第二百三十四条', ['第234条', '第二三四条']],
    ['二〇二五年', ['2025年', '二千二十五年']],
    ['百人', ['100人', '一〇〇人']],
    ['2万人', ['二万人']],
    ['十二年ぶり', ['12年ぶり', '一二年ぶり']],
    ['一', []],
    ['10', []],
    ['十十', []],
    ['sanctions', []],
  ])('%s may be written %j', (typed, others) => {
    expect(numberSpellings(typed)).toEqual(others)
  })
})

describe('the words of a query in a text', () => {
  const bold = (text: string, ...words: string[]) => {
    const { graphemes, spans } = findWords(text, words)
    return spans.map(({ from, to }) => graphemes.slice(from, to).join(''))
  }
  it.each([
    ['サーバーが落ちた', 'さーば', ['サーバー']],
    ['ﾊﾝｶｸの文字', 'ハンカク', ['ﾊﾝｶｸ']],
    ['國會が開く', '国会', ['國會']],
    ['Two countries, one country', 'countries', ['countries', 'country']],
    ['SANCTIONS bite', 'sanction', ['SANCTIONS']],
    ['a sanctioned port', 'sanction', []],
    ['👨‍👩‍👧が制裁を語る', '制裁', ['制裁']],
    ['制裁関税', '関税 制裁'.split(' '), ['制裁', '関税']],
  ])('%s: %s', (text, words, found) => {
    expect(bold(text, ...[words].flat())).toEqual(found)
  })
})
