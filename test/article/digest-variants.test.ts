import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readArticle } from '../../src/article/read-article.ts'
import { firstPage, laterPage, type Model } from './digest-model.ts'
import {
  asHtml,
  asPlainText,
  firstPagePieces,
  laterPagePieces,
  layout,
  markup,
  type Spelling,
  spelling,
} from './digest-render.ts'

const RUNS = 250

const wideMarks = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (key, text: unknown) =>
    typeof text === 'string' && key !== 'url'
      ? text.replaceAll('!', '！').replaceAll('?', '？').replaceAll(':', '：')
      : text,
  ) as T
/** The same page with its marks full or half as wide. */
const written = <T>(model: T, { wide }: Spelling): T => (wide ? wideMarks(model) : model)

const told = ({
  title,
  headline,
  lead,
  keyPoints,
  sections,
  next,
}: ReturnType<typeof readArticle>) => ({
  title,
  headline,
  lead,
  points: keyPoints.map(({ text }) => text),
  sections,
  teaser: next?.teaser ?? null,
  goesOn: next !== null,
})
const meant = (model: Model) => ({
  title: model.title,
  headline: model.headline,
  lead: model.lead.join('\n'),
  points: model.points.slice(0, 3),
  sections: model.sections,
  teaser: model.next?.teaser ?? null,
  goesOn: model.next !== null,
})
/** A page without head has three points at least, or nothing says that it is one. */
const isDecidable = (model: Model, how: Spelling) => how.head !== null || model.points.length >= 3

const check = <Ts extends [unknown, ...unknown[]]>(property: fc.IProperty<Ts>) => {
  fc.assert(property, { numRuns: RUNS, seed: 5 })
}

describe('whoever writes a page in the digest format', () => {
  it('has it read back as it was meant, from plain text', () => {
    check(
      fc.property(firstPage, spelling, layout, (drawn, how, lines) => {
        fc.pre(isDecidable(drawn, how))
        const model = written(drawn, how)
        const text = asPlainText(firstPagePieces(model, how), lines)
        expect(told(readArticle({ title: null, text }))).toEqual(meant(model))
      }),
    )
  })

  it('has it read back as it was meant, from HTML', () => {
    check(
      fc.property(firstPage, spelling, markup, (drawn, how, html) => {
        fc.pre(isDecidable(drawn, how))
        const model = written(drawn, how)
        const input = asHtml(firstPagePieces(model, how), html)
        expect(told(readArticle(input))).toEqual(meant(model))
      }),
    )
  })

  it('has its later pages read back too, and none of their marks taken for points', () => {
    const hasTicks = (sections: readonly { source: { points: string[] } }[]) =>
      sections.reduce((sum, { source }) => sum + source.points.length, 0) >= 3
    check(
      fc.property(laterPage, spelling, layout, markup, (drawn, how, lines, html) => {
        fc.pre(hasTicks(drawn.sections))
        const model = written(drawn, how)
        const pieces = laterPagePieces(model, how)
        for (const input of [
          { title: null, text: asPlainText(pieces, lines) },
          { ...asHtml(pieces, html), title: null },
        ]) {
          const article = readArticle(input)
          expect(article.sections).toEqual(model.sections)
          expect(article).toMatchObject({ keyPoints: [], lead: '', flags: ['continuation'] })
          expect(article.next === null).toBe(model.next === null)
        }
      }),
    )
  })

  it('has each point tied to the section at its place, where there are as many of both', () => {
    check(
      fc.property(firstPage, spelling, layout, (model, how, lines) => {
        fc.pre(isDecidable(model, how) && model.points.length === model.sections.length)
        const { keyPoints } = readArticle({
          title: null,
          text: asPlainText(firstPagePieces(model, how), lines),
        })
        expect(keyPoints.map(({ section }) => section)).toEqual(
          model.points.slice(0, 3).map((_, index) => index),
        )
      }),
    )
  })
})
