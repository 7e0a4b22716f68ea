import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { htmlToText } from '../../src/text/html.ts'
import { pageTitle } from '../../src/text/page-title.ts'

describe('the text of a page', () => {
  it('leaves out what site software puts around an article, by its names', () => {
    const parts = ['toc_container', 'sharedaddy', 'related-posts', 'breadcrumb', 'ad-label']
    for (const part of parts) {
      expect(htmlToText(`<p>a</p><div class="x ${part}"><p>b</p></div><p>c</p>`)).toBe('a\nc')
    }
  })

  it('keeps an article whose own element bears such a name', () => {
    expect(htmlToText('<div class="entry-content toc"><p>a</p></div>')).toBe('a')
    expect(htmlToText('<body class="sidebar"><main class="share"><p>a</p></main></body>')).toBe('a')
  })

  it('goes on after an element that was left out and never closed', () => {
    expect(htmlToText('<div><nav><ul><li>a</div><p>b</p>')).toBe('b')
    expect(htmlToText('<p>a<input><img src="x"></p><p>b</p>')).toBe('a\nb')
  })

  it('ends where a tag is cut off by the end of the document', () => {
    for (const cut of ['<a', '<a\n', '<div', '<li ', '<p class="x', '<!-- ', '<a href=']) {
      expect(htmlToText(`fog ${cut}`)).toBe('fog')
      expect(htmlToText(`<div><ul><li>fog ${cut}`)).toBe('fog')
    }
  })

  it('ends, whatever the markup', () => {
    const piece = fc.constantFrom(
      ...'<div> </div> <li> </li> <ul> </ul> <p> </p> <aside> </aside> <a </a> <td> </td> <blockquote> <pre> </pre> <br/> <script> </script> <!-- --> < > </ & x <x:p> " \n'.split(
        ' ',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect(typeof htmlToText(pieces.join(''))).toBe('string')
      }),
      { numRuns: 1_000, seed: 26 },
    )
  })

  it('keeps the lines of preformatted text', () => {
    expect(htmlToText('<pre>a\nb</pre><p>c\nd</p>')).toBe('a\nb\nc d')
  })
})

describe('the title of a page', () => {
  const page = (head: string) => `<!doctype html><html><head>${head}</head><body><p>x</p></body>`

  it.each([
    ['<meta property="og:title" content="Ferry &amp; harbour"><title>x</title>', 'Ferry & harbour'],
    ['<title>Ferry - again | Port News</title>', 'Ferry - again'],
    ['<title>Ferry</title><meta property="og:site_name" content="Port">', 'Ferry'],
    ['<title>Ferry – Port</title><meta property="og:site_name" content="Port">', 'Ferry'],
    ['<title>Port</title><meta property="og:site_name" content="Port">', 'Port'],
    ['<title> </title>', null],
    ['', null],
  ])('in %j is %j', (head, title) => {
    expect(pageTitle(page(head))).toBe(title)
  })

  it('is not looked for in a fragment', () => {
    expect(pageTitle('<p>x</p><title>y</title>')).toBe(null)
  })
})
