/** Lists of feeds from other readers, and lists for them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readOpml, writeOpml } from '../../src/feed/opml.ts'

const opml = (body: string, head = '<title>My feeds</title>') =>
  `<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><head>${head}</head><body>${body}</body></opml>`
const outline = (url: string, text = 'Feed') =>
  `<outline text="${text}" type="rss" xmlUrl="${url}"/>`

describe('a list of feeds', () => {
  it('is read with its title, whatever its feeds are nested in', () => {
    const list = readOpml(
      opml(
        `<outline text="News"><outline text="World" title="The world">${outline('https://a.example/feed', 'A &amp; B')}</outline>
         <outline TITLE="港" XMLURL=" https://b.example/?x=1&amp;y=2 " TYPE="RSS"/></outline>
         <outline text="A page" type="link" url="https://c.example/"/>`,
      ),
    )
    expect(list).toEqual({
      title: 'My feeds',
      entries: [
        { title: 'A & B', address: 'https://a.example/feed' },
        { title: '港', address: 'https://b.example/?x=1&y=2' },
      ],
      left: 0,
    })
  })

  it('keeps what is wrong in it as it is written, so that it can be named', () => {
    const list = readOpml(
      opml('<outline text="Lost" type="rss"/><outline xmlUrl="not an address"/>'),
    )
    expect(list?.entries).toEqual([
      { title: 'Lost', address: '' },
      { title: null, address: 'not an address' },
    ])
  })

  it('is read as far as it goes where it is cut off or carelessly written', () => {
    const cut = `${opml(outline('https://a.example/feed')).replace('</body></opml>', '')}<outline text="B" xmlUrl="https://b.exam`
    expect(readOpml(cut)?.entries.map(({ address }) => address)).toEqual(['https://a.example/feed'])
    const careless =
      '\ufeff<opml><body><outline text="A & B" xmlUrl="https://a.example/?a=1&b=2"><outline xmlUrl=https://b.example/>'
    expect(readOpml(careless)?.entries).toHaveLength(2)
  })

  it.each([
    '',
    'feeds',
    '<rss version="2.0"><channel/></rss>',
    '<html><body>opml</body></html>',
    '{}',
  ])('%j is none', (text) => {
    expect(readOpml(text)).toBeNull()
  })

  it('of two thousand feeds gives the first thousand, and says how many are left', () => {
    const many = Array.from({ length: 2_000 }, (_, n) => outline(`https://f${n}.example/feed`))
    const list = readOpml(opml(many.join('')))
    expect(list?.entries).toHaveLength(1_000)
    expect(list?.left).toBe(1_000)
  })

  it('blows nothing up', () => {
    const bomb = `<!DOCTYPE opml [<!ENTITY a "${'x'.repeat(100)}">${Array.from({ length: 20 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('')}]>${opml('<outline text="&e20;" xmlUrl="https://x.example/&e20;"/>')}`
    expect(JSON.stringify(readOpml(bomb)).length).toBeLessThan(500)
    const before = process.cpuUsage()
    const big = 2 * 1024 * 1024
    for (const piece of [
      '<',
      '<outline ',
      '<outline text="a">',
      `${outline('https://f.example/')}`,
      '&amp;',
      'a="',
    ]) {
      readOpml(`<opml><body>${piece.repeat(Math.ceil(big / piece.length))}`)
    }
    // Of the processor, not of the clock: the machine may be busy with others.
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000)
  })
})

describe('an exported list', () => {
  it('is read back as it was, whatever feeds are called', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.webUrl(), fc.string({ minLength: 1 })), { maxLength: 20 }),
        (feeds) => {
          const text = writeOpml('Server', [
            {
              title: 'Digest <1>',
              feeds: feeds.map(([url, title]) => ({ url, title, link: null })),
            },
          ])
          expect(readOpml(text)?.entries.map(({ address }) => address)).toEqual(
            feeds.map(([url]) => url),
          )
        },
      ),
      { seed: 1, numRuns: 100 },
    )
  })

  it('names folders, feeds and their sites', () => {
    const text = writeOpml('Harbour', [
      {
        title: 'News',
        feeds: [{ title: 'A', url: 'https://a.example/feed', link: 'https://a.example/' }],
      },
    ])
    expect(text).toContain('<title>Harbour</title>')
    expect(text).toContain('htmlUrl="https://a.example/"')
  })
})
