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
  flags: [],
}
const whole = (article: ReturnType<typeof read>) => {
  expect(article).toMatchObject(page)
  expect(article.keyPoints.map(({ text }) => text)).toEqual(POINTS)
  expect(article.next?.teaser).toBe(TEASER)
}
const text = asText(firstPageLines())
const html = asWordPress()

describe('a page in the digest format is the same as text with', () => {
  it.each([
    ['carriage returns alone', text.replaceAll('\n', '\r')],
    ['line separators', text.replaceAll('\n\n', '\u2028')],
    ['kana in two pieces, as macOS writes them', text.normalize('NFD')],
    ['zero-width spaces before the marks', text.replaceAll(/([💡✅📘])/gu, '\u200b$1')],
    ['emoji that ask for a picture', text.replaceAll(/([💡✅📘])/gu, '$1\ufe0f')],
    ['wide spaces around lines', asText(firstPageLines().map((line) => `　${line}　`))],
    ['another picture over the points', text.replace('📘', '📚')],
    [
      'brackets around the head',
      text.replace('📘 この記事で分かる事!', '【この記事でわかること】'),
    ],
    ['an emoji that shouts', text.replace('分かる事!', '分かる事❗')],
    ['the head at the end of the lead', text.replace('\n\n📘', ' 📘')],
    ['all points on the line of their head', text.replaceAll('\n\n💡', ' 💡')],
    ['marks on lines of their own', text.replaceAll(/([💡✅]) /gu, '$1\n')],
    ['the publisher on a line of its own', text.replaceAll('さらに読む ⇒', 'さらに読む ⇒\n\n')],
    [
      'publisher, credit and address each on a line',
      text
        .replaceAll('さらに読む ⇒', 'さらに読む ⇒\n')
        .replaceAll('出典/画像元: ', '\n出典/画像元:\n'),
    ],
    ['an advertisement between', text.replace('重油から薪へ', '広告\n\n重油から薪へ')],
    ['a time beside the date', text.replace('2026/03/04', '2026/03/04(水) 10:20')],
  ])('%s', (_, changed) => whole(read(changed)))
})

describe('a page in the digest format is the same as HTML with', () => {
  it.each([
    ['no markup at all, one newline a line', asText(firstPageLines().slice(1), '\n')],
    ['no markup at all, blank lines', asText(firstPageLines().slice(1))],
    ['line breaks for paragraphs', firstPageLines().slice(1).join('<br />\n')],
    ['preformatted text', `<pre>${asText(firstPageLines().slice(1), '\n')}</pre>`],
    [
      'a table of contents and buttons to share over it',
      `<div class="share-buttons"><span>X</span></div><div id="toc_container"><p>目次</p><ul><li>${SECTIONS[0]?.heading}</li></ul></div>${html}`,
    ],
    [
      'a table of contents without a name',
      `<p>目次</p><ul><li>${SECTIONS[0]?.heading}</li><li>${SECTIONS[1]?.heading}</li></ul>${html}`,
    ],
    ['date and category over it', `<p>2026年3月12日 | カテゴリ: 町</p>${html}`],
    ['the name of the site over it', `<h1>菊の便り</h1><h1>${TITLE}</h1>${html}`],
    ['a label over an advertisement', html.replace('<h2', '<p>スポンサーリンク</p><h2')],
    ['what WordPress adds below', `${html}<p>The post <a href="/">x</a> first appeared on y.</p>`],
    ['elements that bear a prefix', html.replaceAll(/<(\/?)(?=[a-z])/g, '<$1xh:')],
    [
      'a button as the link to the next page',
      html.replace('次のページを読む ⇒', '<button>次のページを読む ⇒</button>'),
    ],
  ])('%s', (_, changed) => whole(readArticle({ title: TITLE, html: changed })))

  it.each([
    ['og:title', `<meta property="og:title" content="${TITLE}">`],
    ['a title with the name of its site', `<title>${TITLE} | 菊の便り</title>`],
    [
      'a title with the name that it gives its site',
      `<title>${TITLE} - 菊の便り</title><meta property="og:site_name" content="菊の便り">`,
    ],
  ])('its title only in the head of its page, as %s', (_, head) => {
    const body = `<header><nav>ホーム</nav></header><main>${html}</main><footer>© 2026</footer>`
    whole(
      readArticle({
        title: null,
        html: `<!doctype html><html><head>${head}</head><body>${body}</body></html>`,
      }),
    )
  })
})

describe('a section', () => {
  const lines = firstPageLines()

  it('without a heading keeps its question and its answer', () => {
    const headless = lines.filter((line) => line !== SECTIONS[1]?.heading)
    expect(read(asText(headless)).sections).toEqual([SECTIONS[0], { ...SECTIONS[1], heading: '' }])
  })

  it('has no date where the label stands alone', () => {
    const undated = SECTIONS.map((section) => ({
      ...section,
      source: { ...section.source, date: null },
    }))
    expect(read(text.replace('公開日:2026/03/04', '公開日:')).sections).toEqual(undated)
  })

  it('copies a date in wide digits as it is written', () => {
    const wide = read(text.replace('2026/03/04', '２０２６年３月４日'))
    expect(wide.sections[0]?.source?.date).toBe('２０２６年３月４日')
  })

  it('keeps brackets in the address of its source, and leaves those around it', () => {
    const urlOf = (written: string) =>
      read(text.replace('https://ringyo.example/report/881/', written)).sections[1]?.source?.url
    expect(urlOf('https://ringyo.example/a_(b)')).toBe('https://ringyo.example/a_(b)')
    expect(urlOf('(https://ringyo.example/a)')).toBe('https://ringyo.example/a')
  })

  it('has its own address where all links say the same, each in a line of one paragraph', () => {
    const paragraph = firstPageLines()
      .slice(1)
      .map((line) =>
        line.replace(/^さらに読む ⇒(.*)出典\/画像元: (.*)$/, '<a href="$2">さらに読む ⇒<br>$1</a>'),
      )
      .join('<br>')
    expect(readArticle({ title: TITLE, html: `<p>${paragraph}</p>` }).sections).toMatchObject(
      SECTIONS.map(({ source: { url } }) => ({ source: { url } })),
    )
  })

  it.each(['ついに動いた!', '動いた町', '町は動くのか?'])(
    'begins at its heading, here %s',
    (heading) => {
      const sections = SECTIONS.map((section) => ({ ...section, heading }))
      expect(read(asText(firstPageLines(sections))).sections).toEqual(sections)
    },
  )

  it('that shouts and asks nothing has its introduction all the same', () => {
    const sections = SECTIONS.map((section) => ({
      ...section,
      heading: 'ついに動いた!',
      question: null,
      answer: null,
    }))
    expect(read(asText(firstPageLines(sections))).sections).toEqual(sections)
  })

  it('goes on after sentences that begin like the links below an article', () => {
    const body = [
      '広告を出した店は30軒にのぼりました。',
      'おすすめは夕方の一番風呂です。',
      'コメントは控えると町は述べました。',
    ]
    const sections = SECTIONS.map((section) => ({ ...section, body }))
    expect(read(asText(firstPageLines(sections))).sections).toEqual(sections)
  })

  it('keeps a mark within a sentence where it stands', () => {
    const body = ['町の掲示板には💡の絵が貼られました。', ...(SECTIONS[0]?.body ?? [])]
    const sections = SECTIONS.map((section) => ({ ...section, body }))
    expect(read(asText(firstPageLines(sections))).sections).toEqual(sections)
  })
})

describe('a second page', () => {
  it('takes its title from its first heading or line, not for a section', () => {
    const html2 = `<h1>${TITLE}</h1>${asWordPress([PAGE_TWO], { first: false })}`
    const wanted = { title: TITLE, headline: HEADLINE, lead: '', sections: [PAGE_TWO] }
    expect(readArticle({ title: null, html: html2 })).toMatchObject(wanted)
    expect(read(asText([TITLE, ...pageTwoLines()]))).toMatchObject(wanted)
  })

  it('names the page after it', () => {
    const { next, sections } = read(asText([...pageTwoLines(), '次のページを読む ⇒', TEASER]))
    expect(sections).toEqual([PAGE_TWO])
    expect(next).toEqual({ teaser: TEASER, url: null })
  })
})

describe('a page that wants to keep the reader busy', () => {
  const checks = '✅ 一\n✅ 二\n✅ 三\n'

  it.each([
    ['blanks in a credit', `題\n${checks}さらに読む ⇒${'\u3000'.repeat(60_000)}x`],
    ['an address of brackets', `題\n${checks}さらに読む ⇒x 出典: https://a${')'.repeat(60_000)}`],
    ['labels of dates', `題\n${'公開日:'.repeat(20_000)}\n${checks}さらに読む ⇒x`],
    ['marks without words', '💡\n'.repeat(20_000)],
    ['a title of separators', `<html><title>${'a : '.repeat(50_000)}</title><p>x</p>`],
  ])('is read at once, with %s', (_, hostile) => {
    const start = performance.now()
    readArticle({ title: null, text: hostile, html: hostile })
    // Each of them took from ten seconds to hours where it was read carelessly.
    expect(performance.now() - start).toBeLessThan(4000)
  })
})
