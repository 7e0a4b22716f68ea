import { describe, expect, it } from 'vitest'
import { readArticle } from '../../src/article/read-article.ts'
import {
  asText,
  asWordPress,
  firstPageLines,
  LEAD,
  type PageSection,
  POINTS,
  SECTIONS,
  TITLE,
} from './digest-page.ts'

const read = (text: string) => readArticle({ title: null, text })
const page = asText(firstPageLines())
const [ONE, TWO] = SECTIONS as [PageSection, PageSection]
const points = ({ keyPoints }: ReturnType<typeof readArticle>) => keyPoints.map(({ text }) => text)

describe('a page in the digest format that lacks something', () => {
  it('keeps a section that cites nothing, in text and in HTML', () => {
    const uncited = {
      ...ONE,
      intro: [],
      source: null,
      comments: [],
      body: [...ONE.intro, ...ONE.comments, ...ONE.body],
    }
    const without = (lines: readonly string[]) => {
      const from = lines.indexOf(ONE.source.title)
      return lines.filter((_, index) => index < from || index > from + 5)
    }
    expect(read(asText(without(firstPageLines()))).sections).toEqual([uncited, TWO])
    const html = asWordPress()
    const cite = /<div class="cite">[\s\S]*?<\/div>/
    expect(readArticle({ title: TITLE, html: html.replace(cite, '') }).sections).toEqual([
      uncited,
      TWO,
    ])
  })

  it('keeps the last section that cites nothing where HTML heads it and a page follows', () => {
    const html = asWordPress()
    const last = html.lastIndexOf('<div class="cite">')
    const end = html.indexOf('</div>', last)
    const [first, second] = readArticle({
      title: TITLE,
      html: html.slice(0, last) + html.slice(end + 6),
    }).sections
    expect(first).toEqual(ONE)
    expect(second).toMatchObject({ heading: TWO.heading, question: TWO.question, source: null })
    expect(second?.body).toContain(TWO.body[0])
  })

  it('has a source of a title and a way to it alone', () => {
    const bare = page.replaceAll(/✅ .*\n\n/g, '')
    expect(read(bare).sections).toEqual(
      SECTIONS.map((section) => ({ ...section, source: { ...section.source, points: [] } })),
    )
  })

  it('has its points under the head alone, and its source’s in a list, without the marks', () => {
    for (const mark of ['・', '🔍 ', '1. ', '']) {
      const article = readArticle({
        title: TITLE,
        html: asWordPress()
          .replaceAll(/<p><img[^>]*alt="💡"[^>]*> ?([^<]*)<\/p>/gu, `<ul><li>${mark}$1</li></ul>`)
          .replaceAll(/<\/ul>\s*<ul>/g, ''),
      })
      expect(points(article)).toEqual(POINTS)
      expect(article).toMatchObject({ lead: LEAD, sections: SECTIONS })
    }
    expect(read(page.replaceAll('✅ ', '・')).sections).toEqual(SECTIONS)
  })

  it('has its lead without the words over its points, whatever they are', () => {
    for (const head of ['📘 この記事のポイント!', 'この記事の要点', '＼本記事で分かる3つの事／']) {
      const article = read(page.replace('📘 この記事で分かる事!', head))
      expect(article.lead).toBe(LEAD)
      expect(points(article)).toEqual(POINTS)
    }
  })
})

describe('a section with several sources', () => {
  const second = {
    ...TWO.source,
    title: '薪の値段、この冬は据え置き',
    date: '2026/02/01',
    url: 'https://ringyo.example/report/882/',
  }
  const lines = firstPageLines()
  const at = lines.findIndex((line) => line.startsWith('さらに読む')) + 1
  const both = [
    ...lines.slice(0, at),
    second.title,
    `公開日:${second.date}`,
    ...second.points.map((point) => `✅ ${point}`),
    `さらに読む ⇒${second.publisher}出典/画像元: ${second.url}`,
    ...lines.slice(at),
  ]

  it('has each of them, the second one without a heading', () => {
    const { sections } = read(asText(both))
    expect(sections.map(({ source }) => source)).toEqual([ONE.source, second, TWO.source])
    expect(sections.map(({ heading }) => heading)).toEqual([ONE.heading, '', TWO.heading])
    expect(sections[1]).toMatchObject({ comments: ONE.comments, body: ONE.body })
  })

  it('has its points tied to the headed sections', () => {
    expect(read(asText(both)).keyPoints.map(({ section }) => section)).toEqual([0, 2, undefined])
  })
})

describe('a point', () => {
  it('of two lines is copied whole', () => {
    const broken = POINTS.map((point) => point.replace('。町', '。\n町'))
    expect(points(read(page.replace('見込みです。町の', '見込みです。\n町の')))).toEqual(broken)
    const html = asWordPress().replace('見込みです。町の', '見込みです。<br>町の')
    expect(points(readArticle({ title: TITLE, html }))).toEqual(broken)
  })

  it('is tied by order where there are as many sections, however many that are', () => {
    const four = [...POINTS, '四つめの点です。']
    const text = page.replace(`💡 ${POINTS[2]}`, `💡 ${POINTS[2]}\n\n💡 ${four[3]}`)
    const sections = [
      ...SECTIONS,
      ...SECTIONS.map((one) => ({ ...one, heading: `続・${one.heading}` })),
    ]
    const lines = asText(firstPageLines(sections).slice(0, -2))
    const whole = read(lines.replace(`💡 ${POINTS[2]}`, `💡 ${POINTS[2]}\n\n💡 ${four[3]}`))
    expect(points(read(text))).toEqual(POINTS)
    expect(whole.keyPoints.map(({ section }) => section)).toEqual([0, 1, 2])
  })
})

describe('the headline', () => {
  it.each([
    ['どうなる?!港町の銭湯、よみがえる', '港町の銭湯、よみがえる'],
    ['Can it last? 港町の銭湯、よみがえる', '港町の銭湯、よみがえる'],
    ['「大丈夫?」と聞いた市長の一日', '「大丈夫?」と聞いた市長の一日'],
    ['安全?を問う住民たちの声', '安全?を問う住民たちの声'],
    ['港町の銭湯はなぜ人気?寄付は?', '港町の銭湯はなぜ人気?寄付は?'],
  ])('of “%s” is “%s”', (title, headline) => {
    expect(read(page.replace(TITLE, title))).toMatchObject({ title, headline })
  })
})

describe('what is no part of the page', () => {
  it.each([
    ['above', ['ホーム > 国際 > イラン']],
    ['above', ['Chrysanthemum Digest', 'Menu opener']],
    ['above', ['2025.01.18', 'この記事は約5分で読めます。']],
    ['above', ['※本ページはプロモーションが含まれています。']],
    ['below', ['固定ページ: 1 2']],
    ['below', ['この記事が気に入ったらいいね！', 'X', 'Facebook']],
    ['below', ['Related Posts', 'Another title']],
    ['below', ['コメントを残す', 'メールアドレスが公開されることはありません。']],
  ])('is left out %s it: %j', (where, chrome) => {
    const lines = firstPageLines().slice(0, -2)
    const article = read(asText(where === 'above' ? [...chrome, ...lines] : [...lines, ...chrome]))
    expect(article).toMatchObject({ title: TITLE, lead: LEAD, sections: SECTIONS, next: null })
  })

  it('is a sentence that begins like a mark, which stays', () => {
    const body = [
      '次のページでは番台の二人に聞きます。',
      'さらに読むと、町の歴史も分かります。',
      'まずはこちらをご覧くださいと町長は言う。',
    ]
    const sections = [{ ...ONE, body: [...ONE.body, ...body] }, TWO]
    expect(read(asText(firstPageLines(sections))).sections).toEqual(sections)
  })
})
