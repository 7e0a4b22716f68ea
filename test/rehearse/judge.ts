/** What a year comes to: every piece of news that was owed stands in one digest of its order, and in the order in which it came. */
import { hasSlotBetween } from './calendar.ts'
import type { Item, Site } from './feeds.ts'
import type { Observer, Post } from './observer.ts'
import { DAY, HOUR, MINUTE, type Order, type Stage, termsDuring } from './stage.ts'

/** A week between two days of a digest, a day of retries, some days of downtime. */
const BY_THEN = 12 * DAY

type Seen = { cards: Post[]; listed: Post[] }

/** Gives where an order's digests have each address. */
function seenIn(posts: readonly Post[]): Map<string, Seen> {
  const seen = new Map<string, Seen>()
  const at = (url: string) => {
    const known = seen.get(url) ?? { cards: [], listed: [] }
    seen.set(url, known)
    return known
  }
  for (const post of posts) {
    for (const url of post.cards) at(url).cards.push(post)
    for (const url of post.listed ?? []) at(url).listed.push(post)
  }
  return seen
}

/** Of what it tells twice (a new name, another site) the second telling stands behind the button at most. */
function tellingsOf({ sites }: Order, url: string): number {
  return sites.reduce((sum, { names }) => sum + (names.get(url)?.size ?? 0), 0)
}

/** When it could be read first, and what it says of its time. */
type Came = { at: number; date: number }

/** What goes on after a pause begins with the last day before its next digest. */
const isExcused = (order: Order, posts: readonly Post[], { at, date }: Came): boolean =>
  order.excuses.some(({ from, to }) => {
    const last = posts.findLast((post) => post.at < from)
    const begin = (last?.slot ?? order.since) - HOUR
    if (to === null) return at >= begin
    const next = posts.find((post) => post.at > to)
    return at >= begin && (at <= to + HOUR || date <= (next?.at ?? Number.POSITIVE_INFINITY) - DAY)
  })

/** A digest that was composed and not sent when the machine went off for long is given up at the first failure afterwards. */
const isGivenUp = ({ downs }: Stage, order: Order, posts: readonly Post[], at: number): boolean =>
  downs.some(({ from, to }) => {
    if (at > from || (to ?? Number.POSITIVE_INFINITY) - from < 20 * HOUR) return false
    const last = posts.findLast((post) => post.at <= from)
    const since = (last?.slot ?? order.since) + MINUTE
    return (
      at >= since - HOUR &&
      termsDuring(order, since, from).some((one) => hasSlotBetween(since, from, one))
    )
  })

const passes = ({ topic }: Item, without: readonly string[]) => !without.includes(topic)

function isOwed(stage: Stage, order: Order, posts: readonly Post[], item: Item): boolean {
  const { servedAt } = item
  const first = posts[0]
  if (servedAt === null || first === undefined || servedAt <= first.at) return false
  if (servedAt > stage.clock.now() - BY_THEN) return false
  if (order.endedAt !== null && order.endedAt < servedAt + BY_THEN) return false
  if (isGivenUp(stage, order, posts, servedAt)) return false
  if (isExcused(order, posts, { at: servedAt, date: item.since })) return false
  return termsDuring(order, servedAt, servedAt + BY_THEN).every(({ without }) =>
    passes(item, without),
  )
}

/** What stands on a card in the channel already is not told there again by another digest. */
function stoodThere(observer: Observer, order: Order, url: string): boolean {
  const channels = new Set(order.terms.map(({ channelId }) => channelId))
  return (observer.cards.get(url) ?? []).some((post) =>
    post.order.terms.some(({ channelId }) => channels.has(channelId)),
  )
}

const isForgotten = (posts: readonly Post[], url: string) =>
  posts.some(({ forgotten }) => forgotten.has(url))

type Case = { site: Site; item: Item; posts: Post[] }

const nameOf = ({ id }: Order, { url, servedAt }: Item) =>
  `order ${id}: ${url}, served ${new Date(servedAt ?? 0).toISOString()}`

function judgeMissing(stage: Stage, order: Order, { site, item, posts }: Case) {
  const { observer } = stage
  if (site.down.has(item.url) || !isOwed(stage, order, posts, item)) return
  if (isForgotten(posts, item.url)) return
  if (!stoodThere(observer, order, item.url)) observer.blame('lost', nameOf(order, item))
}

function judgeSeen({ observer }: Stage, order: Order, { item, cards, listed }: Case & Seen) {
  const all = [...cards, ...listed]
  const where = `${nameOf(order, item)} in ${all.map(({ key }) => key)}`
  const channels = new Set(cards.map(({ channelId }) => channelId)).size
  if (cards.length > channels || all.length > tellingsOf(order, item.url)) {
    observer.blame('doubled', where)
  }
  const [post] = all
  const held = post ? termsDuring(order, (item.servedAt ?? 0) - HOUR, post.at) : []
  if (held.length > 0 && held.every(({ without }) => !passes(item, without))) {
    observer.blame('filtered', where)
  }
}

/** What came earlier stands in no later digest than what came after it from the same site. */
function judgeOrder(
  { observer }: Stage,
  order: Order,
  site: Site,
  { seen, posts }: { seen: ReadonlyMap<string, Seen>; posts: readonly Post[] },
) {
  let last: { item: Item; slot: number } | null = null
  const isTwice = ({ isServedAnew, url }: Item) => isServedAnew || isForgotten(posts, url)
  for (const item of site.all.filter((one) => !isTwice(one))) {
    const at = seen.get(item.url)
    if (at === undefined || item.servedAt === null || tellingsOf(order, item.url) > 1) continue
    const slot = Math.min(...[...at.cards, ...at.listed].map((post) => post.slot))
    if (last && slot < last.slot && item.servedAt > (last.item.servedAt ?? 0)) {
      observer.blame('out-of-order', `order ${order.id}: ${item.url} before ${last.item.url}`)
    }
    if (last === null || slot > last.slot) last = { item, slot }
  }
}

/** Told of trouble and of its end, each once for each time that a site failed for most of a day or fell silent. */
function judgeNotices({ observer, houses, orders, counts }: Stage) {
  for (const house of houses) {
    const sites = new Set(
      [...orders.values()].filter((one) => one.house === house).flatMap((one) => one.sites),
    )
    const incidents = [...sites].reduce((sum, site) => sum + incidentsOf(site), 0)
    const told = observer.notices.get(house.id)?.length ?? 0
    counts['notices'] = (counts['notices'] ?? 0) + told
    if (told > 2 * incidents) observer.blame('notices', `${told} for ${incidents} incidents`)
  }
}

const SILENT = 14 * DAY

function incidentsOf({ failures, all }: Site): number {
  const failed = failures.filter(
    ({ from, to }) => (to ?? Number.POSITIVE_INFINITY) - from > 20 * HOUR,
  )
  const silent = all.filter((one, n) => {
    const next = all[n + 1]
    return next !== undefined && (next.servedAt ?? next.date) - one.date > SILENT
  })
  return failed.length + silent.length + 1
}

function judgeDigests(stage: Stage, order: Order): void {
  const posts = stage.observer.byOrder.get(order.id) ?? []
  const seen = seenIn(posts)
  for (const site of order.sites) {
    for (const item of site.all) {
      const one = seen.get(item.url)
      if (one === undefined) judgeMissing(stage, order, { site, item, posts })
      else judgeSeen(stage, order, { site, item, posts, ...one })
    }
    judgeOrder(stage, order, site, { seen, posts })
  }
}

/** Looks at all that was published and posted. */
export function judge(stage: Stage): void {
  for (const order of stage.orders.values()) judgeDigests(stage, order)
  judgeNotices(stage)
  const { posts } = stage.observer
  if (posts.length === 0) stage.observer.blame('lost', 'all: not one digest was posted')
}
