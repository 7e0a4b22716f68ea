/** Articles whose feed says too little, over real sockets: what their pages add, and with what manners. */
import { afterEach, describe, expect, it } from 'vitest'
import { PAGES } from '../../config/page-limits.ts'
import { articleById } from '../../src/archive/article-table.ts'
import type { Article } from '../../src/model/article.ts'
import { createEnricher } from '../../src/services/enrich.ts'
import { type Answer, pageOf, type Site, startSite } from './small-site.ts'
import { caller, createWorld, order, START } from './world.ts'

const TITLE = 'Harbour of Wexcombe opens again after the storm'
const TEXTS = [
  'The harbour of Wexcombe opened again on Sunday after eleven days of storm, and forty ships left before noon.',
  'Engineers had cleared 320 tonnes of stone from the entrance, the port authority said in a statement on Saturday night.',
  'Fishing crews lost about £46,000 in sales while the quay was closed, according to accounts that the council published.',
  'A new wall of 380 metres will be built before the next winter, and the county pays two thirds of it.',
  'Ferries to Gannet Island sail every hour until the evening, with room for 148 passengers and 12 cars each.',
]
const TEASER = 'The harbour opened again on Sunday. […]'

type Item = { id: string; title?: string; text?: string; link: string; date?: number }

const rss = (items: readonly Item[], title = 'The Site') =>
  `<rss version="2.0"><channel><title>${title}</title>${items
    .map(
      ({ id, title: name = TITLE, text = TEASER, link, date = START - 3_600_000 }) =>
        `<item><guid isPermaLink="false">${id}</guid><title>${name}</title><link>${link}</link><description><![CDATA[${text}]]></description><pubDate>${new Date(date).toUTCString()}</pubDate></item>`,
    )
    .join('')}</channel></rss>`

let site: Site
afterEach(() => site.close())

/** A bot that reads one feed of a site; `items` are its articles, `answers` the site's pages by path. */
async function start(
  items: (site: Site) => readonly Item[],
  answers: (site: Site) => Record<string, Answer>,
) {
  site = await startSite()
  const world = await createWorld({ fetch: site.fetch, withPages: true })
  site.by(world.clock)
  const publish = (list: readonly Item[]) => site.answers.set('feeds.test/feed.xml', rss(list))
  publish(items(site))
  for (const [at, answer] of Object.entries(answers(site))) site.answers.set(at, answer)
  const subscribed = await world.services.subscribe(
    order(site.url('feeds.test', '/feed.xml')),
    caller(),
  )
  if (!subscribed.ok) throw new Error(JSON.stringify(subscribed.error))
  const article = async (id = 1): Promise<Article> => {
    const found = await articleById(world.db, id)
    if (!found) throw new Error(`there is no article ${id}`)
    return found
  }
  return {
    ...world,
    reading: subscribed.value.reading,
    publish,
    article,
    /** Lets some seconds pass, each with a round of everything. */
    live: async (seconds: number) => {
      for (let second = 0; second < seconds; second += 1) {
        await world.work()
        world.clock.advance(1_000)
      }
      await world.work()
    },
    outcomes: async () =>
      (await world.db.all('SELECT outcome FROM enrichment ORDER BY id')).map(
        (row) => row['outcome'],
      ),
  }
}

const one =
  (path = '/storm') =>
  (own: Site): Item[] => [{ id: '1', link: own.url('news.test', path) }]

describe('an article whose feed says too little', () => {
  it('has the points, picture and author of its page, and its own address there', async () => {
    const bot = await start(one('/storm?utm_source=rss'), (own) => ({
      'news.test/storm?utm_source=rss': pageOf(
        TITLE,
        TEXTS,
        `<link rel="canonical" href="${own.url('news.test', '/storm?id=7&utm_medium=x')}"><meta property="og:image" content="/storm.jpg"><script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"Orla Pennington"},"isAccessibleForFree":true}</script>`,
      ),
      'news.test/storm': pageOf(TITLE, TEXTS),
    }))
    expect((await bot.article()).keyPoints).toHaveLength(0)
    // The preview of the order has no points yet, and says so.
    expect(bot.reading).toBe(true)
    site.answers.set('news.test/storm', site.answers.get('news.test/storm?utm_source=rss') ?? '')
    await bot.live(3)
    const article = await bot.article()
    expect(article.keyPoints).toHaveLength(3)
    for (const { text } of article.keyPoints) expect(TEXTS.join(' ')).toContain(text)
    expect(article).toMatchObject({
      title: TITLE,
      image: site.url('news.test', '/storm.jpg'),
      author: 'Orla Pennington',
      url: site.url('news.test', '/storm?id=7'),
      paid: false,
      version: 1,
      flags: [],
    })
    expect(await bot.outcomes()).toEqual(['page'])
  })

  it('is found by words that only its page has', async () => {
    const bot = await start(one(), () => ({ 'news.test/storm': pageOf(TITLE, TEXTS) }))
    await bot.live(3)
    const found = await bot.services.search({ query: 'passengers' }, caller())
    expect(found.ok && found.value.hits.map(({ article }) => article.title)).toEqual([TITLE])
  })

  it('is asked for with one request beside robots.txt, a second after it, and never again', async () => {
    const bot = await start(one(), () => ({ 'news.test/storm': pageOf(TITLE, TEXTS) }))
    await bot.live(120)
    const pages = site.asked.filter(({ host }) => host === 'news.test')
    expect(pages.map(({ path }) => path)).toEqual(['/robots.txt', '/storm'])
    const [rules, page] = pages
    expect((page?.at ?? 0) - (rules?.at ?? 0)).toBeGreaterThanOrEqual(1_000)
    expect(page?.headers.accept).toContain('text/html')
    expect(page?.headers.cookie).toBeUndefined()
  })

  it('stays as it is where robots.txt keeps the page from us, whoever else may read it', async () => {
    const bot = await start(one(), () => ({
      'news.test/storm': pageOf(TITLE, TEXTS),
      'news.test/robots.txt': {
        body: 'User-agent: ChrysanthemumDigest\nDisallow: /\n\nUser-agent: *\nAllow: /\n',
        headers: { 'content-type': 'text/plain' },
      },
    }))
    await bot.live(60)
    expect(site.paths('news.test')).toEqual(['/robots.txt'])
    expect((await bot.article()).keyPoints).toEqual([])
    expect(await bot.outcomes()).toEqual(['robots'])
  })

  it('waits where robots.txt cannot be had now, and is read when it can', async () => {
    const bot = await start(one(), () => ({
      'news.test/storm': pageOf(TITLE, TEXTS),
      'news.test/robots.txt': { status: 503 },
    }))
    await bot.live(60)
    expect(site.paths('news.test')).toEqual(['/robots.txt'])
    site.answers.delete('news.test/robots.txt')
    bot.clock.advance(PAGES.robotsRetry + 60_000)
    await bot.live(5)
    expect(site.paths('news.test')).toEqual(['/robots.txt', '/robots.txt', '/storm'])
    expect(await bot.outcomes()).toEqual(['page'])
  })

  it('is read as slowly as its host asks', async () => {
    const bot = await start(
      (own) => ['1', '2', '3'].map((id) => ({ id, link: own.url('news.test', `/${id}`) })),
      () => ({
        'news.test/1': pageOf(TITLE, TEXTS),
        'news.test/2': pageOf(TITLE, TEXTS),
        'news.test/3': pageOf(TITLE, TEXTS),
        'news.test/robots.txt': { body: 'User-agent: *\nCrawl-delay: 20\n' },
      }),
    )
    await bot.live(90)
    const times = site.asked.filter(({ host }) => host === 'news.test').map(({ at }) => at)
    expect(times).toHaveLength(4)
    for (const [index, at] of times.slice(1).entries()) {
      expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(20_000)
    }
  })

  it('is not read where the page asks not to be quoted or kept', async () => {
    const bot = await start(
      (own) => ['1', '2'].map((id) => ({ id, link: own.url('news.test', `/${id}`) })),
      () => ({
        'news.test/1': pageOf(TITLE, TEXTS, '<meta name="robots" content="index, nosnippet">'),
        'news.test/2': {
          body: pageOf(TITLE, TEXTS),
          headers: { 'x-robots-tag': 'googlebot: noindex, noarchive' },
        },
      }),
    )
    await bot.live(5)
    expect((await bot.outcomes()).toSorted()).toEqual(['keeps-out', 'page'])
  })

  it('keeps what its feed gave where the page has less, is another story, no HTML, or gone', async () => {
    const longer = `${TEXTS.slice(0, 3).join(' ')} ${TEXTS[4]} […]`
    const bot = await start(
      (own) => [
        { id: '1', link: own.url('a.test', '/less'), text: longer },
        { id: '2', link: own.url('b.test', '/other') },
        { id: '3', link: own.url('c.test', '/paper.pdf') },
        { id: '4', link: own.url('d.test', '/gone') },
      ],
      () => ({
        'a.test/less': pageOf(TITLE, [TEASER]),
        'b.test/other': pageOf('Accept our cookies', ['We value your privacy. '.repeat(30)]),
        'c.test/paper.pdf': { body: '%PDF-1.4 x', headers: { 'content-type': 'application/pdf' } },
      }),
    )
    const before = await Promise.all([1, 2, 3, 4].map((id) => bot.article(id)))
    await bot.live(5)
    const after = await Promise.all([1, 2, 3, 4].map((id) => bot.article(id)))
    expect(after).toEqual(before)
    expect((await bot.outcomes()).toSorted()).toEqual([
      'item',
      'missing',
      'not-html',
      'other-story',
    ])
  })

  it('is marked as paid where its page says so, and shows what is there', async () => {
    const bot = await start(
      (own) => [
        { id: '1', link: own.url('a.test', '/1') },
        { id: '2', link: own.url('b.test', '/2') },
        { id: '3', link: own.url('c.test', '/3'), title: `【有料会員限定】${TITLE}` },
      ],
      () => ({
        'a.test/1': pageOf(
          TITLE,
          TEXTS,
          '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","isAccessibleForFree":"False"}]}</script>',
        ),
        'b.test/2': { status: 302, headers: { location: '/login?to=2' } },
        'b.test/login?to=2': '<title>Sign in</title><input type="password">',
        'c.test/3': pageOf(TITLE, TEXTS),
      }),
    )
    await bot.live(5)
    const paid = await Promise.all(
      [1, 2, 3].map(async (id) => {
        const { url, paid: is, keyPoints } = await bot.article(id)
        return [URL.parse(url ?? '')?.hostname, is, keyPoints.length]
      }),
    )
    expect(paid.toSorted()).toEqual([
      ['a.test', true, 3],
      ['b.test', true, 0],
      ['c.test', true, 3],
    ])
  })

  it('is asked for at another host only in that host’s turn and by its rules', async () => {
    const bot = await start(one('/r'), (own) => ({
      'news.test/r': { status: 301, headers: { location: own.url('moved.test', '/story') } },
      'moved.test/story': pageOf(TITLE, TEXTS),
      'moved.test/robots.txt': { body: 'User-agent: *\nDisallow: /private\n' },
    }))
    await bot.live(5)
    expect(site.paths('moved.test')).toEqual(['/robots.txt', '/story'])
    expect(await bot.outcomes()).toEqual(['page'])
    expect((await bot.article()).url).toBe(site.url('moved.test', '/story'))
  })

  it('gives up a page that redirects from host to host', async () => {
    const bot = await start(one('/0'), (own) =>
      Object.fromEntries(
        Array.from({ length: 12 }, (_, n) => [
          `${n === 0 ? 'news' : `h${n}`}.test/${n}`,
          { status: 302, headers: { location: own.url(`h${n + 1}.test`, `/${n + 1}`) } },
        ]),
      ),
    )
    await bot.live(30)
    expect(await bot.outcomes()).toEqual(['missing'])
  })

  it('is tried again where its server cannot answer, with longer and longer pauses, four times', async () => {
    const bot = await start(one(), () => ({ 'news.test/storm': { status: 500 } }))
    for (let hour = 0; hour < 30; hour += 1) {
      await bot.live(3)
      bot.clock.advance(3_600_000)
    }
    expect(site.paths('news.test').filter((path) => path === '/storm')).toHaveLength(PAGES.tries)
    expect(await bot.outcomes()).toEqual(['unreachable'])
  })
})

describe('many articles', () => {
  it('of one host are never more than a hundred requests a day, the newest first', async () => {
    const bot = await start(
      () => [],
      () => ({}),
    )
    const list: Item[] = []
    for (let hour = 0; hour < 20; hour += 1) {
      for (let n = 0; n < 8; n += 1) {
        const id = `${hour}-${n}`
        site.answers.set(`news.test/${id}`, pageOf(TITLE, TEXTS))
        list.push({ id, link: site.url('news.test', `/${id}`) })
      }
      bot.publish(list)
      bot.clock.advance(3_600_000)
      await bot.live(20)
    }
    const byDay = new Map<number, number>()
    for (const { host, at } of site.asked) {
      const day = Math.floor(at / 86_400_000)
      if (host === 'news.test') byDay.set(day, (byDay.get(day) ?? 0) + 1)
    }
    expect(Math.max(...byDay.values())).toBe(PAGES.aHostADay)
  }, 60_000)

  it('of a first poll are not sent for in a flood', async () => {
    const bot = await start(
      (own) =>
        Array.from({ length: 60 }, (_, n) => ({ id: `${n}`, link: own.url('news.test', `/${n}`) })),
      () => ({}),
    )
    expect(await bot.outcomes()).toHaveLength(PAGES.aPoll)
  })
})

describe('a digest that comes soon', () => {
  it('has its articles sent for a few minutes before it, old ones too, and no others', async () => {
    const week = START - 7 * 86_400_000
    const bot = await start(
      (own) =>
        Array.from({ length: 20 }, (_, n) => ({
          id: `${n}`,
          link: own.url('news.test', `/${n}`),
          date: week + n * 60_000,
        })),
      () =>
        Object.fromEntries(
          Array.from({ length: 20 }, (_, n) => [`news.test/${n}`, pageOf(TITLE, TEXTS)]),
        ),
    )
    expect(await bot.outcomes()).toEqual([])
    const slot = Date.parse('2026-01-18T07:30:00+09:00')
    bot.clock.moveTo(slot - 150_000)
    await bot.live(30)
    expect(site.paths('news.test').slice(1)).toEqual(['/19', '/18', '/17', '/16', '/15'])
    expect(bot.posted).toEqual([])
    bot.clock.moveTo(slot)
    await bot.work()
    expect(bot.posted).toHaveLength(1)
    for (const { description } of bot.posted[0]?.payload.embeds ?? []) {
      expect(description).toContain('💡')
    }
  })

  it('goes without pages that are not to be had in its minute', async () => {
    const bot = await start(one(), () => ({
      'news.test/storm': pageOf(TITLE, TEXTS),
      'news.test/robots.txt': { status: 500 },
    }))
    bot.clock.moveTo(Date.parse('2026-01-18T07:30:00+09:00'))
    await bot.live(5)
    expect(bot.posted).toHaveLength(1)
  })
})

describe('an article that its feed changes', () => {
  it('is read again, and compared with what the feed said before, not with the page', async () => {
    const bot = await start(one(), () => ({
      'news.test/storm': (request, response) => {
        const etag = '"1"'
        if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end()
        response.writeHead(200, { etag, 'content-type': 'text/html' }).end(pageOf(TITLE, TEXTS))
      },
    }))
    await bot.live(3)
    expect((await bot.article()).keyPoints).toHaveLength(3)
    bot.publish([
      { id: '1', link: site.url('news.test', '/storm'), text: 'The harbour opened on Monday. […]' },
    ])
    bot.clock.advance(3_600_000)
    await bot.live(4)
    const article = await bot.article()
    expect(article.version).toBe(2)
    expect(article.keyPoints).toHaveLength(3)
    const [before] = await bot.db.all('SELECT content FROM article_version')
    expect(JSON.parse(String(before?.['content']))).toMatchObject({
      lead: expect.stringContaining('opened again on Sunday.'),
      keyPoints: [],
    })
    const conditional = site.asked.filter(({ headers }) => headers['if-none-match'] === '"1"')
    expect(conditional).toHaveLength(1)
  })

  it('does not change by its page: polls that bring the same item leave version and text alone', async () => {
    const bot = await start(one(), () => ({ 'news.test/storm': pageOf(TITLE, TEXTS) }))
    await bot.live(3)
    const enriched = await bot.article()
    site.answers.set('feeds.test/feed.xml', `${rss(one()(site))}<!-- again -->`)
    bot.clock.advance(3_600_000)
    await bot.live(3)
    expect(site.paths('feeds.test')).toHaveLength(2)
    expect(await bot.article()).toEqual(enriched)
    expect(site.paths('news.test')).toHaveLength(2)
  })

  it('drops what is under way for what it said before', async () => {
    const held: (() => void)[] = []
    const bot = await start(one(), () => ({
      'news.test/storm': (_, response) => {
        held.push(() =>
          response.writeHead(200, { 'content-type': 'text/html' }).end(pageOf(TITLE, TEXTS)),
        )
      },
    }))
    await bot.work()
    bot.clock.advance(1_000)
    const enricher = createEnricher(bot.deps)
    await enricher.run()
    await expect.poll(() => held.length).toBe(1)
    await bot.db.tx((tx) => tx.all('UPDATE enrichment SET attempt = attempt + 1'))
    held[0]?.()
    await enricher.settled()
    expect((await bot.article()).keyPoints).toEqual([])
  })
})

describe('a restart in the middle', () => {
  it('gives back what was under way: it is read once more and nothing is doubled', async () => {
    let hangs = true
    const bot = await start(one(), () => ({
      'news.test/storm': (_, response) => {
        if (hangs) return
        response.writeHead(200, { 'content-type': 'text/html' }).end(pageOf(TITLE, TEXTS))
      },
    }))
    await bot.work()
    bot.clock.advance(1_000)
    const enricher = createEnricher(bot.deps)
    await enricher.run()
    await expect.poll(() => site.paths('news.test').length).toBe(2)
    await enricher.stop()
    hangs = false
    await bot.live(2)
    expect(site.paths('news.test')).toEqual(['/robots.txt', '/storm', '/storm'])
    expect((await bot.article()).keyPoints).toHaveLength(3)
    expect(await bot.outcomes()).toEqual(['page'])
  })

  it('that killed the process is over with its lease', async () => {
    const bot = await start(one(), () => ({ 'news.test/storm': pageOf(TITLE, TEXTS) }))
    await bot.db.all("UPDATE enrichment SET owner = 'dead', due_at = $1, attempt = 1", [
      bot.clock.now() + 120_000,
    ])
    await bot.live(60)
    expect(site.paths('news.test')).toEqual([])
    bot.clock.advance(60_000)
    await bot.live(3)
    expect(await bot.outcomes()).toEqual(['page'])
  })
})

describe('a card of a model', () => {
  const withCards = async (head = '') => {
    const bot = await start(one(), () => ({ 'news.test/storm': pageOf(TITLE, TEXTS, head) }))
    const seen: string[][] = []
    bot.deps.writeCard = async (article) => {
      seen.push(article.body)
      return { ...article, lead: 'A model wrote this.' }
    }
    await bot.live(3)
    return { bot, seen }
  }

  it('is written once, from the text of the page', async () => {
    const { bot, seen } = await withCards()
    expect(seen).toEqual([TEXTS])
    expect((await bot.article()).lead).toBe('A model wrote this.')
  })

  it('is not written where the page wants no model', async () => {
    const { bot, seen } = await withCards('<meta name="robots" content="noai">')
    expect(seen).toEqual([])
    expect((await bot.article()).keyPoints).toHaveLength(3)
  })
})
