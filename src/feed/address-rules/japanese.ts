/**
 * Blogs and bookmarks that Japanese servers read. Pure.
 *
 * Many such addresses stand in the public list of https://github.com/yamadashy/tech-blog-rss-feed
 * (src/resources/feed-info-list.ts); docs/address-rules.md has the source of each rule.
 */
import { type AddressRule, feedAt, isAt, isFile } from './rule.ts'

const NAME = /^[\w-]{1,64}$/

/** `note.com/<name>/rss` (https://www.du-soleil.com/entry/note-following-feed); an article's page leads to its writer's feed. */
export const note: AddressRule = {
  at(url, [first = '', second]) {
    if (!isAt(url, 'note.com') || !NAME.test(first) || second === 'rss') return null
    const isListing = first === 'topic' || first === 'search' || first === 'hashtag'
    return isListing ? null : feedAt(`https://note.com/${first}/rss`)
  },
}

/** Tags and people at `/feed.atom` (https://qiita.com/KEINOS/items/f0a5bce2fa9cfec85f8b); the site itself stands for what is read most. */
export const qiita: AddressRule = {
  at(url, path) {
    if (!isAt(url, 'qiita.com') || path.at(-1) === 'feed' || isFile(path)) return null
    const [first = '', second] = path
    if (first === '' || first === 'trend') return feedAt('https://qiita.com/popular-items/feed')
    if (first === 'tags' && second) return feedAt(`https://qiita.com/tags/${second}/feed.atom`)
    if (first === 'advent-calendar') return feedAt(`https://qiita.com/${path.join('/')}/feed`)
    return NAME.test(first) ? feedAt(`https://qiita.com/${first}/feed.atom`) : null
  },
}

/** People, publications (`p`) and topics at `/feed`: https://zenn.dev/zenn/articles/zenn-feed-rss */
export const zenn: AddressRule = {
  at(url, path) {
    if (!isAt(url, 'zenn.dev') || path.at(-1) === 'feed') return null
    const [first = '', second] = path
    const isGroup = first === 'p' || first === 'topics'
    const of = isGroup ? [first, second] : [first]
    const named = of.filter((part) => part !== undefined && part !== '')
    if (isGroup && named.length < 2) return null
    return feedAt(['https://zenn.dev', ...named, 'feed'].join('/'))
  },
}

const BLOG_HOSTS = /^[\w-]+\.(?:hatenablog\.(?:com|jp)|hatenadiary\.(?:com|jp|org)|hateblo\.jp)$/

/**
 * Blogs at `/feed` (Atom); popular and new bookmarks at the listing's address with `.rss`.
 * http://tar.blogru.me/entry/2014/04/03/024738 · https://b.hatena.ne.jp/hotentry/it.rss
 */
export const hatena: AddressRule = {
  at(url, path) {
    if (BLOG_HOSTS.test(url.hostname)) {
      return path[0] === 'feed' || path[0] === 'rss' ? null : feedAt(`${url.origin}/feed`)
    }
    if (url.hostname !== 'b.hatena.ne.jp' || isFile(path)) return null
    const [first = 'hotentry', second] = path
    if (first !== 'hotentry' && first !== 'entrylist') return null
    const listing = second ? `${first}/${second}` : first
    return feedAt(`https://b.hatena.ne.jp/${listing}.rss`)
  },
}
