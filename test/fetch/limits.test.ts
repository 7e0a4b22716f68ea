import { createServer as createHttps } from 'node:https'
import { createServer as createTcp } from 'node:net'
import { buffer } from 'node:stream/consumers'
import {
  brotliCompressSync,
  constants,
  createZstdCompress,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { createFetch } from '../../src/fetch/fetch.ts'
import { certificate, type Served, served, serveHttp, serveHttps } from './servers.ts'

const open: Served[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})
async function keep(server: Promise<Served>): Promise<Served> {
  const one = await server
  open.push(one)
  return one
}
const fetchFor = async (more = {}) =>
  createFetch({
    allowHosts: ['127.0.0.1/32'],
    userAgent: 'Test/1',
    ca: (await certificate()).cert,
    ...more,
  })

const ZEROS = Buffer.alloc(100 * 1024 * 1024)
const BOMBS: [string, () => Buffer][] = [
  ['gzip', () => gzipSync(ZEROS)],
  ['gzip, gzip', () => gzipSync(gzipSync(ZEROS))],
  ['deflate', () => deflateSync(ZEROS)],
  ['br', () => brotliCompressSync(ZEROS, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
  ['zstd', () => zstdCompressSync(ZEROS)],
]

describe('what is packed', () => {
  it.each(BOMBS)('is not unpacked beyond 10 MiB: a bomb in %s', async (coding, make) => {
    const bomb = make()
    const { port } = await keep(
      serveHttp((_, response) => response.setHeader('content-encoding', coding).end(bomb)),
    )
    const fetch = await fetchFor()
    const before = process.memoryUsage().rss
    let most = before
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss)
    }, 2)
    const got = await fetch(`http://127.0.0.1:${port}/`, {})
    most = Math.max(most, process.memoryUsage().rss)
    clearInterval(watch)
    expect(got).toMatchObject({ ok: false, error: { kind: 'too-large' } })
    expect((most - before) / 1024 / 1024).toBeLessThan(50)
  })

  it('needs no window larger than the web allows', async () => {
    const packer = createZstdCompress({ params: { [constants.ZSTD_c_windowLog]: 27 } })
    packer.write('x'.repeat(1000))
    packer.end('y')
    const wide = await buffer(packer)
    const { port } = await keep(
      serveHttp((_, response) => response.setHeader('content-encoding', 'zstd').end(wide)),
    )
    expect(await (await fetchFor())(`http://127.0.0.1:${port}/`, {})).toMatchObject({
      error: { kind: 'not-a-feed' },
    })
  })

  const TEXT = '新しい橋'.repeat(5000)
  const CODINGS: [string, Buffer][] = [
    ['gzip', gzipSync(TEXT)],
    ['x-gzip', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['zstd', zstdCompressSync(TEXT)],
    ['identity', Buffer.from(TEXT)],
    ['br, gzip', gzipSync(brotliCompressSync(TEXT))],
  ]
  it.each(CODINGS)('is read: %s', async (coding, body) => {
    const { port } = await keep(
      serveHttp((_, response) => response.setHeader('content-encoding', coding).end(body)),
    )
    const got = await (await fetchFor())(`http://127.0.0.1:${port}/`, {})
    expect(got.ok && new TextDecoder().decode(got.value.body) === TEXT).toBe(true)
  })

  it('is read as far as it goes where its end is missing', async () => {
    const half = gzipSync(TEXT, { level: 0 }).subarray(0, 5000)
    const { port } = await keep(
      serveHttp((_, response) => response.setHeader('content-encoding', 'gzip').end(half)),
    )
    const got = await (await fetchFor())(`http://127.0.0.1:${port}/`, {})
    expect(got.ok && got.value.body.byteLength).toBeGreaterThan(4000)
  })

  it.each(['gzip', 'zstd', 'br', 'compress', 'gzip, gzip, gzip'])(
    'is refused where it is not %s as it says',
    async (coding) => {
      const { port } = await keep(
        serveHttp((_, response) =>
          response.setHeader('content-encoding', coding).end('<rss>plain</rss>'.repeat(100)),
        ),
      )
      expect(await (await fetchFor())(`http://127.0.0.1:${port}/`, {})).toMatchObject({
        error: { kind: 'not-a-feed' },
      })
    },
  )
})

describe('a deadline', () => {
  const TOTAL = 300
  const drip = (response: { write(text: string): unknown }) => {
    response.write('<rss>')
    const timer = setInterval(() => response.write(' '), 20)
    return timer
  }
  const silentTcp = () => served(createTcp((socket) => socket.resume()))
  const cases: [string, 'http' | 'https', () => Promise<Served>][] = [
    ['says nothing', 'http', silentTcp],
    ['never ends its handshake', 'https', silentTcp],
    ['never answers', 'https', () => serveHttps(() => {})],
    [
      'drips its headers',
      'http',
      () =>
        served(
          createTcp((socket) => {
            socket.write('HTTP/1.1 200 OK\r\n')
            const timer = setInterval(() => socket.write('x-a: b\r\n'), 20)
            socket.on('close', () => clearInterval(timer))
          }),
        ),
    ],
    [
      'drips its body',
      'https',
      () =>
        serveHttps((_, response) => {
          const timer = drip(response)
          response.on('close', () => clearInterval(timer))
        }),
    ],
    [
      'drips the body of a redirect',
      'http',
      () =>
        serveHttp((request, response) => {
          if (request.url !== '/') return
          response.writeHead(302, { location: '/next' })
          const timer = drip(response)
          response.on('close', () => clearInterval(timer))
        }),
    ],
  ]
  it.each(cases)('closes every socket to a server that %s (%s)', async (_, scheme, start) => {
    const server = await keep(start())
    const fetch = await fetchFor({ total: TOTAL })
    const began = performance.now()
    const got = await fetch(`${scheme}://127.0.0.1:${server.port}/`, {})
    expect(got).toMatchObject({ ok: false, error: { kind: 'timeout' } })
    await server.quiet()
    expect(server.connections()).toBeGreaterThan(0)
    expect(performance.now() - began).toBeLessThan(TOTAL + 1_000)
  })

  it('ends with what it was asked for', async () => {
    const server = await keep(silentTcp())
    const stop = new AbortController()
    const fetch = await fetchFor()
    const got = fetch(`https://127.0.0.1:${server.port}/`, { signal: stop.signal })
    setTimeout(() => stop.abort(), 50)
    expect((await got).ok).toBe(false)
    await server.quiet()
  })

  it('holds for a name server that does not answer, too', async () => {
    const fetch = await fetchFor({ total: TOTAL, resolve: () => new Promise(() => {}) })
    expect(await fetch('https://slow.test/', {})).toMatchObject({ error: { kind: 'timeout' } })
  })

  it('of one does not harm those who wait behind it', async () => {
    let asked = 0
    const server = await keep(
      serveHttp((_, response) => {
        asked += 1
        if (asked > 4) response.end('late but there')
      }),
    )
    const fetch = await fetchFor()
    const url = `http://127.0.0.1:${server.port}/`
    const stuck = Array.from({ length: 4 }, () => fetch(url, { signal: AbortSignal.timeout(200) }))
    const behind = await fetch(url, {})
    expect([behind.ok, (await Promise.all(stuck)).map((one) => one.ok)]).toEqual([
      true,
      [false, false, false, false],
    ])
    expect(asked).toBe(5)
  })
})

describe('a handshake that never ends', () => {
  it('does not harm those who wait behind it', async () => {
    const real = createHttps(await certificate(), (_, response) => response.end('there'))
    let count = 0
    const server = await keep(
      served(
        createTcp((socket) => {
          count += 1
          if (count > 4) real.emit('connection', socket)
          else socket.resume()
        }),
      ),
    )
    const fetch = await fetchFor()
    const url = `https://127.0.0.1:${server.port}/`
    const stuck = Array.from({ length: 4 }, () => fetch(url, { signal: AbortSignal.timeout(200) }))
    const behind = await fetch(url, {})
    expect([behind.ok, (await Promise.all(stuck)).map((one) => one.ok)]).toEqual([
      true,
      [false, false, false, false],
    ])
  })
})

describe('a host', () => {
  it('gets four connections at most', async () => {
    let now = 0
    let most = 0
    const server = await keep(
      serveHttp((_, response) => {
        now += 1
        most = Math.max(most, now)
        setTimeout(() => {
          now -= 1
          response.end('ok')
        }, 20)
      }),
    )
    const fetch = await fetchFor()
    await Promise.all(
      Array.from({ length: 20 }, () => fetch(`http://127.0.0.1:${server.port}/`, {})),
    )
    expect([most, server.connections()]).toEqual([4, 4])
  })

  it('gets the key that the operator gave for it, and no other host ever sees it', async () => {
    const seen: [string, string | undefined][] = []
    const other = await keep(
      serveHttp((request, response) => {
        seen.push([`other${request.url}`, request.headers.authorization])
        if (request.url === '/back') {
          response.writeHead(302, { location: `http://own.test:${own.port}/final` })
        }
        response.end()
      }),
    )
    const own: Served = await keep(
      serveHttp((request, response) => {
        seen.push([`own${request.url}`, request.headers.authorization])
        const away: Record<string, string> = {
          '/near': '/final',
          '/away': `http://127.0.0.1:${other.port}/`,
          '/round': `http://127.0.0.1:${other.port}/back`,
        }
        const location = away[request.url ?? '']
        if (location) response.writeHead(302, { location })
        response.end()
      }),
    )
    const fetch = createFetch({
      allowHosts: ['127.0.0.0/8'],
      userAgent: 'Test/1',
      resolve: async () => ['127.0.0.1'],
      hostHeaders: { [`own.test:${own.port}`]: { Authorization: 'Bearer key' } },
    })
    for (const path of ['near', 'away', 'round']) {
      await fetch(`http://own.test:${own.port}/${path}`, {})
    }
    expect(seen).toEqual([
      ['own/near', 'Bearer key'],
      ['own/final', 'Bearer key'],
      ['own/away', 'Bearer key'],
      ['other/', undefined],
      ['own/round', 'Bearer key'],
      ['other/back', undefined],
      ['own/final', undefined],
    ])
  })
})
