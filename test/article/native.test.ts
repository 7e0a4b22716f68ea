import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readArticle } from '../../src/article/read-article.ts'
import {
  asText,
  asWordPress,
  firstPageLines,
  HEADLINE,
  LEAD,
  PAGE_TWO,
  POINTS,
  pageTwoLines,
  SECTIONS,
  TEASER,
  TITLE,
} from './digest-page.ts'

const read = (text: string) => readArticle({ title: null, text })
const page = {
  title: TITLE,
  headline: HEADLINE,
  lead: LEAD,
  sections: SECTIONS,
  lang: 'ja',
  flags: [],
}
const fullWidth = (text: string) => text.replaceAll('!', '！').replaceAll('?', '？')
const fullWidthMarks = (lines: readonly string[]) =>
  lines.map((line) =>
    fullWidth(line)
      .replace(/^公開日:/, '公開日：')
      .replace('画像元: ', '画像元：'),
  )

/** The fixture's values with every text changed the same way. */
const changed = <T>(value: T, change: (text: string) => string): T =>
  JSON.parse(JSON.stringify(value), (key, text: unknown) =>
    typeof text === 'string' && key !== 'url' && key !== 'date' ? change(text) : text,
  ) as T

describe('a page in the digest format', () => {
  it('gives title, headline, lead, points and sections character for character', () => {
    const article = read(asText(firstPageLines()))
    expect(article).toMatchObject(page)
    expect(article.keyPoints.map(({ text }) => text)).toEqual(POINTS)
    expect(article.keyPoints.every(({ origin }) => origin === 'native')).toBe(true)
    expect(article.next).toEqual({ teaser: TEASER, url: null })
  })

  it('ties the first points to the sections of this page, the last one to the next page', () => {
    const { keyPoints } = read(asText(firstPageLines()))
    expect(keyPoints.map(({ section }) => section)).toEqual([0, 1, undefined])
  })

  it('ties every point by order where all sections are there', () => {
    const lines = firstPageLines([...SECTIONS, PAGE_TWO]).slice(0, -2)
    expect(read(asText(lines)).keyPoints.map(({ section }) => section)).toEqual([0, 1, 2])
  })

  it('ties by shared words where the counts differ and no page follows', () => {
    const [, second] = SECTIONS
    const lines = firstPageLines(second ? [second] : []).slice(0, -2)
    expect(read(asText(lines)).keyPoints.map(({ section }) => section)).toEqual([
      undefined,
      0,
      undefined,
    ])
  })

  it.each([
    ['one newline', asText(firstPageLines(), '\n')],
    ['CRLF', asText(firstPageLines(), '\r\n\r\n')],
    [
      'three newlines and spaces',
      asText(
        firstPageLines().map((line) => `  ${line} `),
        '\n\n\n',
      ),
    ],
    ['a byte order mark', `\uFEFF${asText(firstPageLines())}`],
    ['chrome above', asText(['Chrysanthemum Digest Logo Menu opener', ...firstPageLines()])],
    ['わかること', asText(firstPageLines()).replace('分かる事!', 'わかること')],
    ['分かること！', asText(firstPageLines()).replace('分かる事!', '分かること！')],
    ['no book before it', asText(firstPageLines()).replace('📘 ', '')],
    [
      'no head over the points',
      asText(firstPageLines().filter((line) => !line.includes('分かる事'))),
    ],
    ['no promotion', asText(firstPageLines().filter((line) => !/^(それでは|まずは)/.test(line)))],
    ['the other arrow', asText(firstPageLines()).replaceAll('⇒', '→')],
    ['a space after the arrow', asText(firstPageLines()).replaceAll('⇒', '⇒ ')],
    ['no space after the marks', asText(firstPageLines()).replaceAll(/([💡✅]) /gu, '$1')],
    [
      'an address on a line of its own',
      asText(firstPageLines()).replaceAll('画像元: ', '画像元:\n'),
    ],
    ['a credit on a line of its own', asText(firstPageLines()).replaceAll('出典/', '\n出典/')],
    [
      'related articles below',
      asText([...firstPageLines(), '関連記事', '別の記事の題名', 'シェアする']),
    ],
  ])('is the same with %s', (_, text) => {
    const article = read(text)
    expect(article).toMatchObject(page)
    expect(article.keyPoints.map(({ text: point }) => point)).toEqual(POINTS)
    expect(article.next?.teaser).toBe(TEASER)
  })

  it('is the same with full-width marks, which are copied too', () => {
    const article = read(asText(fullWidthMarks(firstPageLines())))
    expect(article).toMatchObject(changed(page, fullWidth))
    expect(article.keyPoints.map(({ text }) => text)).toEqual(POINTS.map(fullWidth))
  })

  it('keeps a question inside a body in the body', () => {
    const asking = SECTIONS.map((section) => ({
      ...section,
      body: [
        section.body[0] ?? '',
        'では、冬の利用者は戻るのでしょうか?',
        ...section.body.slice(1),
      ],
    }))
    expect(read(asText(firstPageLines(asking))).sections).toEqual(asking)
  })

  it.each([
    ['question', { question: null, answer: null }],
    ['introduction', { intro: [] }],
    ['third line of introduction', { intro: ['一行目です。', '二行目です。', '三行目です。'] }],
    ['second comment', { comments: ['ひとことだけです。', '次です。'], body: [] }],
    [
      'date',
      {
        source: {
          ...(SECTIONS[0]?.source as NonNullable<(typeof SECTIONS)[0]>['source']),
          date: null,
        },
      },
    ],
  ])('reads sections with another number of %s', (_, change) => {
    const sections = SECTIONS.map((section) => ({ ...section, ...change }))
    expect(read(asText(firstPageLines(sections))).sections).toEqual(sections)
  })

  it('reads headings that end in marks and bodies without full stops', () => {
    const sections = SECTIONS.map((section) => ({
      ...section,
      heading: '燃料はどう変わる!',
      body: section.body.map((line) => line.replace(/。$/, '')),
    }))
    expect(read(asText(firstPageLines(sections))).sections).toEqual(sections)
  })

  it('is the same as the HTML of a WordPress feed, pictures of emoji and all', () => {
    const article = readArticle({
      title: TITLE,
      html: asWordPress(),
      url: 'https://kiku.example/archives/501',
    })
    expect(article).toMatchObject(page)
    expect(article.keyPoints.map(({ text }) => text)).toEqual(POINTS)
    expect(article.next).toEqual({ teaser: TEASER, url: 'https://kiku.example/archives/501/2' })
  })

  it('takes an address that stands only in a link', () => {
    const html = asWordPress().replaceAll(
      /出典\/画像元: <a href="([^"]+)">[^<]+<\/a>/g,
      '出典/画像元: <a href="$1">こちら</a>',
    )
    expect(readArticle({ title: TITLE, html }).sections).toEqual(SECTIONS)
  })

  it('says a title only once that the page repeats', () => {
    const html = `<h1>${TITLE}</h1>${asWordPress()}`
    expect(readArticle({ title: TITLE, html })).toMatchObject(page)
    expect(readArticle({ title: null, html })).toMatchObject(page)
  })

  it('reads a second page that has sections and nothing else', () => {
    for (const article of [
      read(asText(pageTwoLines())),
      readArticle({ title: null, html: asWordPress([PAGE_TWO], { first: false }) }),
    ]) {
      expect(article.sections).toEqual([PAGE_TWO])
      expect(article).toMatchObject({
        lead: '',
        keyPoints: [],
        flags: ['continuation'],
        next: null,
      })
    }
  })

  it('takes the first three of more points, and says so where there are fewer', () => {
    const more = firstPageLines().flatMap((line) =>
      line.startsWith('💡') ? [line, `${line}追加。`] : [line],
    )
    expect(read(asText(more)).keyPoints).toHaveLength(3)
    const fewer = firstPageLines().filter((line) => line !== `💡 ${POINTS[1]}`)
    expect(read(asText(fewer))).toMatchObject({ flags: ['fewer-points'] })
  })

  it('is not seen in an ordinary article that bears a mark or two', () => {
    const article = read(
      '新しい計画\n💡 ひらめきが大事だ。\nこの計画は2026年に始まる。費用は3億円を見込む。',
    )
    expect(article.sections).toEqual([])
    expect(article.keyPoints.every(({ origin }) => origin === 'extractive')).toBe(true)
  })
})

describe('any text', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...firstPageLines(),
      ...pageTwoLines(),
      '💡',
      '✅',
      'さらに読む ⇒',
      '公開日:',
      '?',
      '。',
    ),
    fc.string({ unit: 'binary', maxLength: 30 }),
  )

  it('becomes an article without throwing, and every copied text stands in it', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (lines) => {
        const text = lines.join('\n')
        const { keyPoints, sections } = read(text)
        const copied = [
          ...keyPoints.filter(({ origin }) => origin === 'native').map((point) => point.text),
          ...sections.flatMap(({ heading, intro, body }) => [heading, ...intro, ...body]),
        ]
        expect(copied.filter((line) => !text.includes(line))).toEqual([])
      }),
      { numRuns: 300, seed: 7 },
    )
  })

  it('becomes an article as HTML without throwing', () => {
    const tag = fc.constantFrom(
      '<p>',
      '</p>',
      '<h2>',
      '</h2>',
      '<li>',
      '<a href="x">',
      '<br>',
      '<div>',
      '&amp;',
      '<',
      '<!--',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(tag, piece), { maxLength: 60 }), (parts) => {
        const article = readArticle({ title: null, html: parts.join('') })
        expect(article.keyPoints.length).toBeLessThanOrEqual(3)
      }),
      { numRuns: 300, seed: 8 },
    )
  })
})
