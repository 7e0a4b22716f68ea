/** The other side of `bench -- poll`, in a process of its own: all hosts of the world on one loopback port. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Told = {
  requests: number
  /** Requests without the condition that the feed had given. */
  unconditional: number
  /** The most requests that one host had to answer at once. */
  mostAtOnce: number
  answers: Record<string, number>
}

const told: Told = { requests: 0, unconditional: 0, mostAtOnce: 0, answers: {} }
const busy = new Map<string, number>()

/** By the feed's own number: the same in every run. */
function kindOf(feed: number): string {
  const part = feed % 100
  if (part < 90) return 'unchanged'
  if (part < 96) return 'changed'
  if (part < 98) return 'error'
  if (part < 99) return 'dropped'
  return feed % 300 === 99 ? 'silent' : 'away'
}

/** ms: most are quick, some are far away, a few crawl. */
function latencyOf(feed: number): number {
  const part = (feed * 7919) % 100
  if (part < 80) return 5 + (part % 40)
  return part < 98 ? 100 + part * 2 : 1_000
}

const items = (feed: number) =>
  Array.from(
    { length: 15 },
    (_, n) =>
      `<item><guid>${feed}-${n}</guid><title>Article ${n} of feed ${feed}</title><link>https://a.example/${feed}/${n}</link><description>${`The harbour of town ${n} was opened on Sunday, and ${feed} ships came in. `.repeat(30)}</description></item>`,
  ).join('')

const ANSWERS: Record<string, (feed: number, response: ServerResponse) => void> = {
  unchanged: (_, response) => response.writeHead(304, { etag: '"1"' }).end(),
  changed: (feed, response) =>
    response
      .writeHead(200, { etag: '"2"', 'content-type': 'application/rss+xml' })
      .end(`<rss version="2.0"><channel><title>${feed}</title>${items(feed)}</channel></rss>`),
  error: (_, response) => response.writeHead(500).end('broken'),
  dropped: (_, response) => response.socket?.destroy(),
  silent: () => {},
  away: (_, response) => response.writeHead(503, { 'retry-after': '3600' }).end(),
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const host = request.headers.host ?? ''
  const feed = Number(request.url?.slice(1))
  const kind = kindOf(feed)
  const now = (busy.get(host) ?? 0) + 1
  busy.set(host, now)
  told.requests += 1
  told.mostAtOnce = Math.max(told.mostAtOnce, now)
  told.answers[kind] = (told.answers[kind] ?? 0) + 1
  if (request.headers['if-none-match'] !== '"1"') told.unconditional += 1
  response.once('close', () => busy.set(host, (busy.get(host) ?? 1) - 1))
  setTimeout(() => ANSWERS[kind]?.(feed, response), latencyOf(feed))
}

const server = createServer(answer)
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('message', () => process.send?.(told))
process.on('disconnect', () => process.exit())
