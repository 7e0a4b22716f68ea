import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFetch } from '../../src/fetch/fetch.ts'
import { isPeer, readAllowed, refusal } from '../../src/fetch/guard.ts'
import { type Names, startNames } from './names.ts'
import { certificate, type Served, serveHttp, serveHttps } from './servers.ts'

const PUBLIC = '93.184.216.34'

/** Ways to write an address that leads inside, as a host of a URL. */
const INNER = [
  '127.0.0.1',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '017700000001',
  '127.1',
  '127.0.1',
  '127.255.255.254',
  '0',
  '0.0.0.0',
  'localhost',
  'localhost.',
  'LOCALHOST',
  '127。0。0。1',
  '①②⑦.0.0.1',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::]',
  '[::7f00:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:0:7f00:1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b:1::7f00:1]',
  '[2002:7f00:1::]',
  '[2001:0:4136:e378:8000:63bf:80ff:fffe]',
  '[fe80::1]',
  '[fec0::1]',
  '[fd00:ec2::254]',
  '[ff02::1]',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '100.100.100.200',
  '192.0.0.192',
  '198.18.0.1',
  '192.0.2.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
]

/** Names whose name server tells of an inner address, among others or in any guise. */
const NAMES: [name: string, ...answers: string[][]][] = [
  ['inner.test', ['127.0.0.1']],
  ['inner6.test', ['::1']],
  ['mapped.test', ['::ffff:127.0.0.1']],
  ['metadata.test', ['169.254.169.254']],
  ['two-faced.test', [PUBLIC, '127.0.0.1']],
  ['two-families.test', [PUBLIC, '::1']],
  ['empty.test', []],
]

let names: Names
let http: Served
let https: Served
let ca: string

beforeAll(async () => {
  names = await startNames()
  for (const [name, ...answers] of NAMES) names.set(name, ...answers)
  names.set('localhost', ['127.0.0.1'])
  http = await serveHttp((_, response) => response.end('inner secret'))
  https = await serveHttps((_, response) => response.end('inner secret'))
  ca = (await certificate()).cert
})
afterAll(async () => {
  await Promise.all([names.close(), http.close(), https.close()])
})

const fetchFor = (allowHosts: string[] = [], total = 2_000) =>
  createFetch({ allowHosts, userAgent: 'Test/1', resolve: names.resolve, total, ca })

describe('the way inside', () => {
  const fetch = () => fetchFor()

  it.each(INNER)('is refused to http and https://%s/', async (host) => {
    for (const url of [`http://${host}/`, `https://${host}/`, `http://${host}:8080/`]) {
      expect(await fetch()(url, {}), url).toMatchObject({ ok: false, error: { kind: 'blocked' } })
    }
  })

  it.each(NAMES.slice(0, -1))('is refused to the name %s', async (name) => {
    for (const url of [`http://${name}/`, `https://${name}/`, `https://${name}.:8443/`]) {
      expect(await fetch()(url, {}), url).toMatchObject({ ok: false, error: { kind: 'blocked' } })
    }
  })

  it.each(INNER)('is refused to a redirect to %s, over http and https', async (host) => {
    const redirect = (to: string) => (_: unknown, response: ServerResponse) =>
      response.writeHead(302, { location: Buffer.from(to).toString('latin1') }).end()
    for (const scheme of ['http', 'https'] as const) {
      const serve = scheme === 'http' ? serveHttp : serveHttps
      const server = await serve(redirect(`${scheme}://${host}/`))
      const allowed = fetchFor([`door.test:${server.port}`])
      names.set('door.test', ['127.0.0.1'])
      expect(await allowed(`${scheme}://door.test:${server.port}/`, {})).toMatchObject({
        ok: false,
        error: { kind: 'blocked' },
      })
      expect(server.connections()).toBe(1)
      await server.close()
    }
  })

  it('is refused to a name that changes its address after it was checked', async () => {
    for (const [scheme, server] of [
      ['http', http],
      ['https', https],
    ] as const) {
      const name = `${scheme}-rebinding.test`
      names.set(name, [PUBLIC], ['127.0.0.1'])
      const before = server.connections()
      // The port is allowed for this range alone, so that only the address decides.
      const fetch = fetchFor([`${PUBLIC}/32`], 400)
      const first = await fetch(`${scheme}://${name}:${server.port}/`, {})
      expect([first.ok, names.asked(name)]).toEqual([false, 1])
      const second = await fetch(`${scheme}://${name}:${server.port}/`, {})
      expect(second).toMatchObject({ error: { kind: 'blocked' } })
      expect(server.connections()).toBe(before)
    }
  })

  it('is refused to ports that no feed is served on, user names and other schemes', async () => {
    names.set('public.test', [PUBLIC])
    for (const url of ['http://public.test:22/', 'https://public.test:6379/']) {
      expect(await fetch()(url, {}), url).toMatchObject({ error: { kind: 'blocked' } })
    }
    for (const url of ['http://user:secret@public.test/', 'https://user@public.test/']) {
      expect(await fetch()(url, {}), url).toMatchObject({ error: { kind: 'credentials' } })
    }
    for (const url of ['ftp://public.test/', 'file:///etc/passwd', 'javascript:1', 'nonsense']) {
      expect(await fetch()(url, {}), url).toMatchObject({ error: { kind: 'bad-address' } })
    }
  })

  it("is refused with the machine's own resolver and its hosts file, too", async () => {
    const own = createFetch({ allowHosts: [], userAgent: 'Test/1' })
    for (const url of ['http://localhost/', 'https://localhost./']) {
      expect(await own(url, {}), url).toMatchObject({ error: { kind: 'blocked' } })
    }
  })

  it('was never taken', () => {
    expect([http.connections(), https.connections()]).toEqual([0, 0])
  })
})

describe("an operator's own host", () => {
  it('is read over http and https, by name, by name and port, and by range', async () => {
    names.set('own.test', ['127.0.0.1'])
    for (const list of [['own.test'], ['127.0.0.0/8'], ['own.test:HTTP', 'own.test:HTTPS']]) {
      const allow = list.map((one) =>
        one.replace('HTTPS', String(https.port)).replace('HTTP', String(http.port)),
      )
      for (const url of [
        `http://own.test:${http.port}/`,
        `https://own.test:${https.port}/`,
        `https://OWN.test.:${https.port}/`,
      ]) {
        expect(await fetchFor(allow)(url, {}), `${url} ${allow}`).toMatchObject({ ok: true })
      }
    }
  })

  it('must show a certificate for its name', async () => {
    names.set('own.example', ['127.0.0.1'])
    expect(await fetchFor(['own.example'])(`https://own.example:${https.port}/`, {})).toMatchObject(
      { error: { kind: 'certificate' } },
    )
  })

  it('is reached though one of its addresses is dead', async () => {
    names.set('half.test', ['127.0.0.1', '::1'])
    const got = await fetchFor(['half.test'])(`https://half.test:${https.port}/`, {})
    expect(got.ok).toBe(true)
  })

  it('is not there where its name is unknown', async () => {
    expect(await fetchFor()('https://unknown.test/', {})).toMatchObject({
      error: { kind: 'unreachable' },
    })
  })

  const target = { hostname: 'feeds.internal', port: 3000, addresses: ['10.1.2.3'] }
  it.each([
    [['feeds.internal'], null],
    [['feeds.internal:3000'], null],
    [['10.0.0.0/8'], null],
    [['feeds.internal:3001'], expect.any(String)],
    [['10.9.0.0/16'], expect.any(String)],
    [[], expect.any(String)],
  ])('%j decides', (list, expected) => {
    expect(refusal(target, readAllowed(list))).toEqual(expected)
  })

  it('is an IPv6 address in brackets', () => {
    const own = { hostname: '::1', port: 8080, addresses: ['::1'] }
    expect(refusal(own, readAllowed(['[::1]:8080']))).toBeNull()
    expect(refusal(own, readAllowed(['[::1]:8081']))).not.toBeNull()
  })
})

describe('the other end of a connection', () => {
  it('is one of the addresses that were checked, however it is written', () => {
    expect(isPeer('::ffff:93.184.216.34', [PUBLIC])).toBe(true)
    expect(isPeer('2606:4700:0:0:0:0:0:1', ['2606:4700::1'])).toBe(true)
    expect(isPeer('127.0.0.1', [PUBLIC])).toBe(false)
    expect(isPeer(undefined, [PUBLIC])).toBe(false)
  })
})
