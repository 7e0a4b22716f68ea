/** Sites on one loopback port, by host name: a test writes what each address answers and reads what was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createFetch } from '../../src/fetch/fetch.ts'
import type { Clock } from '../../src/lib/clock.ts'

export type Answer =
  | string
  | { status?: number; headers?: Record<string, string>; body?: string | Uint8Array }
  | ((request: IncomingMessage, response: ServerResponse) => void)

export type AskedOf = {
  host: string
  path: string
  at: number
  headers: IncomingMessage['headers']
}

const paragraph = (text: string) => `<p>${text}</p>`

/** A page as sites write them: navigation, the article, what else there is to read. */
export const pageOf = (title: string, texts: readonly string[], head = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} | The Site</title><meta property="og:title" content="${title}">${head}</head><body><nav><ul>${'<li><a href="/other">Another story of the day</a></li>'.repeat(12)}</ul></nav><main><article><h1>${title}</h1>${texts.map(paragraph).join('\n')}</article></main><aside><h2>Most read</h2><ul><li><a href="/x">A dog that reads</a></li></ul></aside><footer>Copyright © 2026 The Site</footer></body></html>`

/** Starts the server. Addresses are `http://HOST.test:PORT/…`; what is not written answers 404. */
export async function startSite({ total = 30_000 }: { total?: number } = {}) {
  const answers = new Map<string, Answer>()
  const asked: AskedOf[] = []
  let clock: Clock | null = null
  const server = createServer((request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '')
    const path = request.url ?? '/'
    asked.push({ host, path, at: clock?.now() ?? 0, headers: request.headers })
    const answer = answers.get(`${host}${path}`)
    if (answer === undefined) return void response.writeHead(404).end('nothing here')
    if (typeof answer === 'function') return answer(request, response)
    const {
      status = 200,
      headers = {},
      body = '',
    } = typeof answer === 'string' ? { body: answer } : answer
    response
      .writeHead(status, {
        'content-type': path.endsWith('.xml') ? 'text/xml' : 'text/html; charset=utf-8',
        ...headers,
      })
      .end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    answers,
    asked,
    /** Paths that were asked of a host, in order. */
    paths: (host: string) => asked.filter((one) => one.host === host).map(({ path }) => path),
    url: (host: string, path: string) => `http://${host}:${port}${path}`,
    /** The moments of requests are by this clock. */
    by: (own: Clock) => {
      clock = own
    },
    fetch: createFetch({
      allowHosts: ['127.0.0.0/8'],
      userAgent: 'ChrysanthemumDigest/test (+https://bot.example)',
      resolve: async () => ['127.0.0.1'],
      total,
    }),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export type Site = Awaited<ReturnType<typeof startSite>>
