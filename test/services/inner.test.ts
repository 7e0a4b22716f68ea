/** What strangers write into pages, redirects and lists leads nobody into the machine's own network. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readOpml } from '../../src/feed/opml.ts'
import { createFetch } from '../../src/fetch/fetch.ts'
import { certificate, type Served, serveHttp, serveHttps } from '../fetch/servers.ts'
import { caller, createWorld, order, type TestWorld } from './world.ts'

let world: TestWorld
let site: Served
/** What must never be asked, over http and https. */
let inner: Served
let innerTls: Served
let origin = ''
let targets: string[] = []

const page = (links: readonly string[]) =>
  `<html><head>${links.map((href) => `<link rel="alternate" type="application/rss+xml" title="${href}" href="${href}">`).join('')}</head></html>`
const opml = (urls: readonly string[]) =>
  `<opml version="2.0"><body>${urls.map((url) => `<outline type="rss" text="T" xmlUrl="${url}"/>`).join('')}</body></opml>`

beforeAll(async () => {
  const secret = '<rss version="2.0"><channel><title>Secret</title></channel></rss>'
  inner = await serveHttp((_, response) => response.end(secret))
  innerTls = await serveHttps((_, response) => response.end(secret))
  const hosts = ['127.0.0.1', 'localhost', '2130706433', '[::ffff:127.0.0.1]']
  targets = hosts.flatMap((host) => [
    `http://${host}:${inner.port}/feed`,
    `https://${host}:${innerTls.port}/feed`,
  ])
  site = await serveHttp(({ url = '/' }, response) => {
    const [, kind, number] = url.split('/')
    const target = targets[Number(number)] ?? ''
    if (kind === 'moved') response.writeHead(301, { location: target }).end()
    else if (kind === 'page') response.end(page([target]))
    else if (kind === 'list') response.end(opml(targets))
    else response.writeHead(404).end()
  })
  origin = `http://127.0.0.1:${site.port}`
  const { cert } = await certificate()
  const allowHosts = [`127.0.0.1:${site.port}`]
  world = await createWorld({ fetch: createFetch({ allowHosts, userAgent: 'Test/1', ca: cert }) })
})
afterAll(async () => {
  await Promise.all([site.close(), inner.close(), innerTls.close()])
})

const subscribe = (feed: string) => world.services.subscribe(order(feed), caller())

describe('an inner address', () => {
  it('is refused where a site names it as its feed, or redirects to it', {
    timeout: 30_000,
  }, async () => {
    for (const number of targets.keys()) {
      for (const kind of ['page', 'moved']) {
        const done = await subscribe(`${origin}/${kind}/${number}`)
        expect(done.ok, `${kind} ${targets[number]}`).toBe(false)
        expect(JSON.stringify(done)).not.toContain('Secret')
      }
    }
  })

  it('is refused where it is typed', async () => {
    for (const target of targets) {
      expect(await subscribe(target), target).toMatchObject({
        error: { kind: 'feed', error: { kind: 'blocked' } },
      })
    }
  })

  it('is refused in a list, entry by entry', async () => {
    const done = await world.services.importOpml(
      { ...order(''), file: { name: 'l.opml', size: 9, url: `${origin}/list` } },
      caller(),
      () => {},
    )
    if (done.ok || done.error.kind !== 'no-good-feed') throw new Error(JSON.stringify(done))
    expect(new Set(done.error.bad.map(({ error }) => error.kind))).toEqual(new Set(['blocked']))
  })

  it('was never asked', () => {
    expect([inner.connections(), innerTls.connections()]).toEqual([0, 0])
  })
})

const entities = Array.from(
  { length: 20 },
  (_, n) => `<!ENTITY e${n} "${n === 0 ? 'lol' : `&e${n - 1};`.repeat(10)}">`,
).join('')
const LISTS: Record<string, () => string> = {
  'a billion laughs, 50,000 times': () =>
    `<!DOCTYPE opml [${entities}]><opml><body>${'<outline text="&e19;" xmlUrl="&e19;"/>'.repeat(50_000)}</body></opml>`,
  '100,000 nested folders': () => `<opml><body>${'<outline text="x">'.repeat(100_000)}`,
  '2,000,000 <': () => '<'.repeat(2_000_000),
  '2,000,000 ampersands': () => '&'.repeat(2_000_000),
}

describe('a list that was made to stop the bot', () => {
  it.each(Object.entries(LISTS))(
    'costs two seconds of work at most: %s',
    {
      timeout: 60_000,
    },
    (_, make) => {
      const text = make()
      const before = process.cpuUsage()
      const read = readOpml(text)
      const { user, system } = process.cpuUsage(before)
      expect(JSON.stringify(read).length).toBeLessThan(20_000_000)
      expect((user + system) / 1e6).toBeLessThan(2)
    },
  )
})
