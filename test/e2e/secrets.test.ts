/** Keys in feed addresses, through success and every failure of the whole bot: they stand in nothing that anyone else reads. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFetch } from '../../src/fetch/fetch.ts'
import { inspectFeeds } from '../../src/inspection/lines.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { createThreads } from '../../src/worker/threads.ts'
import { type Served, serveHttps } from '../fetch/servers.ts'
import { createWorld, START, type World } from './world.ts'

const PATH_KEY = 'kQ9xT4mZ7pL2vB8n'
const QUERY_KEY = 'hunter2xyz'
const USER = 'u5ername'
const PASSWORD = 'pa55wordZ'
const KEYS = [PATH_KEY, QUERY_KEY, USER, PASSWORD]
const SECRET = `/rss/${PATH_KEY}/feed?key=${QUERY_KEY}`
/** Longer than any test machine needs for an answer. */
const TOTAL_MS = 2_000
const LARGE = Buffer.alloc(1024 * 1024, 'x')

let secure: Served
let port = 0

const item = (n: number) =>
  `<item><guid>${n}</guid><title>Fog, part ${n}</title><link>part-${n}.html</link><description>The harbour is closed, see <img src="fog.png"> it.</description></item>`
/** Without a title or a link of its own: what is shown of it comes from its address. */
const UNTITLED = `<rss version="2.0"><channel>${item(1)}${item(2)}</channel></rss>`
const NAMED_BY_ADDRESS = () =>
  `<rss version="2.0"><channel><title>http://titled.test:${port}${SECRET}</title>${item(3)}</channel></rss>`

type Script = (response: ServerResponse, request: IncomingMessage) => void
const to =
  (address: () => string, status = 302): Script =>
  (response) =>
    response.writeHead(status, { location: address() }).end()
const page =
  (status: number, body: string, headers = {}): Script =>
  (response) =>
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body)

/** What each host does once it fails. */
const FAILURES: Record<string, Script> = {
  error: page(500, ''),
  missing: page(404, ''),
  timeout: () => {},
  loop: to(() => SECRET),
  page: page(200, '<html><title>Hello</title></html>'),
  empty: page(200, ''),
  large: (response) => {
    for (let megabyte = 0; megabyte < 11; megabyte += 1) response.write(LARGE)
    response.end()
  },
  gone: page(410, ''),
  login: (response, { url }) =>
    url?.startsWith('/login')
      ? page(200, '<title>Log in</title><input type="password">')(response, {} as IncomingMessage)
      : to(() => `/login?next=${QUERY_KEY}`)(response, {} as IncomingMessage),
  challenge: page(403, '', { 'cf-mitigated': 'challenge' }),
  dropped: (response) => response.destroy(),
  inner: to(() => `http://10.0.0.1${SECRET}`),
  scheme: to(() => `ftp://files.test${SECRET}`),
  credentials: to(() => `http://${USER}:${PASSWORD}@credentials.test:${port}${SECRET}`),
  certificate: to(() => `https://certificate.test:${secure.port}${SECRET}`),
  damaged: (response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(`no gzip ${SECRET}`),
  moved: (response, { url }) =>
    url?.startsWith('/new')
      ? response.end(UNTITLED)
      : to(() => `/new${SECRET}`, 301)(response, {} as IncomingMessage),
}

const failing = new Set<string>()
const server = createServer((request, response) => {
  const name = (request.headers.host ?? '').split('.')[0] ?? ''
  const isOther = request.url?.includes('other') ?? false
  const fails = failing.has(name) || isOther
  const script = fails ? FAILURES[name] : undefined
  if (script) script(response, request)
  else response.end(name === 'titled' ? NAMED_BY_ADDRESS() : UNTITLED)
})

let world: World
const lines: string[] = []
/** What people got to see, but for what is meant to show managers the whole address. */
const seen: unknown[] = []
const urlOf = (host: string, path = SECRET) => `http://${host}.test:${port}${path}`
const leaks = (text: string) => KEYS.filter((key) => text.includes(key))

async function slash(person: World['moderator'], words: string, typed = {}): Promise<string> {
  const { message } = await person.slash(world.channel.id, words, typed)
  if (words !== 'digest health' && words !== 'digest export') seen.push(message)
  return message.content
}

beforeAll(async () => {
  secure = await serveHttps((_, response) => response.end(UNTITLED))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  port = (server.address() as AddressInfo).port
  world = await createWorld({
    fetching: {
      // What leads to an inner address is found by the guard, for it is not among the allowed hosts.
      resolve: async () => ['127.0.0.1'],
      total: TOTAL_MS,
    },
    log: createLogger('trace', { write: (line) => void lines.push(line) }),
  })
  const staff = world.sandbox.addChannel(world.guild.id, { name: '係' })
  await slash(world.moderator, 'digest settings', { notices: staff.id })
  const hosts = [...Object.keys(FAILURES), 'titled', 'well']
  for (let at = 0; at < hosts.length; at += 10) {
    const feed = hosts
      .slice(at, at + 10)
      .map((host) => urlOf(host))
      .join(' ')
    expect(await slash(world.moderator, 'digest subscribe', { feed })).toContain('設定しました')
  }
  await world.moveTo(START + 3_600_000)
  for (const host of Object.keys(FAILURES)) {
    const feed = urlOf(host, `/rss/${PATH_KEY}/other?key=${QUERY_KEY}`)
    await slash(world.moderator, 'digest subscribe', { feed })
    failing.add(host)
  }
  const named = `http://${USER}:${PASSWORD}@well.test:${port}${SECRET}`
  expect(await slash(world.moderator, 'digest subscribe', { feed: named })).toContain(
    'ユーザー名かパスワード',
  )
  await world.passHours(30)
}, 180_000)
afterAll(async () => {
  expect(world.sandbox.violations).toEqual([])
  expect(world.fatal).toEqual([])
  await world.close()
  await secure.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

describe('a key in a feed’s address', () => {
  it('was met by every failure that this test makes', async () => {
    const rows = await world.bot().db.all('SELECT DISTINCT error FROM feed WHERE error IS NOT NULL')
    expect(rows.map(({ error }) => error).toSorted()).toEqual(
      [
        'bad-address',
        'blocked',
        'certificate',
        'challenge',
        'credentials',
        'empty',
        'gone',
        'http-error',
        'login',
        'not-a-feed',
        'redirects',
        'timeout',
        'too-large',
        'unreachable',
      ].toSorted(),
    )
    expect(
      await world.bot().db.all(`SELECT url FROM feed WHERE url LIKE '%/new/rss/%'`),
    ).toHaveLength(1)
  })

  it('stands in no line of the log, at its most talkative', () => {
    expect(lines.length).toBeGreaterThan(100)
    expect(lines.filter((line) => leaks(line).length > 0)).toEqual([])
  })

  it('stands in no digest, notice or other message in a channel', () => {
    const all = [...world.sandbox.world.messages.values()].flat()
    expect(all.some((one) => JSON.stringify(one).includes('v1:health:0:n'))).toBe(true)
    expect(all.some((one) => JSON.stringify(one).includes('Fog, part 1'))).toBe(true)
    expect(all.filter((one) => leaks(JSON.stringify(one)).length > 0)).toEqual([])
  })

  it('stands in nothing that a member is answered', async () => {
    const before = seen.length
    await slash(world.member, 'search', { query: 'fog' })
    await slash(world.member, 'latest')
    await slash(world.member, 'latest', { feed: 'well' })
    await slash(world.member, 'digest health')
    await slash(world.member, 'digest export')
    const offered = await world.member.complete(world.channel.id, 'latest', { feed: 'rss' }, 'feed')
    expect(offered.length).toBeGreaterThan(5)
    seen.push(offered)
    const digest = world.sandbox
      .messages(world.channel.id)
      .find((one) => JSON.stringify(one.components).includes('v1:read:'))
    expect(digest).toBeDefined()
    expect(seen.length).toBeGreaterThan(before + 3)
    expect(seen.filter((one) => leaks(JSON.stringify(one)).length > 0)).toEqual([])
  })

  it('is shown to managers where they need the whole address, and only there', async () => {
    await slash(world.moderator, 'digest list')
    const typed = { feed: 'rss' }
    seen.push(await world.moderator.complete(world.channel.id, 'digest subscribe', typed, 'feed'))
    expect(seen.filter((one) => leaks(JSON.stringify(one)).length > 0)).toEqual([])
    const health = await world.moderator.slash(world.channel.id, 'digest health')
    expect(health.ephemeral).toBe(true)
    expect(JSON.stringify(health.message)).toContain(QUERY_KEY)
  })

  it('stands in no error that the operator’s lens gives', async () => {
    const told: { file: string; error?: { message: string } }[] = []
    const threads = createThreads()
    const fetch = createFetch({
      allowHosts: ['127.0.0.0/8'],
      userAgent: 'test',
      resolve: async () => ['127.0.0.1'],
      total: TOTAL_MS,
    })
    const names = Object.keys(FAILURES).map((host) => urlOf(host))
    await inspectFeeds(names, {
      fetch,
      print: (line) => told.push(line as (typeof told)[number]),
      parseFeed: threads.parseFeed,
    })
    await threads.close()
    expect(told).toHaveLength(names.length)
    const errors = told.map(({ error }) => error?.message ?? '')
    expect(errors.filter((message) => message !== '').length).toBeGreaterThan(10)
    expect(errors.filter((message) => leaks(message).length > 0)).toEqual([])
  })
})
