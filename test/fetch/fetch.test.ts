import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { createFetch } from '../../src/fetch/fetch.ts'
import { readAllowed, refusal } from '../../src/fetch/guard.ts'

const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

async function serve(listener: RequestListener): Promise<{ url: string; host: string }> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, host: `127.0.0.1:${port}` }
}
const fetchFor = (allowHosts: string[], more = {}) =>
  createFetch({ allowHosts, userAgent: 'Test/1', ...more })

describe('the fetch', () => {
  it('gets a document with its headers, says who it is, and sends conditions along', async () => {
    const seen: unknown[] = []
    const { url, host } = await serve((request, response) => {
      seen.push([
        request.headers['user-agent'],
        request.headers['if-none-match'],
        request.headers['cookie'],
        request.headers['referer'],
      ])
      response.setHeader('etag', 'W/"1"').setHeader('set-cookie', 'a=b').end('hello')
    })
    const fetch = fetchFor([host])
    const got = await fetch(url, { headers: { 'if-none-match': 'W/"0"' } })
    expect(
      got.ok && [
        got.value.status,
        new TextDecoder().decode(got.value.body),
        got.value.headers.get('etag'),
      ],
    ).toEqual([200, 'hello', 'W/"1"'])
    await fetch(url, {})
    expect(seen).toEqual([
      ['Test/1', 'W/"0"', undefined, undefined],
      ['Test/1', undefined, undefined, undefined],
    ])
  })

  it('follows redirects by hand and says where they led', async () => {
    const { url, host } = await serve((request, response) => {
      if (request.url === '/') response.writeHead(302, { location: '/feed' })
      response.end(request.url)
    })
    const got = await fetchFor([host])(url, {})
    expect(got.ok && got.value.url).toBe(`${url}feed`)
  })

  it('gives up on redirects without end', async () => {
    const { url, host } = await serve((_, response) =>
      response.writeHead(302, { location: '/' }).end(),
    )
    expect(await fetchFor([host])(url, {})).toMatchObject({
      ok: false,
      error: { kind: 'http-error' },
    })
  })

  it('follows no redirect to a place that is not allowed', async () => {
    const inner = await serve((_, response) => response.end('secret'))
    const { url, host } = await serve((_, response) =>
      response.writeHead(301, { location: inner.url }).end(),
    )
    expect(await fetchFor([host])(url, {})).toMatchObject({ ok: false, error: { kind: 'blocked' } })
  })

  it('stops at the largest size, also of what was compressed', async () => {
    const { url, host } = await serve((_, response) =>
      response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(5_000_000))),
    )
    const got = await fetchFor([host])(url, { maxBytes: 1_000_000 })
    expect(got).toMatchObject({ ok: false, error: { kind: 'too-large' } })
  })

  it('stops when time is over', async () => {
    const { url, host } = await serve((_, response) => response.write('…'))
    expect(await fetchFor([host], { total: 50 })(url, {})).toMatchObject({
      ok: false,
      error: { kind: 'timeout' },
    })
  })

  it('says so where nobody answers', async () => {
    const { url, host } = await serve(() => {})
    const server = servers.pop()
    await new Promise((resolve) => server?.close(resolve))
    expect(await fetchFor([host])(url, {})).toMatchObject({
      ok: false,
      error: { kind: 'unreachable' },
    })
  })

  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://localhost/',
    'http://localhost./',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fd00::1]/',
    'http://0.0.0.0/',
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'https://127.0.0.1/',
    'https://localhost/',
    'http://example.com:2222/',
    'http://user:secret@example.com/',
  ])('does not go to %s', async (url) => {
    const resolve = async (name: string) =>
      name.startsWith('localhost') ? ['127.0.0.1'] : ['93.184.216.34']
    expect(await fetchFor([], { resolve })(url, {})).toMatchObject({
      ok: false,
      error: { kind: 'blocked' },
    })
  })

  it('does not go to a name of which one address is an inner one', async () => {
    const resolve = async () => ['93.184.216.34', '10.0.0.7']
    expect(await fetchFor([], { resolve })('https://two-faced.example/', {})).toMatchObject({
      error: { kind: 'blocked' },
    })
  })

  it.each(['ftp://example.com/', 'javascript:1', 'nonsense'])(
    'takes %s for no address',
    async (url) => {
      expect(await fetchFor([])(url, {})).toMatchObject({ error: { kind: 'bad-address' } })
    },
  )
})

describe("the operator's list", () => {
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
})
