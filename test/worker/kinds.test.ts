/** Each kind of feed that servers subscribe to first, from its document to its card. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { articleView } from '../../src/digest/article-view.ts'
import { composeDigest } from '../../src/digest/compose.ts'
import type { NewArticle } from '../../src/model/article.ts'
import type { Locale } from '../../src/model/subscription.ts'
import { readFeed } from '../../src/worker/read-feed.ts'
import { article, content } from '../digest/articles.ts'
import { brokenRules } from '../digest/discord-limits.ts'

const FIXTURES = join(import.meta.dirname, '../feed/fixtures')

async function articlesOf(name: string): Promise<NewArticle[]> {
  const read = await readFeed(readFileSync(join(FIXTURES, name)), {})
  if (!read.ok) throw new Error(read.error.message)
  return read.value.articles
}

/** The cards of a feed's articles in one digest. */
async function cardsOf(name: string, locale: Locale = 'en') {
  const shown = (await articlesOf(name)).map((one, index) => article({ id: index + 1, ...one }))
  const composed = composeDigest(content({ shown, locale }))
  if (!composed) throw new Error('nothing is shown')
  expect(brokenRules(composed.payload)).toEqual([])
  for (const one of shown) expect(brokenRules(articleView(one, locale))).toEqual([])
  return composed.payload.embeds ?? []
}

const first = <T>(list: readonly T[]): T => {
  const [one] = list
  if (one === undefined) throw new Error('the list is empty')
  return one
}

describe('a video', () => {
  it('brings its views, chapters and description', async () => {
    const [video] = await articlesOf('youtube.xml')
    expect(video).toMatchObject({
      url: 'https://www.youtube.com/watch?v=tideVideo01',
      image: 'https://i3.ytimg.com/vi/tideVideo01/hqdefault.jpg',
      keyPoints: [
        { text: 'The gauge house', origin: 'native' },
        { text: 'Reading the paper rolls', origin: 'native' },
        { text: 'From curve to table', origin: 'native' },
      ],
      details: {
        kind: 'video',
        views: 12345,
        seconds: null,
        chapters: [
          { at: 0, title: 'The gauge house' },
          { at: 205, title: 'Reading the paper rolls' },
          { at: 760, title: 'From curve to table' },
          { at: 3723, title: 'Questions' },
        ],
      },
    })
    expect(video?.lead).toBe(
      "We follow the surveyors of the harbour office for a whole spring tide & show how their gauges become next year's table. The oldest gauge has run since 1911.",
    )
  })

  it('has a card with its picture, wide on top and small below', async () => {
    const [top, small] = await cardsOf('youtube.xml')
    expect(top?.image?.url).toContain('tideVideo01')
    expect(top?.description).toContain('🎬 12K views')
    expect(top?.description).toContain('`1:02:03` Questions')
    expect(top?.description).not.toMatch(/support|#tides/)
    expect(small?.thumbnail?.url).toContain('portVideo02')
    expect(small?.image).toBeUndefined()
    expect(small?.description).toBe('🎬 988K views')
  })

  it('tells its views as Japanese readers count', async () => {
    const [top] = await cardsOf('youtube.xml', 'ja')
    expect(top?.description).toContain('🎬 1.2万回視聴')
  })
})

describe('an episode', () => {
  it('brings its length, sound and chapters, whether the feed lists them or the notes do', async () => {
    const [listed, noted] = await articlesOf('podcast.xml')
    expect(listed?.details).toEqual({
      kind: 'episode',
      seconds: 2710,
      audio: 'https://minato.example/radio/42.mp3',
      chapters: [
        { at: 0, title: 'はじめに' },
        { at: 270, title: '霧笛の鳴らし方' },
        { at: 1860, title: '無人化の日' },
      ],
    })
    expect(noted?.details).toMatchObject({
      seconds: 2535,
      chapters: [{ title: 'Casting off' }, { title: 'First ship of the night' }, { at: 2280 }],
    })
  })

  it('has a card with its length, a way to listen, notes and chapters', async () => {
    const top = first(await cardsOf('podcast.xml', 'ja'))
    expect(top.description).toBe(
      [
        '🎧 45:10 · [聴く](https://minato.example/radio/42.mp3)',
        '岬の灯台を30年守った人に話を聞きました。霧の夜の音の出し方から、無人化の日までを語ります。',
        '`0:00` はじめに\n`4:30` 霧笛の鳴らし方\n`31:00` 無人化の日',
      ].join('\n\n'),
    )
  })

  it('of a JSON feed is one too', async () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Minato FM',
      items: [
        {
          id: '1',
          title: 'Fog',
          content_text: 'Fog signals.',
          attachments: [{ url: '/1.mp3', mime_type: 'audio/mpeg', duration_in_seconds: 65 }],
        },
      ],
    }
    const read = await readFeed(Buffer.from(JSON.stringify(feed)), {
      url: 'https://minato.example/',
    })
    expect(read.ok && read.value.articles[0]?.details).toEqual({
      kind: 'episode',
      seconds: 65,
      audio: 'https://minato.example/1.mp3',
      chapters: [],
    })
  })
})

describe('a release', () => {
  it('brings its version, and its changes as the publisher’s own points', async () => {
    const [release, bare] = await articlesOf('github-releases.xml')
    expect(release).toMatchObject({
      details: { kind: 'release', version: 'v2.4.0', repository: 'tides/charts' },
      image: null,
      lead: 'This release draws charts twice as fast. It needs no new configuration.',
    })
    expect(release?.keyPoints).toEqual([
      // What breaks something comes first.
      { text: 'Drop support for the old file format', origin: 'native', evidence: [] },
      { text: 'Draw curves in a worker', origin: 'native', evidence: [] },
      { text: 'Read gauges with a comma as decimal mark', origin: 'native', evidence: [] },
    ])
    expect(release?.body).toContain('Fix a crash on the last day of a leap year')
    expect(bare).toMatchObject({ lead: '', keyPoints: [], flags: ['no-text'] })
  })

  it('has a card with repository and version, neither said twice', async () => {
    const [top, small] = await cardsOf('github-releases.xml')
    expect(top?.description).toMatch(/^🏷️ tides\/charts · v2\.4\.0\n\n/)
    expect(top?.footer?.text).toContain('publisher’s own points')
    expect(small).toMatchObject({ title: '2 v2.3.1', description: '🏷️ tides/charts' })
  })
})

describe('a link that is discussed', () => {
  it.each([
    [
      'reddit.xml',
      'https://news.example/harbour-archive',
      /reddit\.com\/r\/sailing\/comments\/1abcde/,
    ],
    ['hacker-news.xml', 'https://tides.example/paper-rolls', /item\?id=40000001/],
    ['hnrss.xml', 'https://light.example/log', /item\?id=40000003/],
  ])(
    'leads to the linked page in %s, with the discussion beside',
    async (name, url, discussion) => {
      const [link] = await articlesOf(name)
      expect(link?.url).toBe(url)
      expect(link?.details).toMatchObject({ kind: 'link', linked: expect.stringContaining(url) })
      const top = first(await cardsOf(name))
      expect(top.url).toBe(url)
      expect(top.description).toContain(`🔗 ${new URL(url).hostname} · [Comments](`)
      expect(top.description).toMatch(discussion)
      expect(top.description).not.toMatch(/submitted by|Points:|Article URL/)
    },
  )

  it('is its own page where it is a question', async () => {
    const [, question] = await articlesOf('hacker-news.xml')
    expect(question).toMatchObject({
      url: 'https://news.ycombinator.com/item?id=40000002',
      details: { kind: 'link', linked: null },
    })
    const [, text] = await articlesOf('reddit.xml')
    expect(text?.url).toContain('/comments/1fghij/')
    expect(text?.lead).toContain('My first boat leaks at the stern tube')
  })
})

describe('a post without a title', () => {
  it('has its first sentence as title, and the rest as text', async () => {
    const [post, short] = await articlesOf('bluesky.xml')
    expect(post).toMatchObject({
      title: 'けさの満潮は6時12分。',
      body: ['岸壁の水位は基準より40cm高いです。', '午後の便は予定どおり出ます！'],
      keyPoints: [],
      details: { kind: 'post' },
    })
    expect(short).toMatchObject({ title: 'おはようございます', body: [] })
    const [top, small] = await cardsOf('bluesky.xml', 'ja')
    expect(top).toMatchObject({
      title: '1 けさの満潮は6時12分。',
      description: '岸壁の水位は基準より40cm高いです。\n午後の便は予定どおり出ます！',
    })
    expect(small?.title).toBe('2 おはようございます')
    expect(small?.description).toBeUndefined()
  })

  it('says a picture in its own words, and is not dropped for being a link only', async () => {
    const [text, picture, link] = await articlesOf('mastodon.xml')
    expect(text?.body).toEqual([
      'We stay in port until noon.',
      'Webcam: https://cam.harbour.example/pier #fog',
    ])
    expect(picture?.title).toBe('Sunset over the outer mole')
    expect(link?.title).toBe('https://news.example/a')
  })

  it.each([
    ['words', 'fog horn '.repeat(60).trim()],
    ['no words', '霧'.repeat(400)],
  ])('of one long sentence of %s is neither cut nor doubled', async (_, text) => {
    const feed = `<rss version="2.0"><channel><item><description>${text}</description></item></channel></rss>`
    const read = await readFeed(Buffer.from(feed), {})
    const post = read.ok ? read.value.articles[0] : undefined
    const whole = `${post?.title}${post?.body.join('')}`.replaceAll(/[…\s]/g, '')
    expect(whole).toBe(text.replaceAll(/\s/g, ''))
    expect([...(post?.title ?? '')].length).toBeLessThanOrEqual(200)
  })

  it('that is long is an ordinary article, with points', async () => {
    const text = 'The harbour office measured a new record at the northern gauge. '.repeat(40)
    const feed = `<rss version="2.0"><channel><item><description>${text}</description></item></channel></rss>`
    const read = await readFeed(Buffer.from(feed), {})
    expect(read.ok && read.value.articles[0]).not.toHaveProperty('details')
  })
})

describe('what Japanese servers read', () => {
  it('is an ordinary article on note, with its picture and without the way on', async () => {
    const [story] = await articlesOf('note.xml')
    expect(story).toMatchObject({
      title: '霧笛を直した話',
      lead: '岬の霧笛が半年ぶりに鳴りました。錆びた弁を外して磨き、同じ寸法の部品を町工場で作ってもらいました。',
      image: 'https://assets.note.example/rectangle_large.png?width=800',
      lang: 'ja',
    })
    expect(story).not.toHaveProperty('details')
    expect(JSON.stringify(story)).not.toContain('続きをみる')
  })

  it('is the bookmarked page on はてなブックマーク', async () => {
    const [page] = await articlesOf('hatena-bookmark.xml')
    expect(page).toMatchObject({
      url: 'https://tides.example/gauge',
      title: '潮位計を自作して一年動かした',
      categories: ['テクノロジー'],
    })
    const top = first(await cardsOf('hatena-bookmark.xml', 'ja'))
    expect(top.description).toContain('超音波の測距器と太陽電池で潮位計を作り')
  })
})
