import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { parseFeed } from '../../src/feed/parse.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const parse = async (text: string | Uint8Array, options = {}) => {
  const parsed = await parseFeed(typeof text === 'string' ? bytes(text) : text, options)
  if (!parsed.ok) throw new Error(`${parsed.error.kind}: ${parsed.error.message}`)
  return parsed.value
}
const problem = async (text: string | Uint8Array) => {
  const parsed = await parseFeed(typeof text === 'string' ? bytes(text) : text, {})
  return parsed.ok ? null : parsed.error.kind
}

const RSS = (items: string, channel = '') => `<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>港の新聞</title><link>https://port.example/</link><language>ja</language>${channel}${items}</channel></rss>`

describe('RSS 2.0', () => {
  it('gives every part of an item', async () => {
    const feed = await parse(
      RSS(`<item><title>A &amp;amp; B &lt;b&gt;c&lt;/b&gt;</title><link>/a?x=1&amp;y=2</link><guid isPermaLink="false">7</guid>
        <pubDate>Sun, 18 Jan 2026 07:30:00 +0900</pubDate><dc:creator>海野</dc:creator><category>港</category><category>船</category>
        <description>short</description><content:encoded><![CDATA[<p>long <b>text</b></p>]]></content:encoded>
        <media:thumbnail url="https://port.example/i.jpg"/></item>`),
    )
    expect(feed).toEqual({
      format: 'rss',
      title: '港の新聞',
      link: 'https://port.example/',
      lang: 'ja',
      items: [
        {
          id: '7',
          title: 'A & B c',
          link: 'https://port.example/a?x=1&y=2',
          date: '2026-01-17T22:30:00.000Z',
          author: '海野',
          image: 'https://port.example/i.jpg',
          categories: ['港', '船'],
          content: '<p>long <b>text</b></p>',
          summary: 'short',
          lang: null,
        },
      ],
    })
  })

  it('fills a missing link from a permalink guid, and from no other', async () => {
    const { items } = await parse(
      RSS(
        `<item><guid>https://port.example/1</guid></item><item><guid isPermaLink="false">https://port.example/2</guid></item>`,
      ),
    )
    expect(items.map(({ link }) => link)).toEqual(['https://port.example/1', null])
  })

  it('is a feed in Atom too where the feed names no address of its own', async () => {
    const { title, link, items } = await parse(
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>港</title><entry><id>1</id><title>船</title><content type="html">&lt;p&gt;x&lt;/p&gt;</content></entry></feed>',
    )
    expect({ title, link }).toEqual({ title: '港', link: null })
    expect(items).toMatchObject([{ id: '1', title: '船', content: '<p>x</p>' }])
  })

  it('keeps the address as the feed gives it, and names the original beside it', async () => {
    const { items } = await parse(
      RSS(
        '<item xmlns:f="http://rssnamespace.org/feedburner/ext/1.0"><link>https://proxy.example/1?utm_source=a</link><f:origLink>https://port.example/1</f:origLink></item>',
      ),
    )
    expect(items[0]).toMatchObject({
      link: 'https://proxy.example/1?utm_source=a',
      canonical: 'https://port.example/1',
    })
  })

  it('drops a date that is none, and keeps the item', async () => {
    const { items } = await parse(
      RSS('<item><title>x</title><pubDate>yesterday-ish</pubDate></item>'),
    )
    expect(items).toMatchObject([{ title: 'x', date: null }])
  })

  it('is an empty feed where the channel is empty', async () => {
    expect((await parse('<rss version="2.0"><channel/></rss>')).items).toEqual([])
  })

  it('keeps bare markup inside a description in its order', async () => {
    const { items } = await parse(
      RSS('<item><description>one <b>two</b> three &amp; four</description></item>'),
    )
    expect(items[0]?.content).toBe('one <b>two</b> three &amp; four')
  })

  it('gives no address that is not http', async () => {
    const { items } = await parse(
      RSS(
        `<item><link>javascript:alert(1)</link><enclosure url="file:///etc/passwd" type="image/png"/></item>`,
      ),
    )
    expect(items).toMatchObject([{ link: null, image: null }])
  })

  it('takes the first picture of the text, but no emoji', async () => {
    const { items } = await parse(
      RSS(
        `<item><description>&lt;img class="wp-smiley" src="/s.png"&gt;&lt;img src="/real.png" alt="x"&gt;</description></item>`,
      ),
    )
    expect(items[0]?.image).toBe('https://port.example/real.png')
  })

  it('ends after a thousand items', async () => {
    const many = Array.from({ length: 1500 }, (_, n) => `<item><title>${n}</title></item>`).join('')
    expect((await parse(RSS(many))).items).toHaveLength(1000)
  })

  it('does not stand still at texts that cost rss-parser seconds', async () => {
    const { items } = await parse(
      RSS(`<item><description><![CDATA[${'<'.repeat(100_000)}]]></description></item>`),
    )
    expect(items[0]?.content).toHaveLength(100_000)
  })
})

describe('Atom', () => {
  const ATOM = (entry: string) =>
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="html">Tide &amp;amp; Time</title><link rel="self" href="https://tide.example/atom"/><link href="https://tide.example/"/><entry>${entry}</entry></feed>`

  it('takes the alternate link, inline XHTML in its order, and the published date', async () => {
    const feed = await parse(
      ATOM(`<id>tag:1</id><title>T</title><link rel="edit" href="/e"/><link rel="alternate" href="/a"/>
      <published>2026-01-18T07:30:00Z</published><updated>2026-01-19T00:00:00Z</updated><author><name>Ann</name></author>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>one <em>two</em> three</p></div></content>`),
    )
    expect(feed).toMatchObject({
      format: 'atom',
      title: 'Tide & Time',
      link: 'https://tide.example/',
      lang: 'en',
    })
    expect(feed.items[0]).toMatchObject({
      id: 'tag:1',
      link: 'https://tide.example/a',
      date: '2026-01-18T07:30:00.000Z',
      author: 'Ann',
    })
    expect(feed.items[0]?.content).toContain('<p>one <em>two</em> three</p>')
  })

  it('survives dates that are none and links without addresses', async () => {
    const { items } = await parse(
      ATOM('<title>x</title><link/><published>soon</published><updated></updated>'),
    )
    expect(items).toMatchObject([{ title: 'x', date: null, link: null }])
  })
})

describe('RSS 1.0', () => {
  const RDF = `<?xml version="1.0" encoding="Shift_JIS"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://n.example/"><title>TITLE</title><link>https://n.example/</link></channel><item rdf:about="https://n.example/1"><title>TITLE</title><link>https://n.example/1</link><dc:date>2026-01-18T07:30:00+09:00</dc:date></item></rdf:RDF>`
  /** 「新聞」 in Shift_JIS. */
  const NEWSPAPER = [0x90, 0x56, 0x95, 0xb7]
  const inShiftJis = () =>
    Uint8Array.from(
      RDF.split('TITLE').flatMap((part, index) => [
        ...(index === 0 ? [] : NEWSPAPER),
        ...bytes(part),
      ]),
    )

  it.each([{}, { contentType: 'text/xml' }])(
    'reads Shift_JIS that only the document declares (%j)',
    async (options) => {
      const feed = await parse(inShiftJis(), options)
      expect(feed).toMatchObject({ format: 'rdf', title: '新聞', link: 'https://n.example/' })
      expect(feed.items).toMatchObject([
        {
          id: 'https://n.example/1',
          title: '新聞',
          link: 'https://n.example/1',
          date: '2026-01-17T22:30:00.000Z',
        },
      ])
    },
  )

  it('believes valid UTF-8 more than a wrong declaration', async () => {
    const text = RDF.replaceAll('TITLE', '新聞')
    expect((await parse(text, { contentType: 'text/xml; charset=euc-jp' })).title).toBe('新聞')
  })
})

describe('JSON Feed', () => {
  it('is read', async () => {
    const feed = await parse(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'T',
        home_page_url: 'https://j.example/',
        language: 'ja',
        items: [
          {
            id: '1',
            url: 'https://j.example/1',
            title: 'x',
            content_html: '<p>y</p>',
            date_published: '2026-01-18T07:30:00+09:00',
            authors: [{ name: 'A' }],
            tags: ['t'],
            image: 'https://j.example/i.png',
          },
          { id: '2', content_text: 'a < b\nc' },
        ],
      }),
    )
    expect(feed).toMatchObject({
      format: 'json',
      title: 'T',
      link: 'https://j.example/',
      lang: 'ja',
    })
    expect(feed.items).toMatchObject([
      {
        id: '1',
        link: 'https://j.example/1',
        date: '2026-01-17T22:30:00.000Z',
        author: 'A',
        image: 'https://j.example/i.png',
        content: '<p>y</p>',
      },
      { id: '2', title: null, content: 'a &lt; b<br>c' },
    ])
  })
})

describe('a document that is no feed', () => {
  it.each([
    [
      'an HTML page',
      '<!doctype html><html><head><link rel="alternate" type="application/rss+xml"></head></html>',
      'not-a-feed',
    ],
    ['nothing', ' \n', 'empty'],
    ['other JSON', '{"a":1}', 'not-a-feed'],
    ['half JSON', '{"version":', 'not-a-feed'],
    ['plain text', 'hello', 'not-a-feed'],
    ['broken XML without items', '<rss version="2.0"><chan', 'not-a-feed'],
  ])('says so for %s', async (_, text, kind) => {
    expect(await problem(text)).toBe(kind)
  })

  it('is too large beyond ten megabytes, also once it is inflated', async () => {
    expect(await problem(new Uint8Array(11 * 1024 * 1024))).toBe('too-large')
    expect(await problem(gzipSync(Buffer.alloc(40 * 1024 * 1024, 0x20)))).toBe('too-large')
  })
})

it('reads a feed that is gzipped without saying so', async () => {
  expect((await parse(gzipSync(RSS('<item><title>x</title></item>')))).items).toHaveLength(1)
})
