import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFeed } from '../../src/feed/parse.ts'
import { repair } from '../../src/feed/repair/repair.ts'

const RSS = (inside: string) =>
  `<rss version="2.0"><channel><title>T</title>${inside}</channel></rss>`
const mended = (inside: string) => repair(RSS(inside)).xml

describe('mending', () => {
  it.each([
    [
      'a bare ampersand',
      '<item><title>a & b</title></item>',
      '<item><title>a &amp; b</title></item>',
    ],
    [
      'an address',
      '<item><link>/?a=1&copy=2</link></item>',
      '<item><link>/?a=1&amp;copy=2</link></item>',
    ],
    ['a bare <', '<item><title>1 < 2</title></item>', '<item><title>1 &lt; 2</title></item>'],
    ['a control character', '<item><title>a\x08b</title></item>', '<item><title>ab</title></item>'],
    ['a C1 control', '<item><title>\x93a\x94</title></item>', '<item><title>“a”</title></item>'],
    [
      'a reference to a C1 control',
      '<item><title>a&#150;b</title></item>',
      '<item><title>a–b</title></item>',
    ],
    [
      'a reference to nothing',
      '<item><title>&#0;&#xD800;</title></item>',
      '<item><title>\ufffd\ufffd</title></item>',
    ],
    [
      'a reference without its end',
      '<item><title>it&#8217s</title></item>',
      '<item><title>it&#8217;s</title></item>',
    ],
    [
      'markup in a text',
      '<item><description>a <b>b</b></description></item>',
      '<item><description><![CDATA[a <b>b</b>]]></description></item>',
    ],
    [
      'a lost end of a title',
      '<item><title>x<link>y</link></item>',
      '<item><title>x</title><link>y</link></item>',
    ],
    [
      'a lost end of an item',
      '<item><title>x</title><item><title>y</title></item>',
      '<item><title>x</title></item><item><title>y</title></item>',
    ],
    ['an end in other case', '<item><title>x</TITLE></item>', '<item><title>x</title></item>'],
    [
      'a value without quotes',
      '<item><enclosure url=a.png type="x"/></item>',
      '<item><enclosure url="a.png" type="x"></enclosure></item>',
    ],
    [
      'a CDATA section that is never closed',
      '<item><description><![CDATA[x</description></item><item><description><![CDATA[y]]></description></item>',
      '<item><description><![CDATA[x]]></description></item><item><description><![CDATA[y]]></description></item>',
    ],
    [
      'a comment',
      '<item><!-- <title>no</title> --><title>x</title></item>',
      '<item><title>x</title></item>',
    ],
  ])('mends %s', (_, broken, sound) => {
    expect(mended(broken)).toBe(RSS(sound))
  })

  it.each([
    ['a PHP warning', '<br />\n<b>Warning</b>: x in <b>/a.php</b> on line <b>3</b><br />\n'],
    ['a declaration and a document type', '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]>'],
    ['a comment that names the root', '<!-- <rss> -->'],
    ['text', 'loading & < …'],
  ])('leaves out %s before the root', (_, junk) => {
    expect(repair(junk + RSS('')).xml).toBe(RSS(''))
  })

  it('leaves out the half item of a document that breaks off', () => {
    const whole = RSS('<item><title>x</title></item><item><title>y</title></item>')
    expect(repair(whole.slice(0, whole.indexOf('y</title>')))).toMatchObject({
      xml: RSS('<item><title>x</title></item>'),
      isCut: true,
    })
  })

  it('knows a page from a feed', () => {
    const page = `<!doctype html><html><body><pre>${RSS('')}</pre></body></html>`
    expect(repair(page)).toMatchObject({ root: null, isHtml: true })
  })

  it('gives elements the names by which the parser knows them', () => {
    const atom =
      '<a:feed xmlns:a="http://www.w3.org/2005/Atom" xmlns:d="http://purl.org/dc/elements/1.1/"><a:entry><d:title>x</d:title></a:entry></a:feed>'
    expect(repair(atom).xml).toContain('<entry><dc:title>x</dc:title></entry></feed>')
  })
})

/** Pieces of which broken documents are made. */
const PIECES = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '=',
  '/',
  '!',
  '?',
  '-',
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '<?',
  '?>',
  '<!DOCTYPE',
  '[',
  ']',
  '<item>',
  '</item>',
  '<entry',
  '<title>',
  '</title>',
  '<title',
  '<content type="xhtml">',
  '</content>',
  '<div>',
  '</div>',
  '<rss>',
  '</rss>',
  '<channel>',
  '<feed xmlns:x="http://www.w3.org/2005/Atom">',
  '<x:entry>',
  '<link href="',
  '&#',
  '&#x',
  '&amp',
  ';',
  '\0',
  '\x85',
  '\ud800',
  'İ',
  '日本',
  ' ',
  '\n',
  'a',
  '1',
]
const document = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary' })), { maxLength: 80 })
  .map((pieces) => pieces.join(''))

/** Work of this thread alone, in ms: the machine may be busy. A little is not told from none. */
function workOn(piece: string, length: number): number {
  const broken = RSS(`<item><title>${piece.repeat(Math.ceil(length / piece.length))}`)
  const works = [0, 1].map(() => {
    const before = process.threadCpuUsage()
    repair(broken)
    const { user, system } = process.threadCpuUsage(before)
    return (user + system) / 1000
  })
  return Math.max(25, Math.min(...works))
}

const text = fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll(/[<>&\p{C}]/gu, ''))
const feed = fc
  .array(fc.record({ title: text, link: fc.webUrl(), html: text }), { maxLength: 5 })
  .map((items) =>
    RSS(
      items
        .map(
          ({ title, link, html }) =>
            `<item><title>${title} &amp; &#233;</title><link>${link.replaceAll('&', '&amp;')}</link><description><![CDATA[<p>${html}</p>]]></description></item>`,
        )
        .join(''),
    ),
  )

describe('whatever comes', () => {
  it('is read or refused, without a throw', async () => {
    await fc.assert(
      fc.asyncProperty(document, async (broken) => {
        const read = await parseFeed(new TextEncoder().encode(broken), {})
        expect(typeof read.ok).toBe('boolean')
      }),
      { numRuns: 1000 },
    )
  })

  it('costs work in step with its length, whatever is repeated in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 3 }),
        (pieces) => {
          const piece = pieces.join('')
          // Eight times the length is eight times the work; quadratic would be sixty-four times.
          expect(workOn(piece, 800_000) / workOn(piece, 100_000)).toBeLessThan(32)
        },
      ),
      {
        numRuns: 20,
        examples: [[['<!--']], [['<![CDATA[']], [['<title>']], [['<?']], [['</div>']], [['&#']]],
      },
    )
  })

  it('has as many ends as starts, in their order', () => {
    fc.assert(
      fc.property(document, (broken) => {
        const open: string[] = []
        const tags = repair(broken).xml.replaceAll(/<!\[CDATA\[[\s\S]*?\]\]>/g, '')
        for (const [, end, name = ''] of tags.matchAll(/<(\/?)([^\s<>/]+)[^<>]*>/g)) {
          if (end === '') open.push(name)
          else expect(open.pop()).toBe(name)
        }
        expect(open).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  it('stays as it is where it is a sound feed', () => {
    fc.assert(
      fc.property(feed, (sound) => {
        expect(repair(sound).xml).toBe(sound)
      }),
    )
  })
})
