/** The points that a publisher puts in a box beside its text, which a page's text is taken without. */
import { describe, expect, it } from 'vitest'
import { readPage } from '../../src/article/page/read-page.ts'

const JA = [
  '青葉市は3日、市内を走る路面電車の全車両を2031年までに低床型へ替える計画を発表した。',
  '計画は市議会の委員会で同じ日に説明され、委員からは財源を問う声が相次いだ。',
  '市内の路面電車は1912年に開業し、現在は3つの路線を1日に約5万人が使う。',
  '高齢の利用者が多い東線では、乗り降りに時間がかかることが課題となっていた。',
  '市は来年度の予算案に設計費を盛り込み、秋には最初の車両を発注する方針だ。',
]
const JA_POINTS = [
  '路面電車の全42両を2031年までに低床型へ更新する計画',
  '乗り降りの時間がかかる東線から先に始める',
  '設計費は来年度の予算案に、最初の車両の発注は秋',
]
const EN = [
  'The harbour council approved a night ferry between Orrin and Vale on Tuesday evening.',
  'Members voted nine to four after a debate that lasted until midnight and drew a crowd.',
  'Fishermen had asked for a later start, because the quay is theirs before dawn in summer.',
  'A first boat has been chartered from a yard in Vale, and a second is to be built there.',
  'The operator expects some 400 passengers a night once the theatre opens again in May.',
]
const EN_POINTS = [
  'The council approved the night ferry by nine votes to four',
  'A first boat is chartered, and a second one built in Vale',
  'Some 400 passengers are expected on the ferry every night',
]
const OTHER_POINTS = [
  'The museum lends its oldest clock to a school for a year',
  'Pupils wind it each Monday under the eyes of a watchmaker',
  'Insurance is paid by a foundation whose name is kept secret',
]

const p = (lines: readonly string[]) => lines.map((line) => `<p>${line}</p>`).join('')
const ul = (lines: readonly string[]) =>
  `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`
const box = (head: string, lines: readonly string[]) => `<aside>${head}${ul(lines)}</aside>`

type Page = { lines: readonly string[]; over?: string; amid?: string; below?: string }

async function read({ lines, over = '', amid = '', below = '' }: Page) {
  const [first, ...others] = lines
  const title = lines === JA ? '路面電車を低床型へ' : 'Night ferry approved'
  const { article } = await readPage(
    `<!doctype html><html><head><title>${title}</title></head><body><header><nav><a href="/">Home</a></nav></header><main><article><h1>${title}</h1>${over}<p>${first}</p>${amid}${p(others)}</article></main>${below}<footer>©</footer></body></html>`,
    { url: 'https://news.example/1', title, lang: null },
  )
  return article
}
const native = ({ keyPoints }: Awaited<ReturnType<typeof read>>) =>
  keyPoints.filter(({ origin }) => origin === 'native').map(({ text }) => text)

describe('a reader of a page gets the points that its publisher put beside its text,', () => {
  it.each([
    [
      'Japanese, in an aside over it',
      JA,
      JA_POINTS,
      { over: box('<h2>この記事のポイント</h2>', JA_POINTS) },
    ],
    ['Japanese, in an aside amid it', JA, JA_POINTS, { amid: box('<p>要点</p>', JA_POINTS) }],
    [
      'English, in an aside over it',
      EN,
      EN_POINTS,
      { over: box('<h3>Key points</h3>', EN_POINTS) },
    ],
    [
      'English, in an aside amid it',
      EN,
      EN_POINTS,
      { amid: box('<strong>Key takeaways</strong>', EN_POINTS) },
    ],
    [
      'under a heading that says less',
      EN,
      EN_POINTS,
      { over: box('<p>At a glance</p>', EN_POINTS) },
    ],
    [
      'in a part of the page that looks like none of the text',
      EN,
      EN_POINTS,
      { over: `<div class="sidebar-promo menu"><h3>Key points</h3>${ul(EN_POINTS)}</div>` },
    ],
  ])('%s', async (_, lines, points, where) => {
    const article = await read({ lines, ...where })
    expect(native(article)).toEqual(points)
    expect(article.lead).toBe(lines[0])
    expect(article.body).toEqual(lines)
  })

  it.each([
    ['but not those of another article', { amid: box('<h3>Key points</h3>', OTHER_POINTS) }],
    ['but not those below the article', { below: box('<h3>Key points</h3>', EN_POINTS) }],
    [
      'but no heading that sections bear too, deep in it',
      { below: box('<p>Summary</p>', EN_POINTS) },
    ],
    [
      'but no links to other articles',
      {
        amid: box(
          '<h3>Key points</h3>',
          EN_POINTS.map((text) => `<a href="/2">${text}</a>`),
        ),
      },
    ],
  ])('%s', async (_, where) => {
    const article = await read({ lines: EN, ...where })
    expect(native(article)).toEqual([])
    expect(article.keyPoints).toHaveLength(3)
  })

  it('and those of its data whole, however many sentences stand before the third', async () => {
    const long = `The council says that ${'the boat, the quay and the ticket hall, '.repeat(12)}will be ready in May.`
    const abstract = JSON.stringify([long, ...EN_POINTS.slice(0, 2).map((text) => `${text}.`)])
    const { article } = await readPage(
      `<html><head><script type="application/ld+json">{"@type":"NewsArticle","abstract":${abstract}}</script></head><body><article>${p(EN)}</article></body></html>`,
      { url: 'https://news.example/1', title: 'Night ferry approved', lang: null },
    )
    expect(native(article)).toEqual([long, `${EN_POINTS[0]}.`, `${EN_POINTS[1]}.`])
  })
})
