/** What an article's own page gives: its text without what is around it, and what it says of itself. */
import { describe, expect, it } from 'vitest'
import { isByline } from '../../src/article/page/byline.ts'
import { readPage } from '../../src/article/page/read-page.ts'
import { withoutSilent } from '../../src/article/page/readable.ts'
import { headerWords, keepsOut, wantsNoModel } from '../../src/article/page/robots-words.ts'
import { readPage as readBytes } from '../../src/worker/read-page.ts'

const URL_OF_PAGE = 'https://news.example/2026/storm?from=rss'
const TEXTS = [
  '嵐で閉じていたウェクスコムの港が、11日ぶりに日曜日に再開し、正午までに40隻の船が出た。',
  '港湾局は土曜の夜に、入り口から320トンの石を取り除いたと発表した。',
  '閉鎖の間に漁業者が失った売り上げは約4万6千ポンドに上ると、議会の資料は伝えている。',
  '次の冬までに380メートルの新しい壁が造られ、費用の3分の2は州が負担する。',
]
const page = ({ head = '', after = '', texts = TEXTS }) =>
  `<!doctype html><html lang="ja-JP"><head><title>港が再開 | 湾岸新聞</title>${head}</head><body><header><nav><a href="/">湾岸新聞</a></nav></header><div class="main"><article><h1>港が再開</h1>${texts.map((text) => `<p>${text}</p>`).join('')}</article></div>${after}<div class="ranking"><h2>アクセスランキング</h2><ol><li><a href="/1">犬が本を読む</a></li><li><a href="/2">猫も読む</a></li></ol></div><footer>© 2026 湾岸新聞</footer></body></html>`

const read = (html: string, title: string | null = null) =>
  readPage(html, { url: URL_OF_PAGE, title, lang: null })

describe('a page', () => {
  it('gives its own text and nothing of what is around it', async () => {
    const { article } = await read(page({}), '港が再開')
    expect(article.body).toEqual(TEXTS)
    expect(article.lead).toBe(TEXTS[0])
    expect(article.keyPoints).toHaveLength(3)
    expect(article.lang).toBe('ja')
  })

  it('says nothing of who wrote it and when in its text', async () => {
    const { article } = await read(
      page({
        texts: [
          '文・海野 凪',
          '2026年1月18日 6時00分',
          '<time datetime="2026-01-18">18 Jan 2026</time>',
          ...TEXTS,
        ],
      }),
      '港が再開',
    )
    expect(article.body).toEqual(TEXTS)
  })

  it('in the digest format is read whole, with its sections and the link to its next page', async () => {
    const section = (n: number) =>
      `<h2>第${n}部</h2><p>何が起きた？</p><p>港が開いた。</p><h3>出典${n}</h3><p>公開日:2026/01/1${n}</p><p>✅ 一</p><p>✅ 二</p><p>✅ 三</p><p>さらに読む ⇒湾岸新聞 出典/画像元: <a href="https://a.example/${n}">https://a.example/${n}</a></p><p>なるほど。</p>`
    const { article } = await read(
      `<html><head><title>港</title></head><body><h1>港はどう変わる</h1><p>港が開いた。</p><p>📘 この記事で分かる事！</p><p>💡 一つ目</p><p>💡 二つ目</p><p>💡 三つ目</p>${section(1)}${section(2)}<p><a href="/2026/storm/2">次のページを読む ⇒</a></p></body></html>`,
    )
    expect(article.keyPoints.map(({ origin }) => origin)).toEqual(['native', 'native', 'native'])
    expect(article.sections).toHaveLength(2)
    expect(article.next?.url).toBe('https://news.example/2026/storm/2')
  })

  it.each([
    {
      charset: 'Shift_JIS, said in the page',
      head: '<meta charset="Shift_JIS">',
      contentType: 'text/html',
      bytes: '8d6082aa8dc48a4a82b582bd8142',
    },
    {
      charset: 'EUC-JP, said in the header',
      head: '',
      contentType: 'text/html; charset=EUC-JP',
      bytes: 'b9c1a4acbac6b3aba4b7a4bfa1a3',
    },
  ])('in $charset is read as it was written', async ({ head, contentType, bytes }) => {
    const words = Buffer.from(bytes.repeat(12), 'hex')
    const body = Buffer.concat([
      Buffer.from(`<html><head>${head}<title>t</title></head><body><article><p>`),
      words,
      Buffer.from('</p></article></body></html>'),
    ])
    const got = await readBytes(body, { contentType, url: URL_OF_PAGE })
    expect(got.ok && got.value.article.body.join('')).toContain('港が再開した。')
  })
})

describe('what a page says of itself', () => {
  const dataOf = async (head: string) => (await read(page({ head }))).data

  it('is taken from JSON-LD wherever it is wrapped, of several articles the page’s own', async () => {
    const data =
      await dataOf(`<script type="application/ld+json">[{"@context":"https://schema.org","@graph":[
      {"@type":"WebSite","name":"湾岸新聞"},
      {"@type":"NewsArticle","url":"https://news.example/other","headline":"別の記事","author":"X"},
      {"@type":["NewsArticle","Thing"],"mainEntityOfPage":{"@id":"https://news.example/2026/storm"},"headline":"港が再開した朝",
       "datePublished":"2026-01-18T06:00:00+09:00","author":[{"@type":"Person","name":"海野 凪"},{"name":"岸 渚"}],
       "image":{"url":"/photo.jpg"},"inLanguage":"ja-JP","isAccessibleForFree":false,"abstract":"港が11日ぶりに開いた。"}]}]</script>`)
    expect(data).toMatchObject({
      title: '港が再開した朝',
      date: '2026-01-18T06:00:00+09:00',
      author: '海野 凪, 岸 渚',
      image: 'https://news.example/photo.jpg',
      lang: 'ja',
      paid: true,
      abstract: '港が11日ぶりに開いた。',
    })
  })

  it.each([
    '{"@type":"Article","headline":"港が開く",}',
    '<!-- {"@type":"Article","headline":"港が\n開く"} -->',
    '// <![CDATA[\n{"@type":"Article","headline":"港が開く"}\n// ]]>',
    '{"@type":"Article","headline":"港が開く"};',
  ])('is mended where its JSON is broken: %s', async (text) => {
    const { title } = await dataOf(`<script type="application/ld+json">${text}</script>`)
    expect(title?.replaceAll(' ', '')).toBe('港が開く')
  })

  it('survives JSON that cannot be mended', async () => {
    const data = await dataOf(
      '<script type="application/ld+json">{"@type":"Article","headline":"港</script><meta property="og:title" content="港の朝">',
    )
    expect(data.title).toBe('港の朝')
  })

  it('has a picture only where it is one of the article', async () => {
    const image = async (head: string) => (await dataOf(head)).image
    expect(await image('<meta property="og:image" content="//cdn.example/a.jpg">')).toBe(
      'https://cdn.example/a.jpg',
    )
    expect(await image('<meta property="og:image" content="/img/logo.png">')).toBeNull()
    expect(await image('<meta property="og:image" content="/img/site-logo.svg">')).toBeNull()
    expect(await image('<meta property="og:image" content="javascript:alert(1)">')).toBeNull()
    expect(
      await image(
        '<meta property="og:image" content="/a.jpg"><meta property="og:image:width" content="80">',
      ),
    ).toBeNull()
    expect(
      await image(
        '<meta property="og:image" content="/noimage.png"><meta name="twitter:image" content="/real.jpg">',
      ),
    ).toBe('https://news.example/real.jpg')
  })

  it('has an address of its own only within its site, and never the front page', async () => {
    const canonical = async (href: string) =>
      (await dataOf(`<link rel="canonical" href="${href}">`)).canonical
    expect(await canonical('/2026/storm')).toBe('https://news.example/2026/storm')
    expect(await canonical('https://www.news.example/2026/storm#top')).toBe(
      'https://www.news.example/2026/storm',
    )
    expect(await canonical('https://news.example/')).toBeNull()
    expect(await canonical('https://elsewhere.example/2026/storm')).toBeNull()
    expect(await canonical('file:///etc/passwd')).toBeNull()
  })

  it('ends at a wall where its text does', async () => {
    const { data } = await read(
      page({ texts: [...TEXTS, 'この記事は有料会員限定記事です。残り1,200文字'] }),
    )
    expect(data.paid).toBe(true)
    expect((await read(page({}))).data.paid).toBeNull()
  })

  it('gives its text where only JSON-LD has it whole, and its description where nothing has', async () => {
    const body = TEXTS.join(' ')
    const scripted = `<html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"港が再開","articleBody":"${body}"}</script></head><body><div id="app"></div></body></html>`
    expect((await read(scripted)).article.keyPoints.length).toBeGreaterThan(1)
    const bare = `<html><head><meta name="description" content="${TEXTS[0]}"></head><body><div id="app"></div></body></html>`
    expect((await read(bare, '港が再開')).article.lead).toBe(TEXTS[0])
  })
})

describe('what stands over a text', () => {
  it.each([
    'By Orla Pennington',
    'Orla Pennington · 2026-01-18 06:00 UTC',
    '公開日:2026/01/18',
    '5 min read',
    'Published Jan. 18, 2026',
  ])('is told from it: %s', (text) => expect(isByline(text)).toBe(true))

  it.each([
    'By Sunday the harbour was open.',
    '2026年1月18日、港が再開した。',
    'On 18 January 2026 the harbour opened again after eleven days.',
    'The harbour opened again',
    '',
  ])('is kept where it is a sentence: %s', (text) => expect(isByline(text)).toBe(false))
})

describe('what a page asks of robots', () => {
  it('is read from a header for all and for us, not for others', () => {
    expect(headerWords('noindex, nofollow')).toEqual(['noindex', 'nofollow'])
    expect(headerWords('googlebot: noindex, nofollow')).toEqual([])
    expect(headerWords('googlebot: noindex, ChrysanthemumDigest: noarchive')).toEqual(['noarchive'])
    expect(headerWords('max-snippet: 0')).toEqual(['max-snippet:0'])
    expect(headerWords(null)).toEqual([])
  })

  it('keeps it out, or from models', () => {
    expect(keepsOut(['index', 'nosnippet'])).toBe(true)
    expect(keepsOut(['max-snippet:-1', 'nofollow'])).toBe(false)
    expect(wantsNoModel(['noai'])).toBe(true)
    expect(wantsNoModel(['noindex'])).toBe(false)
  })
})

describe('scripts and styles', () => {
  it('are taken out in linear time, closed or not', () => {
    expect(withoutSilent('<p>a</p><SCRIPT x>if(1<2){}</Script ><p>b</p><style>p{}')).toBe(
      '<p>a</p><p>b</p>',
    )
    const before = process.cpuUsage()
    expect(withoutSilent('<script>'.repeat(300_000))).toBe('')
    expect(withoutSilent('<script></script>'.repeat(100_000))).toBe('')
    expect(process.cpuUsage(before).user).toBeLessThan(2_000_000)
  })
})
