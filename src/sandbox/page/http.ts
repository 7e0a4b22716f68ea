/** The page's small needs of HTTP: who may ask, bodies, headers. */
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** Style attributes that the components set without saying anything. */
const EMPTY_STYLES = ['', 'color:;'].map(hashOf).join(' ')

/** Nothing that the page shows may come from elsewhere, and nothing may be run that is not ours. */
const POLICY = [
  "default-src 'self'",
  `style-src 'self' 'unsafe-hashes' ${EMPTY_STYLES}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ')

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const

/** Room for a file that a person picks. */
const MOST_BYTES = 4 * 1024 * 1024
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\]):\d+$/

/** Only this machine, under its own name: another site's page cannot ask in a person's browser. */
export function isOwn({ headers, method }: IncomingMessage): boolean {
  if (!LOOPBACK.test(headers.host ?? '')) return false
  if (method === 'GET') return true
  const origin = headers.origin === undefined || headers.origin === `http://${headers.host}`
  return origin && headers['content-type'] === 'application/json'
}

/** Answers with a body of a given type. */
export function give(
  response: ServerResponse,
  contentType: string,
  body: string | Uint8Array,
  status = 200,
): void {
  response.writeHead(status, { ...HEADERS, 'content-type': contentType })
  response.end(body)
}

export const giveJson = (response: ServerResponse, body: unknown): void =>
  give(response, 'application/json', JSON.stringify(body))

export const refuse = (response: ServerResponse, status: number, why: string): void =>
  give(response, 'text/plain; charset=utf-8', `${why}\n`, status)

/** Opens a stream of server-sent events. */
export function openEvents(response: ServerResponse): void {
  response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' })
  // A line at once: the browser knows that it is connected.
  response.write('retry: 500\n\n')
}

/** Reads a JSON body. Throws where it is too large or no JSON. */
export async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > MOST_BYTES) throw new Error('the request is too large')
    chunks.push(chunk as Buffer)
  }
  return JSON.parse(Buffer.concat(chunks).toString())
}
