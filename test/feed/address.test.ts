import { describe, expect, it } from 'vitest'
import { baseAddress, feedAddress, shownAddress } from '../../src/feed/address.ts'

describe('feedAddress', () => {
  it.each([
    ['https://example.com/feed', 'https://example.com/feed'],
    ['example.com/feed', 'https://example.com/feed'],
    [' <https://example.com/a#b> ', 'https://example.com/a'],
    ['feed://example.com/rss', 'https://example.com/rss'],
    ['feed:https://example.com/rss', 'https://example.com/rss'],
    ['http://127.0.0.1:8080/x', 'http://127.0.0.1:8080/x'],
    ['例え.jp/フィード', 'https://xn--r8jz45g.jp/%E3%83%95%E3%82%A3%E3%83%BC%E3%83%89'],
  ])('reads %s', (typed, expected) => {
    expect(feedAddress(typed)).toBe(expected)
  })

  it.each([
    '',
    'news',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'ftp://example.com/x',
    'https://',
  ])('refuses %j', (typed) => {
    expect(feedAddress(typed)).toBeNull()
  })
})

describe('shownAddress', () => {
  it.each([
    ['https://user:pw@news.example/feed/', 'news.example/feed'],
    ['https://news.example/feed?key=1', 'news.example/feed?…'],
    ['https://news.example/u/s3cretab12cd34ef56.rss', 'news.example/u/…'],
    ['https://news.example/u/x:s3cretab12cd34ef56@y', 'news.example/u/…'],
    ['https://news.example/feed;token=abc/rss', 'news.example/…/rss'],
  ])('shows %s to anyone as %s', (address, shown) => {
    expect(shownAddress(address)).toBe(shown)
  })
})

describe('the base of relative addresses', () => {
  it.each([
    ['https://a.example/blog/feed.xml', 'https://a.example/blog/feed.xml'],
    ['https://a.example/blog/feed?key=s3cret', 'https://a.example/blog/feed'],
    ['https://a.example/rss/kQ9xT4mZ7pL2vB8n/feed', 'https://a.example/rss/'],
    ['https://a.example/kQ9xT4mZ7pL2vB8n', 'https://a.example/'],
  ])('of %s holds no key', (address, expected) => {
    expect(baseAddress(address)).toBe(expected)
  })
})
