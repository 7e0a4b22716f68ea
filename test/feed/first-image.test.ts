import { describe, expect, it } from 'vitest'
import { firstImage } from '../../src/feed/first-image.ts'
import { parseFeed } from '../../src/feed/parse.ts'

describe('the picture in an item’s HTML', () => {
  it('is the first that is no emoji, no counting pixel and no data', () => {
    const html =
      '<img class="wp-smiley" src="https://a.example/e.png"><img src="https://a.example/p.gif" width="1" height="1"><img src="data:image/png;base64,x"><p>x</p><img alt="" src="https://a.example/photo.jpg?a=1&amp;b=2">'
    expect(firstImage(html)).toBe('https://a.example/photo.jpg?a=1&b=2')
  })

  it('is what a page in it names for sharing where it has no other, in either order', () => {
    const page = (meta: string) => `<html><head>${meta}</head><body><p>x</p></body></html>`
    const address = 'https://a.example/shared.png'
    expect(firstImage(page(`<meta property="og:image" content="${address}">`))).toBe(address)
    expect(firstImage(page(`<meta content="${address}" property="og:image">`))).toBe(address)
    expect(firstImage(page('<meta property="og:title" content="x">'))).toBeUndefined()
    expect(firstImage(null)).toBeUndefined()
  })

  it('serves a JSON Feed too, whose item names none', async () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'x',
      items: [{ id: '1', content_html: '<p><img src="/one.png"></p>' }],
    }
    const parsed = await parseFeed(new TextEncoder().encode(JSON.stringify(feed)), {
      url: 'https://a.example/feed.json',
    })
    expect(parsed).toMatchObject({ value: { items: [{ image: 'https://a.example/one.png' }] } })
  })

  it('is looked for in steps with the length, whatever is repeated', () => {
    for (const piece of ['<meta ', '<img ', '<meta content="', '<meta property="og:image" '])
      expect(firstImage(`og:image${piece.repeat(20_000)}`)).toBeUndefined()
  })
})
