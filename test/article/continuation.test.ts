import { describe, expect, it } from 'vitest'
import { MOST_CONTINUATION_PAGES, withContinuation } from '../../src/article/continuation.ts'
import { readArticle } from '../../src/article/read-article.ts'
import type { ArticleText } from '../../src/model/article.ts'
import {
  asText,
  asWordPress,
  firstPageLines,
  LEAD,
  PAGE_TWO,
  type PageSection,
  POINTS,
  pageTwoLines,
  SECTIONS,
  TEASER,
  TITLE,
} from './digest-page.ts'

const FIRST_URL = 'https://kiku.example/archives/501'
const first = {
  ...readArticle({ title: TITLE, html: asWordPress(), url: FIRST_URL }),
  url: FIRST_URL,
}
const pageTwo = readArticle({
  title: TITLE,
  html: asWordPress([PAGE_TWO], { first: false }),
  url: `${FIRST_URL}/2`,
})
const leadingTo = (page: ArticleText, url: string | null, teaser: string | null = null) => ({
  ...page,
  next: { teaser, url },
})
const numbered = (count: number): PageSection => ({
  ...PAGE_TWO,
  heading: `番台の朝、その${count}`,
  source: { ...PAGE_TWO.source, title: `連載${count}`, url: `https://kurashi.example/a/${count}` },
})

describe('a reader of an article that goes on over several pages', () => {
  const whole = withContinuation(first, [pageTwo])

  it('has the sections of all pages, in order, under the title, lead and points of the first', () => {
    expect(whole.sections).toEqual([...SECTIONS, PAGE_TWO])
    expect(whole).toMatchObject({ title: TITLE, lead: LEAD, next: null, flags: [] })
    expect(whole.keyPoints.map(({ text }) => text)).toEqual(POINTS)
  })

  it('finds the third point tied to its section on the second page', () => {
    expect(first.keyPoints.map(({ section }) => section)).toEqual([0, 1, undefined])
    expect(whole.keyPoints.map(({ section }) => section)).toEqual([0, 1, 2])
    expect(whole.sections[whole.keyPoints[2]?.section ?? -1]?.question).toBe(PAGE_TWO.question)
  })

  it('finds each point at the section that it shares words with, where the numbers differ', () => {
    const more = readArticle({
      title: null,
      text: asText(
        pageTwoLines([
          PAGE_TWO,
          {
            ...numbered(2),
            question: 'お問い合わせは?',
            answer: '窓口まで。',
            intro: [],
            comments: [],
            body: [],
            source: { ...numbered(2).source, points: ['窓口は月曜に休む。'] },
          },
        ]),
      ),
    })
    const { keyPoints, sections } = withContinuation(first, [more])
    expect(sections).toHaveLength(4)
    expect(keyPoints.map(({ section }) => section)).toEqual([0, 1, 2])
  })

  it('is told of the first page that is not there yet', () => {
    const third = `${FIRST_URL}/3`
    expect(withContinuation(first, [leadingTo(pageTwo, third, TEASER)]).next).toEqual({
      teaser: TEASER,
      url: third,
    })
    expect(withContinuation(first, []).next).toEqual(first.next)
  })

  it('is not sent in a circle', () => {
    for (const back of [FIRST_URL, `${FIRST_URL}/`, `${FIRST_URL}/2`, `${FIRST_URL}/2/#more`]) {
      expect(withContinuation(first, [leadingTo(pageTwo, back)]).next).toBeNull()
    }
    // WordPress leads from a page that does not exist to the first one.
    const again = withContinuation(first, [first, first])
    expect(again).toEqual({ ...first, next: null })
  })

  it('does not meet a teaser again that has no address', () => {
    const text = readArticle({ title: null, text: asText(firstPageLines()) })
    const second = leadingTo(readArticle({ title: null, text: asText(pageTwoLines()) }), null)
    expect(withContinuation(text, [{ ...second, next: text.next }]).next).toBeNull()
    expect(withContinuation(text, [leadingTo(second, null, 'その先で。')]).next).toEqual({
      teaser: 'その先で。',
      url: null,
    })
  })

  it('has each section once where a page repeats the one before, or its head', () => {
    const repeating = readArticle({
      title: null,
      text: asText(firstPageLines([...SECTIONS, PAGE_TWO]).slice(0, -2)),
    })
    expect(repeating.keyPoints).toHaveLength(3)
    expect(withContinuation(first, [repeating]).sections).toEqual([...SECTIONS, PAGE_TWO])
    const wide = { ...PAGE_TWO, heading: PAGE_TWO.heading.replace(':', '：') }
    expect(withContinuation(whole, [{ ...pageTwo, sections: [wide] }]).sections).toHaveLength(3)
  })

  it('has both of two sections that bear one heading and cite different articles', () => {
    const other = { ...PAGE_TWO, source: numbered(9).source }
    expect(withContinuation(whole, [{ ...pageTwo, sections: [other] }]).sections).toEqual([
      ...SECTIONS,
      PAGE_TWO,
      other,
    ])
  })

  it('has no sections of another article that the link led to, and can still go there', () => {
    const other = readArticle({
      title: '別の話題',
      text: asText(firstPageLines([numbered(7)]).slice(0, -2))
        .replaceAll(/💡 (.)/gu, '💡 ほかの$1')
        .replace(LEAD, 'まったく別のまとめです。次の文もあります。'),
    })
    expect(other.keyPoints).toHaveLength(3)
    expect(withContinuation(first, [other, pageTwo])).toEqual(first)
  })

  it('has what was found before a page that says nothing, and can still go there', () => {
    const empty = readArticle({ title: '404', html: '<p>お探しのページは見つかりません。</p>' })
    const merged = withContinuation(first, [leadingTo(pageTwo, `${FIRST_URL}/3`), empty, pageTwo])
    expect(merged.sections).toEqual([...SECTIONS, PAGE_TWO])
    expect(merged.next?.url).toBe(`${FIRST_URL}/3`)
  })

  it('is not kept by an article that never ends', () => {
    const pages = Array.from({ length: 9 }, (_, index) =>
      leadingTo(
        readArticle({ title: null, text: asText(pageTwoLines([numbered(index)])) }),
        `${FIRST_URL}/${index + 3}`,
      ),
    )
    const { sections, next } = withContinuation(first, pages)
    expect(sections).toHaveLength(SECTIONS.length + MOST_CONTINUATION_PAGES)
    expect(next?.url).toBe(`${FIRST_URL}/${MOST_CONTINUATION_PAGES + 2}`)
  })

  it('keeps what a first page without sections said', () => {
    const bare = readArticle({
      title: TITLE,
      text: asText([...firstPageLines().slice(1, 6), '次のページを読む ⇒']),
    })
    const merged = withContinuation(bare, [pageTwo])
    expect(merged).toMatchObject({ lead: LEAD, sections: [PAGE_TWO], body: bare.body })
  })
})
