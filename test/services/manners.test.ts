/** A server that scores its readers: what it asks for, against what the bot does over two days of a moved clock. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFetch } from '../../src/fetch/fetch.ts'
import { pollDue } from '../../src/services/poll.ts'
import { type Served, serveHttp } from '../fetch/servers.ts'
import { caller, createWorld, order, START, type TestWorld } from './world.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAYS = 2

const rss = (title: string, more = '') =>
  `<rss version="2.0"><channel><title>${title}</title>${more}<item><guid>1</guid><title>One</title><link>https://x.example/1</link></item></channel></rss>`

type Seen = { at: number; path: string; headers: IncomingMessage['headers'] }
type Answer = { status?: number; headers?: Record<string, string>; body?: string }
type Script = (turn: number, request: IncomingMessage) => Answer

const ETAG = 'W/"a b=="'
const MODIFIED = 'Sat, 17 Jan 2026 12:34:56 GMT'
const isCondition = ({ headers }: IncomingMessage) => headers['if-none-match'] === ETAG

/** What each host does, by its name. */
const SCRIPTS: Record<string, Script> = {
  conditional: (_, request) =>
    isCondition(request)
      ? { status: 304 }
      : { headers: { etag: ETAG, 'last-modified': MODIFIED }, body: rss('conditional') },
  'max-age': (_, request) => ({
    headers: { etag: ETAG, ...(isCondition(request) ? {} : { 'cache-control': 'max-age=7200' }) },
    ...(isCondition(request) ? { status: 304 } : { body: rss('max-age') }),
  }),
  ttl: () => ({ body: rss('ttl', '<ttl>180</ttl>') }),
  period: () => ({
    body: rss(
      'period',
      '<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>',
    ),
  }),
  seconds: (turn) =>
    turn === 1 ? { status: 429, headers: { 'retry-after': '18000' } } : { body: rss('seconds') },
  date: (turn) =>
    turn === 1
      ? { status: 503, headers: { 'retry-after': new Date(now() + 5 * HOUR).toUTCString() } }
      : { body: rss('date') },
  gone: (turn) => (turn === 2 ? { status: 410 } : { body: rss('gone') }),
  moved: (_, { url }) =>
    url === '/feed' ? { status: 301, headers: { location: '/new' } } : { body: rss('moved') },
  broken: (turn) => (turn === 0 ? { body: rss('broken') } : { status: 500 }),
  crowded: (_, { url }) => ({ body: rss(`crowded ${url}`) }),
  'sent-away': (turn, { url }) =>
    turn > 0 && url === '/0'
      ? { status: 429, headers: { 'retry-after': '600' } }
      : { body: rss(`sent away ${url}`) },
  shared: () => ({ body: rss('shared') }),
}
const CROWD = 6

const seen = new Map<string, Seen[]>()
let now = () => START
let world: TestWorld
let server: Served

function answer(request: IncomingMessage, response: ServerResponse): void {
  const host = (request.headers.host ?? '').split('.')[0] ?? ''
  const all = seen.get(host) ?? []
  seen.set(host, all)
  const given = SCRIPTS[host]?.(all.length, request) ?? { status: 404 }
  all.push({ at: now(), path: request.url ?? '', headers: request.headers })
  response.writeHead(given.status ?? 200, given.headers)
  response.end(given.body)
}

const urlOf = (host: string, path = '/feed') => `http://${host}.test:${server.port}${path}`
const visits = (host: string) => seen.get(host) ?? []
const gaps = (all: readonly Seen[]) =>
  all.slice(1).map(({ at }, index) => at - (all[index]?.at ?? 0))

beforeAll(async () => {
  server = await serveHttp(answer)
  const fetch = createFetch({
    allowHosts: ['127.0.0.0/8'],
    userAgent: 'Digest/1 (+https://d.example)',
    resolve: async () => ['127.0.0.1'],
  })
  world = await createWorld({ fetch })
  now = () => world.clock.now()
  const crowd = (host: string) => Array.from({ length: CROWD }, (_, n) => urlOf(host, `/${n}`))
  const single = Object.keys(SCRIPTS).filter((host) => !['crowded', 'sent-away'].includes(host))
  const feeds = [...single.map((host) => urlOf(host)), ...crowd('crowded'), ...crowd('sent-away')]
  for (const [index, feed] of feeds.entries()) {
    const done = await world.services.subscribe(
      order(feed, { time: `${index % 24}:30` }),
      caller({ channelId: '1' }),
    )
    if (!done.ok) throw new Error(`${feed}: ${JSON.stringify(done.error)}`)
  }
  await world.services.subscribe(order(urlOf('shared'), { time: '5:15' }), caller())
  for (let second = 0; second < DAYS * 24 * 3600; second += 10) {
    world.clock.advance(10_000)
    while ((await pollDue(world.deps)) > 0);
  }
}, 120_000)
afterAll(async () => {
  await server.close()
  await world.db.close()
})

describe('a reader with manners', () => {
  it('asks conditionally after its first fetch, with exactly what it was given', () => {
    const [first, ...later] = visits('conditional')
    expect(first?.headers['if-none-match']).toBeUndefined()
    expect(later.length).toBeGreaterThan(DAYS * 24)
    for (const { headers } of later) {
      expect([headers['if-none-match'], headers['if-modified-since']]).toEqual([ETAG, MODIFIED])
    }
  })

  it('comes about every half hour where nothing else is asked, and before a digest', () => {
    const between = gaps(visits('conditional'))
    expect(Math.max(...between)).toBeLessThan(34 * MINUTE)
    expect(between.reduce((a, b) => a + b) / between.length).toBeGreaterThan(25 * MINUTE)
  })

  it.each([
    ['max-age', 2 * HOUR],
    ['ttl', 3 * HOUR],
    ['period', 6 * HOUR],
  ])('respects freshness, even when a digest is due: %s', (host, least) => {
    const between = gaps(visits(host))
    expect(between.length).toBeGreaterThan(DAYS * 24 * (HOUR / least) * 0.8 - 1)
    expect(Math.min(...between)).toBeGreaterThanOrEqual(least)
  })

  it.each(['seconds', 'date'])('stays away as long as Retry-After says: %s', (host) => {
    const [, refused, next] = visits(host)
    expect((next?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(5 * HOUR - 1000)
    expect((next?.at ?? 0) - (refused?.at ?? 0)).toBeLessThan(6 * HOUR)
  })

  it('never comes back to what is gone, and says so', async () => {
    expect(visits('gone')).toHaveLength(3)
    const [row] = await world.db.all('SELECT error, stopped_at FROM feed WHERE url = $1', [
      urlOf('gone'),
    ])
    expect(row).toEqual({ error: 'gone', stopped_at: visits('gone')[2]?.at })
  })

  it('goes to the new address at once after the third permanent redirect', async () => {
    const paths = visits('moved').map(({ path }) => path)
    expect(paths.filter((path) => path === '/feed')).toHaveLength(3)
    expect(paths.slice(6).every((path) => path === '/new')).toBe(true)
    expect(await world.db.all('SELECT url FROM feed WHERE url LIKE $1', ['%moved%'])).toEqual([
      { url: urlOf('moved', '/new') },
    ])
  })

  it('comes less and less often to what is broken', () => {
    const between = gaps(visits('broken').slice(1))
    expect(between.length).toBeLessThan(12)
    expect(between.at(-1)).toBeGreaterThan(8 * HOUR)
  })

  it('asks a host once a second at most, however many of its feeds are due', () => {
    const polls = visits('crowded').slice(CROWD)
    expect(polls.length).toBeGreaterThan(CROWD * DAYS * 40)
    expect(Math.min(...gaps(polls))).toBeGreaterThanOrEqual(1000)
  })

  it('leaves a whole host alone where one of its feeds was sent away', () => {
    const all = visits('sent-away').slice(CROWD)
    const refused = all.filter(({ path }) => path === '/0')
    expect(refused.length).toBeGreaterThan(3)
    for (const { at } of refused) {
      const soon = all.filter((one) => one.at > at && one.at < at + 10 * MINUTE)
      expect(soon).toEqual([])
    }
  })

  it('asks once, however many read it, and says how many', () => {
    const polls = visits('shared').slice(2)
    expect(Math.min(...gaps(polls))).toBeGreaterThan(3 * MINUTE)
    expect(new Set(polls.map(({ headers }) => headers['user-agent']))).toEqual(
      new Set(['Digest/1 (+https://d.example; 2 subscribers)']),
    )
  })

  it('brings no cookie and no referrer', () => {
    const all = [...seen.values()].flat()
    expect(all.filter(({ headers }) => headers.cookie || headers.referer)).toEqual([])
  })

  it('takes nothing twice that was sent twice', async () => {
    expect(
      await world.db.all('SELECT feed_id FROM article GROUP BY feed_id HAVING COUNT(*) > 1'),
    ).toEqual([])
  })
})
