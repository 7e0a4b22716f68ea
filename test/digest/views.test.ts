import { describe, expect, it } from 'vitest'
import { articleView } from '../../src/digest/article-view.ts'
import { GOLD } from '../../src/digest/brand.ts'
import { restView } from '../../src/digest/rest-view.ts'
import { article, HOUR, nativeArticle, points, SLOT, section } from './articles.ts'
import { brokenRules } from './discord-limits.ts'

describe('the view of an article in the digest format', () => {
  const view = articleView(nativeArticle(), 'ja')

  it('opens with the lead and each point with its section', () => {
    expect(view.embeds?.[0]).toMatchObject({
      title: '港はどう変わる？新しい岸壁と航路の話？北の港、貨物が戻る：航路、倉庫、そして人手',
      url: 'https://kiku.example/16',
    })
    expect(view.embeds?.[0]?.description?.split('\n').slice(2)).toEqual([
      '💡 定期航路が週2便で再開し、年間の貨物は2割増える見込みです。',
      '└ 戻ってきた航路：週2便の意味',
      '💡 新しい倉庫が4棟建ち、冷蔵の荷も受けられるようになります。',
      '└ 倉庫の増設',
      '💡 荷役の人手は約80人足りず、募集と訓練が始まっています。',
    ])
  })

  it('shows every section: question, answer, points, source and the host’s voice', () => {
    expect(view.embeds?.[1]).toEqual({
      color: GOLD,
      title: '戻ってきた航路：週2便の意味',
      description: [
        'Q. 航路の再開で何が変わる？',
        'A. 輸送の日数が3日縮まる。',
        '',
        '✅ 第1便が入港した。',
        '✅ 週2便で運航する。',
        '✅ 料金は据え置かれる。',
        '',
        '出典：[定期航路、3年ぶりに再開](https://kaiun.example/news/1%282%29) · 海運日報 \\| 港と船のニュース · 2025/01/15',
        '',
        '> いよいよ港がにぎわいそうですね。',
      ].join('\n'),
    })
  })

  it('ends with where it goes on, and a button to the source', () => {
    expect(view.embeds?.at(-1)).toEqual({
      color: GOLD,
      description:
        '**[次のページ](https://kiku.example/16/2)**\n人手をどう集めるのか。訓練の現場を見ました。',
      footer: { text: '海運日報 ほか1社 · 原文の要点' },
      timestamp: '2025-01-17T20:30:00.000Z',
    })
    expect(view.components).toEqual([
      {
        type: 1,
        components: [
          { type: 2, style: 5, url: 'https://kiku.example/16', label: '原文を読む' },
          { type: 2, style: 2, custom_id: 'v1:save:16', label: '保存' },
          { type: 2, style: 2, custom_id: 'v1:share:16', label: 'ここに共有' },
        ],
      },
    ])
    expect(brokenRules(view)).toEqual([])
  })

  it('speaks the reader’s language around the article’s own words', () => {
    const english = articleView(nativeArticle(), 'en')
    expect(english.embeds?.at(-1)?.footer?.text).toBe(
      '海運日報 and 1 more · publisher’s own points',
    )
    expect(JSON.stringify(english.components)).toContain('Read the source')
  })

  it('pages a long article, forth and back', () => {
    const long = nativeArticle({
      sections: Array.from({ length: 9 }, (_, n) =>
        section({ heading: `第${n + 1}節`, question: '何が？', answer: '港。'.repeat(300) }),
      ),
    })
    const views = [0, 1, 2].map((page) => articleView(long, 'ja', { page }))
    expect(views.map((view) => view.embeds?.at(-1)?.footer?.text?.slice(-6))).toEqual([
      '1／3ページ',
      '2／3ページ',
      '3／3ページ',
    ])
    expect(JSON.stringify(views[0]?.components)).toContain('v1:view:16:1')
    expect(JSON.stringify(views[1]?.components)).toMatch(/v1:view:16:0.*v1:view:16:2/)
    const titles = views.flatMap((view) => (view.embeds ?? []).map((embed) => embed.title))
    expect(titles.filter((title) => title?.startsWith('第'))).toHaveLength(9)
    expect(articleView(long, 'ja', { page: 99 })).toEqual(views[2])
  })
})

describe('the view of an ordinary article', () => {
  it('shows lead, points and the first paragraphs that the lead does not say', () => {
    const lead = '市は開館時間を延ばす。'
    const view = articleView(
      article({
        lead,
        keyPoints: points('extractive', '席は40増える。'),
        body: [lead, '土日は変わらない。', '長い段落。'.repeat(200)],
      }),
      'ja',
    )
    expect(view.embeds?.[0]?.description).toBe(
      [
        '市は開館時間を延ばす。',
        '💡 席は40増える。',
        '土日は変わらない。',
        '続きは原文でお読みいただけます。',
      ].join('\n\n'),
    )
  })

  it('says so when the feed gave no text', () => {
    expect(articleView(article({ lead: '' }), 'en').embeds?.[0]?.description).toBe(
      'This feed gives the title only. The text is at the source.',
    )
  })
})

describe('the rest of a digest', () => {
  const rest = (count: number) =>
    Array.from({ length: count }, (_, n) =>
      article({
        id: n + 1,
        feedId: n % 2,
        feedTitle: n % 2 ? '港町新聞' : '技術の窓',
        title: `記事その${n + 1}`,
        publishedAt: SLOT - n * 10 * HOUR,
      }),
    )
  const common = { zone: 'Asia/Tokyo', locale: 'ja', key: 's1-abc' } as const

  it('lists linked headlines by feed, each with its time in the reader’s zone', () => {
    const view = restView({ ...common, articles: rest(3), page: 0 })
    expect(view.embeds?.[0]).toEqual({
      color: GOLD,
      title: 'カードにならなかった記事 3本',
      description: [
        '**技術の窓**',
        `- [記事その1](https://news.example/articles/1) <t:${SLOT / 1000}:t>`,
        `- [記事その3](https://news.example/articles/3) <t:${SLOT / 1000 - 72_000}:f>`,
        '',
        '**港町新聞**',
        `- [記事その2](https://news.example/articles/2) <t:${SLOT / 1000 - 36_000}:f>`,
      ].join('\n'),
    })
    expect(view.components?.[0]?.components[0]).toMatchObject({
      custom_id: 'v1:read:s1-abc',
      options: [{ label: '記事その1', value: '1' }, { value: '3' }, { value: '2' }],
    })
    expect(brokenRules(view)).toEqual([])
  })

  it('shows ten a page', () => {
    const pages = [0, 1, 2].map((page) => restView({ ...common, articles: rest(23), page }))
    const listed = pages.map((view) => view.embeds?.[0]?.description?.match(/^- /gm)?.length)
    expect(listed).toEqual([10, 10, 3])
    expect(pages[1]?.embeds?.[0]?.footer?.text).toBe('2／3ページ')
    expect(JSON.stringify(pages[1]?.components)).toMatch(/v1:rest:s1-abc:0.*v1:rest:s1-abc:2/)
  })

  it('drops a link before a headline when addresses are very long', () => {
    const articles = rest(10).map((one) => ({ ...one, url: `${one.url}?${'x'.repeat(900)}` }))
    const view = restView({ ...common, articles, page: 0 })
    expect(brokenRules(view)).toEqual([])
    for (const { title } of articles) expect(view.embeds?.[0]?.description).toContain(title)
  })

  it('says that there is nothing', () => {
    expect(restView({ ...common, articles: [], page: 0 }).content).toBe(
      'このダイジェストに、ほかの記事はありません。',
    )
  })
})

describe('the view of a story whose numbers differ', () => {
  const story = () =>
    article({
      feedTitle: '**港町**新聞',
      also: [article({ feedTitle: '海運日報' }), article({ feedTitle: '@everyone' })],
      differences: [
        {
          quantity: 'dead',
          unit: 'people',
          said: [
            { teller: 0, value: 12, bound: 'least' },
            { teller: 1, value: 1400, bound: 'exact' },
            { teller: 2, value: 1400, bound: 'exact' },
          ],
        },
        {
          quantity: 'price',
          unit: 'money USD',
          said: [
            { teller: 0, value: 2e9, bound: 'about' },
            { teller: 1, value: 2.45e9, bound: 'exact' },
          ],
        },
      ],
    })
  const linesIn = (locale: 'ja' | 'en') =>
    articleView(story(), locale).embeds?.[0]?.description?.split('\n').slice(2)

  it('says so in a line each, in the reader’s language, with who says what, in which nothing is markdown', () => {
    expect(linesIn('ja')).toEqual([
      '🔢 記事により数字が違います。死者：少なくとも12人（\\*\\*港町\\*\\*新聞）／1,400人（海運日報、@\u200beveryone）',
      '🔢 記事により数字が違います。買収額：約20億米ドル（\\*\\*港町\\*\\*新聞）／24.5億米ドル（海運日報）',
    ])
    expect(linesIn('en')).toEqual([
      '🔢 Reports differ – deaths: at least 12 (\\*\\*港町\\*\\*新聞) · 1,400 (海運日報, @\u200beveryone)',
      '🔢 Reports differ – price: about $2B (\\*\\*港町\\*\\*新聞) · $2.45B (海運日報)',
    ])
    expect(brokenRules(articleView(story(), 'ja'))).toEqual([])
  })
})
