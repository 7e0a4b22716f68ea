import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBoilerplate } from '../../src/article/boilerplate.ts'
import { isDangling } from '../../src/article/leaning.ts'
import { overlap, wordsOf } from '../../src/article/likeness.ts'
import { readArticle } from '../../src/article/read-article.ts'
import { hasPointLength } from '../../src/article/sentence-shape.ts'
import { sentences } from '../../src/text/sentences.ts'
import { ownCases, textOf } from '../bench/extract/cases.ts'

const pool = ownCases().flatMap((one) => one.sentences)
const noise = [
  '続きを読む',
  'Read more: Ferries',
  '(写真:共同)',
  'Getty Images',
  'By Jane Doe',
  '…',
  '"',
  '「',
  'https://a.example/x?y=1.',
]
/** Texts mixed of sentences of all kinds, so that anything stands beside anything. */
const text = fc
  .array(fc.tuple(fc.constantFrom(...pool, ...noise), fc.constantFrom(' ', '', '\n')), {
    maxLength: 30,
  })
  .map((parts) => parts.flat().join(''))
const bare = (any: string) => any.replaceAll(/[\s。.]/g, '').toLowerCase()
/** A company's particulars in brackets are left out of what is shown of a sentence. */
const unbracketed = (any: string) => bare(any.replaceAll(/[(（][^()（）]*[)）]/g, ''))

/** Gives the largest overlap between two of the texts. */
function closest(texts: readonly string[], lang: string): number {
  const sets = texts.map((one) => wordsOf(one, lang))
  const pairs = sets.flatMap((set, at) => sets.slice(at + 1).map((other) => overlap(set, other)))
  return Math.max(0, ...pairs)
}

describe('whatever the text', () => {
  it('each point says what its sentence says, alone, once, and in a point’s length', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('Ferry fares rise', '港の朝', null), (any, title) => {
        const { lead, keyPoints, lang, body, flags } = readArticle({ title, text: any })
        const all = body.flatMap((paragraph) => sentences(paragraph))
        expect(keyPoints.length).toBeLessThanOrEqual(3)
        expect(flags.includes('fewer-points')).toBe(keyPoints.length < 3 && all.length > 0)
        for (const point of keyPoints) {
          expect(unbracketed(all[point.evidence[0] ?? -1] ?? '')).toContain(unbracketed(point.text))
          expect(hasPointLength(point.text, lang)).toBe(true)
          expect(isDangling(point.text, lang)).toBe(false)
          expect(isBoilerplate(point.text)).toBe(false)
        }
        expect(closest([lead, ...keyPoints.map((point) => point.text)], lang)).toBeLessThanOrEqual(
          0.5,
        )
        const order = keyPoints.map(({ evidence }) => evidence[0] ?? -1)
        expect(order).toEqual([...order].sort((a, b) => a - b))
      }),
      { numRuns: 150, seed: 26 },
    )
  })

  it('an article is made, the same every time', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), text)
    fc.assert(
      fc.property(anything, anything, (one, other) => {
        const input = { title: one, html: other, text: one, lang: other }
        expect(JSON.stringify(readArticle(input))).toBe(JSON.stringify(readArticle(input)))
      }),
      { numRuns: 150, seed: 26 },
    )
  })
})

describe('the cases that an editor has read', () => {
  const cards = ownCases().map((one) => ({
    one,
    card: readArticle({ title: one.title, text: textOf(one), lang: one.lang }),
  }))

  it('have three points where there are six good sentences', () => {
    for (const { one, card } of cards) {
      const good = one.sentences.filter(
        (sentence) =>
          hasPointLength(sentence, one.lang) &&
          !isDangling(sentence, one.lang) &&
          !isBoilerplate(sentence),
      )
      if (good.length >= 7) expect([one.id, card.keyPoints.length]).toEqual([one.id, 3])
    }
  })

  it('have a lead and points that are the article’s own, and often the editor’s', () => {
    let chosen = 0
    let wanted = 0
    for (const { one, card } of cards) {
      const texts = [card.lead, ...card.keyPoints.map((point) => point.text)]
      for (const at of one.noise ?? []) {
        for (const shown of texts) expect(bare(shown)).not.toContain(bare(one.sentences[at] ?? ''))
      }
      const editors = one.best.map((at) => bare(one.sentences[at] ?? ''))
      chosen += texts.filter((shown) => editors.some((best) => best.includes(bare(shown)))).length
      wanted += one.best.length
    }
    // Two of three; the first three after the lead are little more than half.
    expect(chosen / wanted).toBeGreaterThan(0.65)
  })
})
