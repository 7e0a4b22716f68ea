import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { createFetch } from '../../src/fetch/fetch.ts'

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

  it('stops where a redirect leads to another host, if that is wanted, and tells where it leads', async () => {
    const asked: string[] = []
    const other = await serve((request, response) => {
      asked.push(request.url ?? '')
      response.end()
    })
    const { url, host } = await serve((request, response) => {
      const location = request.url === '/' ? '/here' : `${other.url}there`
      response.writeHead(302, { location }).end()
    })
    const got = await fetchFor([host, other.host])(url, { withinHost: true })
    expect(got.ok && [got.value.status, got.value.url, got.value.body.length]).toEqual([
      302,
      `${other.url}there`,
      0,
    ])
    expect(asked).toEqual([])
  })

  it('leaves a body unread whose type nobody wants', async () => {
    const { url, host } = await serve((request, response) => {
      const type = request.url === '/' ? 'application/pdf' : 'Text/HTML; charset=utf-8'
      response.writeHead(200, { 'content-type': type }).end('x'.repeat(2_000))
    })
    const fetch = fetchFor([host])
    const paper = await fetch(url, { types: /html/i })
    expect(paper.ok && paper.value.body.length).toBe(0)
    const page = await fetch(`${url}page`, { types: /html/i })
    expect(page.ok && page.value.body.length).toBe(2_000)
  })

  it('says where an address has moved for good, as far as every redirect on the way says so', async () => {
    const hops: Record<string, [number, string]> = {
      '/a': [301, '/b'],
      '/b': [308, '/c'],
      '/c': [302, '/d'],
      '/x': [302, '/b'],
    }
    const { url, host } = await serve((request, response) => {
      const hop = hops[request.url ?? '']
      if (hop) response.writeHead(hop[0], { location: hop[1] })
      response.end(request.url)
    })
    const fetch = fetchFor([host])
    expect(await fetch(`${url}a`, {})).toMatchObject({
      value: { url: `${url}d`, movedTo: `${url}c` },
    })
    const forNow = await fetch(`${url}x`, {})
    expect(forNow.ok && [forNow.value.url, forNow.value.movedTo]).toEqual([`${url}d`, undefined])
  })

  it('understands where a redirect leads though it is written in plain Japanese', async () => {
    const { url, host } = await serve((request, response) => {
      if (request.url === '/') {
        response.writeHead(302, { location: Buffer.from('/新着').toString('latin1') })
      }
      response.end()
    })
    const got = await fetchFor([host])(url, {})
    expect(got.ok && decodeURI(got.value.url)).toBe(`${url}新着`)
  })

  it('says for how many it asks', async () => {
    const seen: unknown[] = []
    const { url, host } = await serve((request, response) => {
      seen.push(request.headers['user-agent'])
      response.end()
    })
    const fetch = createFetch({ allowHosts: [host], userAgent: 'Digest/1 (+https://d.example)' })
    await fetch(url, { subscribers: 1 })
    await fetch(url, { subscribers: 30 })
    expect(seen).toEqual([
      'Digest/1 (+https://d.example; 1 subscriber)',
      'Digest/1 (+https://d.example; 30 subscribers)',
    ])
  })

  it('gives up on redirects without end', async () => {
    const { url, host } = await serve((_, response) =>
      response.writeHead(302, { location: '/' }).end(),
    )
    expect(await fetchFor([host])(url, {})).toMatchObject({
      ok: false,
      error: { kind: 'redirects' },
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
})
