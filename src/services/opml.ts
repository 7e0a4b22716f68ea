/**
 * Takes a list of feeds in, and gives one out.
 *
 *   list ─→ entries ─→ each: address ─→ ask ─→ one transaction: the feed and its articles     (bad ones are listed)
 *        └→ at the end one transaction: the subscription with all that are good
 *
 * A feed that only fails at the moment is kept, and asked again like any other; one that cannot be a feed is not.
 */
import { feedAddress } from '../feed/address.ts'
import { decode } from '../feed/decode.ts'
import { ensureFeed, feedsById, findFeed } from '../feed/feed-table.ts'
import { LONGEST_OPML, type OpmlEntry, type OpmlList, readOpml, writeOpml } from '../feed/opml.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import type { FeedError } from '../model/feed.ts'
import { feedIdsOf, subscriptionsOf } from '../subscription/subscription-table.ts'
import { isAdultFeed } from './adult.ts'
import { askFeed } from './ask-feed.ts'
import type { Deps } from './deps.ts'
import { checkOrder, type Terms } from './order-terms.ts'
import type {
  BadEntry,
  Exported,
  Imported,
  ImportOrder,
  ImportProblem,
  ImportProgress,
  OrderInput,
} from './orders.ts'
import { placeOrder } from './place-order.ts'
import { storePoll } from './poll.ts'
import { subscribedOf } from './subscribe.ts'
import { enrichingOf } from './want.ts'

const AT_ONCE = 16
/** Feeds that were not asked by then are kept and asked later: the answer must come while its token is good. */
const ASKING_MS = 10 * 60_000

/** Subscribes a channel to the feeds of a list; `told` hears how far it is. */
export async function importOpml(
  deps: Deps,
  { order, caller }: { order: ImportOrder; caller: Caller },
  told: (progress: ImportProgress) => void,
): Promise<Result<Imported, ImportProblem>> {
  const terms = await checkOrder(deps, order, caller)
  if (!terms.ok) return terms
  const list = await listIn(deps, order.file)
  if (!list.ok) return list
  const { addresses, bad } = addressesIn(list.value)
  const mayBeAdult = caller.ageRestricted(order.channel.id)
  const read = await readAll({ ...deps, mayBeAdult }, addresses, told)
  const allBad = [...bad, ...read.bad]
  if (read.feedIds.length === 0) return fail({ kind: 'no-good-feed', bad: allBad })
  const title = list.value.title ?? order.file.name.replace(/\.\w+$/, '')
  const placed = await place(deps, {
    input: order,
    caller,
    terms: terms.value,
    feedIds: read.feedIds,
    title,
  })
  return ok({ ...placed, ...read, bad: allBad, left: list.value.left, feeds: read.feedIds.length })
}

async function place(
  deps: Deps,
  order: { input: OrderInput; caller: Caller; terms: Terms; feedIds: number[]; title: string },
) {
  const now = deps.clock.now()
  const placed = await deps.db.tx((tx) => placeOrder(tx, { ...order, now }))
  return subscribedOf(deps, placed, { ...order.terms, caller: order.caller })
}

async function listIn(
  deps: Deps,
  file: ImportOrder['file'],
): Promise<Result<OpmlList, ImportProblem>> {
  if (file.size > LONGEST_OPML) return fail({ kind: 'list-too-large' })
  const fetched = await deps.fetch(file.url, { maxBytes: LONGEST_OPML })
  if (!fetched.ok) {
    const tooLarge = fetched.error.kind === 'too-large'
    return fail({ kind: tooLarge ? 'list-too-large' : 'no-list' })
  }
  const { body, status, headers } = fetched.value
  const list =
    status === 200 ? readOpml(decode(body, headers.get('content-type') ?? undefined)) : null
  return list === null || list.entries.length === 0 ? fail({ kind: 'no-list' }) : ok(list)
}

type Wanted = { title: string | null; url: string }

/** Each address once; entries without one are bad. */
function addressesIn({ entries }: OpmlList): { addresses: Wanted[]; bad: BadEntry[] } {
  const wanted = new Map<string, Wanted>()
  const bad: BadEntry[] = []
  for (const { title, address } of entries) {
    const url = feedAddress(address)
    if (url === null) bad.push(badAddress({ title, address }))
    else if (!wanted.has(url)) wanted.set(url, { title, url })
  }
  return { addresses: [...wanted.values()], bad }
}

const badAddress = ({ title, address }: OpmlEntry): BadEntry => ({
  title,
  address,
  error: { kind: 'bad-address', message: 'The entry has no address of a feed.' },
})

type AllRead = { feedIds: number[]; failing: number; bad: BadEntry[] }

/** Whether the list's channel is one for adults. */
type ListDeps = Deps & { mayBeAdult: boolean }

async function readAll(
  deps: ListDeps,
  addresses: readonly Wanted[],
  told: (progress: ImportProgress) => void,
): Promise<AllRead> {
  const until = deps.clock.now() + ASKING_MS
  const ids: (number | null)[] = []
  const all: AllRead = { feedIds: [], failing: 0, bad: [] }
  const waiting = [...addresses.entries()]
  let done = 0
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, wanted] = next
      const read =
        deps.clock.now() < until ? await readOne(deps, wanted.url) : await keep(deps, wanted.url)
      ids[index] = read.feedId
      if (read.feedId === null)
        all.bad.push({ title: wanted.title, address: wanted.url, error: read.error })
      else if (read.failing) all.failing += 1
      done += 1
      told({ done, total: addresses.length })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  all.feedIds = ids.filter((id) => id !== null && id !== undefined)
  return all
}

type OneRead = { feedId: number; failing: boolean } | { feedId: null; error: BadEntry['error'] }

async function readOne(deps: ListDeps, url: string): Promise<OneRead> {
  const outcome = await askFeed(deps, url, await findFeed(deps.db, url))
  if (!outcome.ok && !isPassing(outcome.error)) return { feedId: null, error: outcome.error }
  if (outcome.ok && !deps.mayBeAdult && (await isAdultFeed(deps, { url, outcome }))) {
    return { feedId: null, error: { kind: 'adult', message: 'The feed is one for adults.' } }
  }
  const now = deps.clock.now()
  const feedId = await deps.db.tx(async (tx) => {
    const feed = await ensureFeed(tx, url, now)
    await storePoll(tx, { feed, outcome, now, random: deps.random, enriching: enrichingOf(deps) })
    return feed.id
  })
  return { feedId, failing: !outcome.ok }
}

/** Whether a feed may be well again by itself. */
const isPassing = ({ kind, status = 0 }: FeedError): boolean =>
  kind === 'timeout' ||
  kind === 'unreachable' ||
  (kind === 'http-error' && (status === 429 || status >= 500))

async function keep(deps: Deps, url: string): Promise<OneRead> {
  const feed = await deps.db.tx((tx) => ensureFeed(tx, url, deps.clock.now()))
  return { feedId: feed.id, failing: false }
}

/** Gives the feeds of the digests that are the caller's to look after, a folder each; null where there are none. */
export async function exportOpml(deps: Deps, caller: Caller): Promise<Exported | null> {
  const all = caller.guildId === null ? [] : await subscriptionsOf(deps.db, caller.guildId)
  const seen = all.filter(({ channelId }) => caller.tends(channelId))
  const folders = await Promise.all(
    seen.map(async ({ id, name }) => {
      const feeds = await feedsById(deps.db, await feedIdsOf(deps.db, id))
      return {
        title: name,
        feeds: feeds.map(({ title, url, link }) => ({ title: title ?? url, url, link })),
      }
    }),
  )
  if (folders.length === 0) return null
  const feeds = new Set(folders.flatMap((folder) => folder.feeds.map(({ url }) => url))).size
  return { name: 'feeds.opml', text: writeOpml('Chrysanthemum Digest', folders), feeds }
}
