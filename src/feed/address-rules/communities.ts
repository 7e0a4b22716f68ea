/** GitHub, Reddit, Mastodon and Bluesky. Pure. */
import { type AddressRule, feedAt, isAt, isFile, type Lead } from './rule.ts'

const OWNER = /^[a-z\d](?:[a-z\d-]{0,38})$/i
const REPO = /^[\w.-]{1,100}$/

/** First parts of GitHub's own pages: nobody's names. */
const GITHUB_PAGES = new Set(
  'about apps collections contact customer-stories enterprise events explore features issues join login marketplace new notifications orgs pricing pulls search security settings signup site sponsors stars topics trending'.split(
    ' ',
  ),
)

/**
 * A repository's releases and tags (https://github.com/orgs/community/discussions/128589) or commits; a person's page has
 * what they did at `.atom` (https://wwsun.github.io/wiki/Github).
 */
function githubFeed(owner: string, repo: string, rest: readonly string[]): Lead {
  const base = `https://github.com/${owner}/${repo.replace(/\.git$/, '')}`
  const [what = '', ...more] = rest
  if (what === 'tags') return feedAt(`${base}/tags.atom`)
  if (what === 'commits' || what === 'tree') {
    return feedAt(`${base}/commits${more.length > 0 ? `/${more.join('/')}` : ''}.atom`)
  }
  return feedAt(`${base}/releases.atom`)
}

export const github: AddressRule = {
  spelled(typed) {
    const [owner = '', repo = '', ...more] = typed.split('/')
    const isRepository = more.length === 0 && OWNER.test(owner) && REPO.test(repo)
    // One letter and a name is a community or a user elsewhere.
    return isRepository && owner.length > 1 ? githubFeed(owner, repo, []) : null
  },
  at(url, path) {
    if (!isAt(url, 'github.com') || isFile(path)) return null
    const [owner = '', repo, ...rest] = path
    if (!OWNER.test(owner) || GITHUB_PAGES.has(owner.toLowerCase())) return null
    if (repo === undefined) return feedAt(`https://github.com/${owner}.atom`)
    return REPO.test(repo) ? githubFeed(owner, repo, rest) : null
  },
}

const SUBREDDIT = /^\/?r\/([\w+]{2,100})(?:\/(hot|new|top|rising|best|controversial))?\/?$/i
const REDDITOR = /^\/?u(?:ser)?\/([\w-]{2,40})\/?$/i

const redditFeed = (path: string, search = '') =>
  feedAt(`https://www.reddit.com/${path}/.rss${search}`)

/** Any listing of Reddit has its feed at `.rss`: README of https://github.com/Alafazam/feedreader. */
export const reddit: AddressRule = {
  spelled(typed) {
    const [, name, order] = SUBREDDIT.exec(typed) ?? []
    if (name) return redditFeed(order ? `r/${name}/${order.toLowerCase()}` : `r/${name}`)
    const user = REDDITOR.exec(typed)?.[1]
    return user ? redditFeed(`user/${user}`) : null
  },
  at(url, path) {
    if (!isAt(url, 'reddit.com') || isFile(path)) return null
    if (path.length === 0) return redditFeed('r/popular')
    const listing = path[0] === 'r' || path[0] === 'user' || path[0] === 'u'
    if (!listing || path.length < 2) return null
    return redditFeed(path.map((part) => (part === 'u' ? 'user' : part)).join('/'), url.search)
  },
}

const ACCOUNT = /^@?([\w.-]{1,64})@([a-z\d-]+(?:\.[a-z\d-]+)+)$/i

/**
 * A public account of Mastodon has its feed at its address with `.rss` (https://zulip.com/integrations/mastodon); a page
 * of another software at `/@name` is looked at.
 */
export const mastodon: AddressRule = {
  spelled(typed) {
    const [, user, host] = ACCOUNT.exec(typed) ?? []
    if (!user || !host || !typed.startsWith('@')) return null
    const page = `https://${host.toLowerCase()}/@${user}`
    return { kind: 'guess', url: `${page}.rss`, page }
  },
  at(url, [first = '', ...more]) {
    if (!/^@[\w.-]{1,64}$/.test(first) || more.length > 0 || isFile([first])) return null
    const page = `${url.origin}/${first}`
    return { kind: 'guess', url: `${page}.rss`, page }
  },
}

/** https://github.com/bluesky-social/social-app/issues/1491, and 7852 for the address. */
export const bluesky: AddressRule = {
  at(url, [first, handle]) {
    if (!isAt(url, 'bsky.app') || first !== 'profile' || !handle) return null
    return feedAt(`https://bsky.app/profile/${handle}/rss`)
  },
}
