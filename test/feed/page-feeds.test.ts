/** What a site's page says of its feeds. */
import { describe, expect, it } from 'vitest'
import {
  channelFeedOf,
  feedsOfPage,
  podcastFeedOf,
  usualAddresses,
} from '../../src/feed/page-feeds.ts'

const PAGE = 'https://harbour.example/blog/tides.html'
const head = (links: string) => `<!doctype html><html><head>${links}</head><body></body></html>`
const urls = (html: string) => feedsOfPage(html, PAGE).map(({ url }) => url)

describe('the feeds of a page', () => {
  it('are those that its head names, with their titles', () => {
    const html = head(
      `<link rel="alternate" type="application/rss+xml" title="Harbour &amp; Tides" href="/feed.xml">
       <LINK REL='alternate feed' TYPE='application/feed+json' TITLE='Notes' HREF='notes.json'>
       <link rel=alternate type=application/atom+xml href=https://other.example/atom>`,
    )
    expect(feedsOfPage(html, PAGE)).toEqual([
      { url: 'https://harbour.example/feed.xml', title: 'Harbour & Tides' },
      { url: 'https://harbour.example/blog/notes.json', title: 'Notes' },
      { url: 'https://other.example/atom', title: null },
    ])
  })

  it('are resolved against the base of the page', () => {
    const html = head(
      '<base href="https://cdn.harbour.example/site/"><link rel="alternate" type="application/rss+xml" href="feed">',
    )
    expect(urls(html)).toEqual(['https://cdn.harbour.example/site/feed'])
  })

  it('end with those of comments', () => {
    const html = head(
      `<link rel="alternate" type="application/rss+xml" title="Tides » Comments Feed" href="/comments/feed/">
       <link rel="alternate" type="application/rss+xml" title="News" href="/news/feed/">
       <link rel="alternate" type="application/rss+xml" title="Tides" href="/feed/">`,
    )
    expect(urls(html)).toEqual([
      'https://harbour.example/news/feed/',
      'https://harbour.example/feed/',
      'https://harbour.example/comments/feed/',
    ])
  })

  it('stand once, though the site offers them in two formats', () => {
    const html = head(
      `<link rel="alternate" type="application/rss+xml" title="Tides RSS 2.0" href="/rss.xml">
       <link rel="alternate" type="application/atom+xml" title="Tides (Atom)" href="/atom.xml">
       <link rel="alternate" type="application/rss+xml" title="Ships RSS" href="/ships.xml">`,
    )
    expect(urls(html)).toEqual([
      'https://harbour.example/rss.xml',
      'https://harbour.example/ships.xml',
    ])
  })

  it('are not other languages, oEmbed, an API or an address that is not for the web', () => {
    const html = head(
      `<link rel="alternate" hreflang="ja" href="/ja/">
       <link rel="alternate" type="application/json+oembed" href="/oembed?url=x">
       <link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">
       <link rel="stylesheet" type="text/xml" href="/feed.css">
       <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
       <link rel="alternate" type="application/rss+xml" href="https://user:secret@harbour.example/feed">`,
    )
    expect(urls(html)).toEqual([])
  })

  it('are looked for among its links where its head names none', () => {
    const html = `${head('')}<a href="/about">About</a><a href="/rss.xml?lang=en">RSS</a><a href="/feed/">Feed</a>`
    expect(urls(html)).toEqual([
      'https://harbour.example/rss.xml?lang=en',
      'https://harbour.example/feed/',
    ])
  })

  it('are found within seconds in a page of any size and shape', () => {
    const before = process.cpuUsage()
    for (const html of [
      '<link '.repeat(300_000),
      '<'.repeat(1_000_000),
      '<a href=x>'.repeat(200_000),
      '<div>'.repeat(400_000),
      '<svg><a>'.repeat(200_000),
    ]) {
      feedsOfPage(html, PAGE)
    }
    // Of the processor, not of the clock: the machine may be busy with others.
    expect(process.cpuUsage(before).user).toBeLessThan(3_000_000)
  })
})

describe('a page of YouTube', () => {
  const id = 'UCabcdefghijklmnopqrstuv'
  it.each([
    `<link rel="alternate" type="application/rss+xml" title="RSS" href="https://www.youtube.com/feeds/videos.xml?channel_id=${id}">`,
    `<meta itemprop="identifier" content="${id}">`,
    `<script>var data = {"channelId":"${id}","title":"Harbour"}</script>`,
  ])('names its channel in %s', (part) => {
    expect(channelFeedOf(`<html><head>${part}</head></html>`)).toBe(
      `https://www.youtube.com/feeds/videos.xml?channel_id=${id}`,
    )
  })

  it('of no channel leads nowhere', () => {
    expect(channelFeedOf('<html><title>YouTube</title></html>')).toBeNull()
  })
})

describe('the answer of Apple', () => {
  it('names the feed of a show', () => {
    const json =
      '{"resultCount":1,"results":[{"kind":"podcast","collectionName":"Minato FM","feedUrl":"https://minato.example/rss"}]}'
    expect(podcastFeedOf(json)).toEqual({ url: 'https://minato.example/rss', title: 'Minato FM' })
  })

  it.each(['{"resultCount":0,"results":[]}', '{"results":[{"feedUrl":7}]}', 'null', '<html>'])(
    '%s names none',
    (json) => {
      expect(podcastFeedOf(json)).toBeNull()
    },
  )
})

describe('the usual addresses', () => {
  it('stand beside the page first, then at the root of its site', () => {
    const all = usualAddresses('https://harbour.example/blog/')
    expect(all.slice(0, 3)).toEqual([
      'https://harbour.example/blog/atom.xml',
      'https://harbour.example/blog/feed.xml',
      'https://harbour.example/blog/feed/',
    ])
    expect(all).toContain('https://harbour.example/rss.xml')
    expect(usualAddresses('https://harbour.example/')).toHaveLength(8)
  })
})
