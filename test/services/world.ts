/** A bot without Discord: the real services over SQLite in memory, a moved clock, feeds and channels in the test's hand. */
import { PAGES } from '../../config/page-limits.ts'
import { Breaker } from '../../src/delivery/breaker.ts'
import type {
  FollowUpResult,
  MessageEdit,
  SendMessage,
  SendResult,
} from '../../src/delivery/send-message.ts'
import type { Fetch } from '../../src/fetch/fetch.ts'
import { MovedClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { ok } from '../../src/lib/result.ts'
import type { Caller } from '../../src/model/caller.ts'
import type { MessagePayload } from '../../src/model/message.ts'
import { createServices } from '../../src/services/create-services.ts'
import { deliverDue } from '../../src/services/deliver.ts'
import type { DeliverDeps, Deps, FollowUpDeps } from '../../src/services/deps.ts'
import { composeDue } from '../../src/services/digest.ts'
import { enrichDue } from '../../src/services/enrich.ts'
import { followUpDue } from '../../src/services/follow-up.ts'
import type { KeptPage, KeptRobots } from '../../src/services/kept.ts'
import { pollDue } from '../../src/services/poll.ts'
import { createCache } from '../../src/storage/keyv.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { migrations } from '../../src/storage/migrations.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import { readAllowance } from '../../src/worker/allows.ts'
import { readFeed } from '../../src/worker/read-feed.ts'
import { readPage } from '../../src/worker/read-page.ts'

export const START = Date.parse('2026-01-18T06:00:00+09:00')
export const GUILD = '100000000000000001'
export const CHANNEL = '200000000000000001'

/** Where somebody's direct messages are. */
export const directOf = (userId: string): string => `5${userId.slice(1)}`

export type FeedArticle = { id: string; title: string; text: string; date?: number }
export type Edited = { channelId: string; messageId: string; edit: MessageEdit }
export type Posted = { channelId: string; payload: MessagePayload; nonce: string; id: string }

export const caller = (part: Partial<Caller> = {}): Caller => ({
  userId: '300000000000000001',
  guildId: GUILD,
  channelId: CHANNEL,
  locale: 'ja',
  guildLocale: 'ja',
  manages: true,
  sees: () => true,
  tends: part.sees ?? (() => true),
  botLacks: () => [],
  placeOf: () => null,
  speaks: () => true,
  ageRestricted: () => false,
  rings: () => true,
  botRings: () => true,
  ...part,
})

const rss = (title: string, articles: readonly FeedArticle[]) =>
  `<rss version="2.0"><channel><title>${title}</title>${articles
    .map(
      ({ id, title: name, text, date }) =>
        `<item><guid isPermaLink="false">${id}</guid><title>${name}</title><link>https://news.example/${id}</link><description>${text}</description>${date === undefined ? '' : `<pubDate>${new Date(date).toUTCString()}</pubDate>`}</item>`,
    )
    .join('')}</channel></rss>`

/** What the bot is given instead of the world; `answers` are what Discord says to the next messages, then `sent`. */
export async function createWorld(more: { fetch?: Fetch; withPages?: boolean } = {}) {
  const clock = new MovedClock(START)
  const db = await openSqlite(':memory:')
  await migrate(db, migrations, START)
  const feeds = new Map<string, FeedArticle[]>()
  /** Documents as they are, by address. */
  const pages = new Map<string, string>()
  const broken = new Set<string>()
  /** Addresses that are gone for good. */
  const gone = new Set<string>()
  const fetched: string[] = []
  const fetch: Fetch = async (url) => {
    fetched.push(url)
    const page = pages.get(url)
    if (page !== undefined) {
      return ok({ status: 200, headers: new Headers(), body: new TextEncoder().encode(page), url })
    }
    const articles = feeds.get(url)
    const status = gone.has(url) ? 410 : broken.has(url) ? 500 : articles === undefined ? 404 : 200
    const body = new TextEncoder().encode(rss(new URL(url).hostname, articles ?? []))
    return ok({ status, headers: new Headers({ 'content-type': 'text/xml' }), body, url })
  }
  const posted: Posted[] = []
  const answers: (SendResult | 'lost-answer')[] = []
  const tries: string[] = []
  const send: SendMessage = async ({ channelId, payload, nonce }) => {
    tries.push(nonce)
    const answer = answers.shift()
    if (answer !== undefined && answer !== 'lost-answer') return answer
    const known = posted.find((one) => one.nonce === nonce)
    const id = known?.id ?? String(posted.length + 1)
    if (!known) posted.push({ channelId, payload, nonce, id })
    return answer === 'lost-answer'
      ? { kind: 'unknown', reason: 'timeout' }
      : { kind: 'sent', messageId: id }
  }
  const opened: string[] = []
  const closed = new Set<string>()
  const log = createLogger('silent')
  const deps: Deps = {
    db,
    clock,
    random: () => 0.5,
    fetch: more.fetch ?? fetch,
    readFeed,
    log,
    owner: 'test',
    instance: 'test',
    openDirect: async (userId) => {
      opened.push(userId)
      return closed.has(userId) ? null : directOf(userId)
    },
    searches: createCache({ db, clock, namespace: 'search' }),
    discoveries: createCache({ db, clock, namespace: 'discovery' }),
    ...(more.withPages && {
      pages: {
        answers: createCache<KeptPage>({ db, clock, namespace: 'page', ttl: PAGES.cacheTtl }),
        robots: createCache<KeptRobots>({ db, clock, namespace: 'robots' }),
        readPage,
        readAllowance,
      },
    }),
  }
  const deliver: DeliverDeps = {
    ...deps,
    send,
    breaker: new Breaker(),
    readBack: async ({ key }) => {
      const own = posted.find(({ payload }) => JSON.stringify(payload.components).includes(key))
      return own ? { kind: 'found', messageId: own.id } : { kind: 'absent' }
    },
    openPost: async ({ channelId, payload }) => {
      // Nothing keeps a post from being made twice.
      const nonce = `post ${tries.length}`
      const done = await send({ channelId, payload, nonce })
      return done.kind === 'sent' ? { ...done, containerId: done.messageId } : done
    },
    findPost: async (wanted) => deliver.readBack({ ...wanted, direct: false }),
    placeOf: () => null,
    pace: async () => {},
  }
  const edits: Edited[] = []
  const editAnswers: FollowUpResult[] = []
  const openedThreads: string[] = []
  const followUp: FollowUpDeps = {
    ...deps,
    startThread: async () => ({ kind: 'done' }),
    crosspost: async () => ({ kind: 'done' }),
    editMessage: async (message) => {
      edits.push(message)
      return editAnswers.shift() ?? { kind: 'done' }
    },
    openThread: async ({ channelId }) => {
      openedThreads.push(channelId)
      return { kind: 'done' }
    },
    pace: async () => {},
  }
  const services = createServices(deps, () => {})
  return {
    clock,
    db,
    deps,
    deliver,
    followUp,
    /** Edits that Discord was asked for, what it answers to the next of them (then `done`), and threads opened for them. */
    edits,
    editAnswers,
    openedThreads,
    services,
    feeds,
    pages,
    broken,
    gone,
    fetched,
    posted,
    answers,
    tries,
    /** Whose direct messages Discord was asked for, and whose it does not give. */
    opened,
    closed,
    /** Does the steps after messages until none is due. */
    follow: async () => {
      while ((await followUpDue(followUp)) > 0);
    },
    /** One round of every loop until nothing is due. */
    work: async () => {
      while ((await pollDue(deps)) > 0);
      while ((await enrichDue(deps)) > 0);
      while ((await composeDue(deps)) > 0);
      while ((await deliverDue(deliver)) > 0);
    },
  }
}

export type TestWorld = Awaited<ReturnType<typeof createWorld>>

export const order = (feed: string, part = {}) => ({
  feed,
  channel: { id: CHANNEL, type: 0, botLacks: [], speaks: true },
  time: '7:30',
  zone: null,
  count: null,
  roleId: null,
  silent: false,
  ...part,
})
