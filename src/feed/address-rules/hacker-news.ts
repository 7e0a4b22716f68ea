/** Hacker News: its own feed for the front page, hnrss.org for the rest. https://hnrss.github.io Pure. */
import { type AddressRule, feedAt, isAt, isFile } from './rule.ts'

const FRONT_PAGE = 'https://news.ycombinator.com/rss'
const HNRSS = 'https://hnrss.org'

const LISTS: Record<string, string> = {
  newest: 'newest',
  best: 'best',
  ask: 'ask',
  show: 'show',
  jobs: 'jobs',
  active: 'active',
  newcomments: 'newcomments',
}

export const hackerNews: AddressRule = {
  spelled: (typed) => (/^(?:hacker ?news|hn)$/i.test(typed) ? feedAt(FRONT_PAGE) : null),
  at(url, path) {
    if (!isAt(url, 'news.ycombinator.com') || isFile(path) || path[0] === 'rss') return null
    const [page = ''] = path
    const id = url.searchParams.get('id')
    if (page === 'item' && id !== null) return feedAt(`${HNRSS}/item?id=${encodeURIComponent(id)}`)
    if (page === 'user' && id !== null) return feedAt(`${HNRSS}/user?id=${encodeURIComponent(id)}`)
    const list = LISTS[page]
    return feedAt(list === undefined ? FRONT_PAGE : `${HNRSS}/${list}`)
  },
}
