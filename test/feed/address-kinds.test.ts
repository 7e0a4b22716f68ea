/** Addresses and short names of well-known sites lead to their feeds without a question. */
import { describe, expect, it } from 'vitest'
import { leadOf, spelledLead } from '../../src/feed/address-kinds.ts'

const CHANNEL = 'UCabcdefghijklmnopqrstuv'
const YOUTUBE = 'https://www.youtube.com/feeds/videos.xml'
const feed = (url: string) => ({ kind: 'feed', url })

describe('an address of a well-known site', () => {
  it.each([
    [`https://www.youtube.com/channel/${CHANNEL}`, `${YOUTUBE}?channel_id=${CHANNEL}`],
    [`https://m.youtube.com/channel/${CHANNEL}/videos`, `${YOUTUBE}?channel_id=${CHANNEL}`],
    ['https://www.youtube.com/playlist?list=PLabc_1-2', `${YOUTUBE}?playlist_id=PLabc_1-2`],
    ['https://www.youtube.com/user/harbourfilms', `${YOUTUBE}?user=harbourfilms`],
    ['https://github.com/tides/charts', 'https://github.com/tides/charts/releases.atom'],
    ['https://github.com/tides/charts.git', 'https://github.com/tides/charts/releases.atom'],
    ['https://github.com/tides/charts/releases', 'https://github.com/tides/charts/releases.atom'],
    ['https://github.com/tides/charts/tags', 'https://github.com/tides/charts/tags.atom'],
    [
      'https://github.com/tides/charts/commits/main',
      'https://github.com/tides/charts/commits/main.atom',
    ],
    ['https://github.com/tides', 'https://github.com/tides.atom'],
    ['https://www.reddit.com/r/sailing/', 'https://www.reddit.com/r/sailing/.rss'],
    [
      'https://old.reddit.com/r/sailing/top/?t=day',
      'https://www.reddit.com/r/sailing/top/.rss?t=day',
    ],
    ['https://reddit.com/u/skipper', 'https://www.reddit.com/user/skipper/.rss'],
    ['https://bsky.app/profile/harbour.example', 'https://bsky.app/profile/harbour.example/rss'],
    ['https://news.ycombinator.com/', 'https://news.ycombinator.com/rss'],
    ['https://news.ycombinator.com/newest', 'https://hnrss.org/newest'],
    ['https://news.ycombinator.com/item?id=42', 'https://hnrss.org/item?id=42'],
    ['https://news.ycombinator.com/user?id=skipper', 'https://hnrss.org/user?id=skipper'],
    ['https://note.com/minato_dev', 'https://note.com/minato_dev/rss'],
    ['https://note.com/minato_dev/n/n0123456789ab', 'https://note.com/minato_dev/rss'],
    ['https://qiita.com/', 'https://qiita.com/popular-items/feed'],
    ['https://qiita.com/tags/typescript', 'https://qiita.com/tags/typescript/feed.atom'],
    ['https://qiita.com/minato/items/0123', 'https://qiita.com/minato/feed.atom'],
    ['https://zenn.dev', 'https://zenn.dev/feed'],
    ['https://zenn.dev/minato/articles/abc', 'https://zenn.dev/minato/feed'],
    ['https://zenn.dev/topics/rust', 'https://zenn.dev/topics/rust/feed'],
    ['https://zenn.dev/p/minato_tech', 'https://zenn.dev/p/minato_tech/feed'],
    ['https://minato.hatenablog.com/entry/2026/01/01', 'https://minato.hatenablog.com/feed'],
    ['https://b.hatena.ne.jp/hotentry/it', 'https://b.hatena.ne.jp/hotentry/it.rss'],
    ['https://b.hatena.ne.jp/', 'https://b.hatena.ne.jp/hotentry.rss'],
    ['https://medium.com/@skipper', 'https://medium.com/feed/@skipper'],
    ['https://tides.substack.com/', 'https://tides.substack.com/feed'],
  ])('%s leads to its feed', (address, url) => {
    expect(leadOf(address)).toEqual(feed(url))
  })

  it.each([
    'https://www.youtube.com/@harbourfilms',
    'https://www.youtube.com/watch?v=abcdefghijk',
    'https://youtu.be/abcdefghijk?si=x',
    'https://www.youtube.com/c/HarbourFilms',
  ])('%s is looked at, since only the page names its channel', (page) => {
    expect(leadOf(page)).toEqual({ kind: 'youtube', page })
  })

  it('asks Apple for the feed of a show', () => {
    expect(leadOf('https://podcasts.apple.com/jp/podcast/minato/id1234567890?i=1')).toEqual({
      kind: 'itunes',
      url: 'https://itunes.apple.com/lookup?id=1234567890&entity=podcast',
    })
  })

  it('tries the feed of an account on any server before its page', () => {
    expect(leadOf('https://social.example/@skipper')).toEqual({
      kind: 'guess',
      url: 'https://social.example/@skipper.rss',
      page: 'https://social.example/@skipper',
    })
  })

  it.each([
    'https://github.com/tides/charts/releases.atom',
    'https://github.com/features/actions',
    'https://www.reddit.com/r/sailing/.rss',
    'https://news.ycombinator.com/rss',
    'https://note.com/minato_dev/rss',
    'https://zenn.dev/feed',
    'https://minato.hatenablog.com/rss',
    'https://social.example/@skipper.rss',
    `${YOUTUBE}?channel_id=${CHANNEL}`,
    'https://harbour.example/',
    'https://www.youtube.com/',
  ])('%s is taken as it is', (address) => {
    expect(leadOf(address)).toBeNull()
  })
})

describe('a short name', () => {
  it.each([
    ['r/sailing', 'https://www.reddit.com/r/sailing/.rss'],
    ['/r/sailing', 'https://www.reddit.com/r/sailing/.rss'],
    ['r/sailing/top', 'https://www.reddit.com/r/sailing/top/.rss'],
    ['u/skipper', 'https://www.reddit.com/user/skipper/.rss'],
    ['tides/charts', 'https://github.com/tides/charts/releases.atom'],
    ['hn', 'https://news.ycombinator.com/rss'],
  ])('%s leads to its feed', (typed, url) => {
    expect(spelledLead(typed)).toEqual(feed(url))
  })

  it('@name is a channel, and @name@host an account', () => {
    expect(spelledLead('@harbourfilms')).toEqual({
      kind: 'youtube',
      page: 'https://www.youtube.com/@harbourfilms',
    })
    expect(spelledLead('＠minato')).toEqual({
      kind: 'youtube',
      page: 'https://www.youtube.com/@minato',
    })
    expect(spelledLead('@skipper@Social.example')).toEqual({
      kind: 'guess',
      url: 'https://social.example/@skipper.rss',
      page: 'https://social.example/@skipper',
    })
  })

  it.each(['news', 'a/b/c', 'harbour news', 'skipper@harbour.example', '@everyone', '@here', '@'])(
    '%s is none',
    (typed) => {
      expect(spelledLead(typed)).toBeNull()
    },
  )
})
