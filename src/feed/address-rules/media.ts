/** Videos, podcasts and newsletters. Pure. */
import { type AddressRule, feedAt, isAt, isFile } from './rule.ts'

const YOUTUBE_FEED = 'https://www.youtube.com/feeds/videos.xml'
const CHANNEL = /^UC[\w-]{22}$/
/** Discord's own rings are no names. */
const HANDLE = /^@(?!(?:everyone|here)$)[\p{L}\p{N}._·-]{3,60}$/u

const youtubeFeed = (name: 'channel_id' | 'playlist_id' | 'user', value: string) =>
  feedAt(`${YOUTUBE_FEED}?${name}=${encodeURIComponent(value)}`)

/** Pages that lead to a channel without naming it in their address. */
const NAMING_PAGES = new Set(['watch', 'shorts', 'live', 'c', 'embed', 'v'])

/**
 * Channels (https://developers.google.com/youtube/v3/guides/push_notifications), playlists and users
 * (https://gist.github.com/tracend/d70ce06e3fe2683b6ade) have feeds by their id; a handle's or a video's page names its channel.
 */
export const youtube: AddressRule = {
  spelled: (typed) =>
    HANDLE.test(typed) ? { kind: 'youtube', page: `https://www.youtube.com/${typed}` } : null,
  at(url, [first = '', second = '']) {
    if (url.hostname === 'youtu.be') return { kind: 'youtube', page: url.href }
    if (!isAt(url, 'youtube.com', 'music.youtube.com')) return null
    if (first === 'channel' && CHANNEL.test(second)) return youtubeFeed('channel_id', second)
    if (first === 'user' && second !== '') return youtubeFeed('user', second)
    const list = url.searchParams.get('list')
    if (first === 'playlist' && list !== null) return youtubeFeed('playlist_id', list)
    if (first.startsWith('@') || NAMING_PAGES.has(first)) return { kind: 'youtube', page: url.href }
    return null
  },
}

const LOOKUP = 'https://itunes.apple.com/lookup'

/**
 * A show's page names its number; Apple's public look-up answers with the show's feed as `feedUrl`:
 * https://gist.github.com/enzzc/cb5966bda4c8229d3f526360e56010f1
 */
export const applePodcasts: AddressRule = {
  at(url, path) {
    if (!isAt(url, 'podcasts.apple.com', 'itunes.apple.com')) return null
    const id = path.map((part) => /^id(\d{1,15})$/.exec(part)?.[1]).find((part) => part)
    return id ? { kind: 'itunes', url: `${LOOKUP}?id=${id}&entity=podcast` } : null
  },
}

/** Writers, publications and tags: https://help.medium.com/hc/en-us/articles/214874118-RSS-feeds */
export const medium: AddressRule = {
  at(url, [first = '', second = '']) {
    if (!isAt(url, 'medium.com') || first === 'feed' || first === '') return null
    if (first === 'tag' && second !== '') return feedAt(`https://medium.com/feed/tag/${second}`)
    return feedAt(`https://medium.com/feed/${first}`)
  },
}

/** Every newsletter has its feed at `/feed`: README of https://github.com/Akagi201/rss. */
export const substack: AddressRule = {
  at: (url, path) =>
    /^(?!www\.)[\w-]+\.substack\.com$/.test(url.hostname) && path[0] !== 'feed' && !isFile(path)
      ? feedAt(`https://${url.hostname}/feed`)
      : null,
}
