/** HTTP for addresses that strangers give: guarded, capped, timed, redirects by hand. */
import { Agent, fetch as undiciFetch } from 'undici'
import { fail, ok, type Result } from '../lib/result.ts'
import type { FeedError } from '../model/feed.ts'
import { Blocked, guardedConnector, type Resolve, systemResolve } from './connector.ts'
import { readAllowed } from './guard.ts'

export type Fetched = {
  status: number
  headers: Headers
  body: Uint8Array
  /** Where the redirects led. */
  url: string
}

/** Gets an address; what can go wrong comes as a value. */
export type Fetch = (
  url: string,
  options: { headers?: Record<string, string>; signal?: AbortSignal; maxBytes?: number },
) => Promise<Result<Fetched, FeedError>>

export const FETCH_LIMITS = {
  redirects: 5,
  /** ms */
  connect: 10_000,
  /** ms, redirects and body included */
  total: 30_000,
  /** After inflation. */
  bytes: 10 * 1024 * 1024,
  connectionsPerHost: 4,
} as const

export type FetchOptions = {
  /** `host`, `host:port` or CIDR: address and port rules are lifted for these. */
  allowHosts: readonly string[]
  userAgent: string
  resolve?: Resolve
  /** ms */
  total?: number
}

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.8, */*;q=0.5'

class Refused extends Error {
  readonly error: FeedError

  constructor(error: FeedError) {
    super(error.message)
    this.error = error
  }
}

/** Gives the guarded fetch. No cookies, no referrer. */
export function createFetch({
  allowHosts,
  userAgent,
  resolve = systemResolve,
  total = FETCH_LIMITS.total,
}: FetchOptions): Fetch {
  const agent = new Agent({
    connect: guardedConnector({
      allowed: readAllowed(allowHosts),
      resolve,
      timeout: FETCH_LIMITS.connect,
    }),
    connections: FETCH_LIMITS.connectionsPerHost,
    keepAliveTimeout: 4_000,
    headersTimeout: total,
    bodyTimeout: total,
  })
  const ask = (url: URL, headers: Record<string, string>, signal: AbortSignal) =>
    undiciFetch(url, {
      dispatcher: agent,
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      headers: { accept: ACCEPT, ...headers, 'user-agent': userAgent },
      signal,
    })
  return async (address, { headers = {}, signal, maxBytes = FETCH_LIMITS.bytes }) => {
    const timeout = AbortSignal.timeout(total)
    const either = signal ? AbortSignal.any([signal, timeout]) : timeout
    try {
      let url = checkedUrl(address)
      for (let hop = 0; hop <= FETCH_LIMITS.redirects; hop += 1) {
        const answer = await ask(url, headers, either)
        const location = redirectOf(answer)
        if (location === null) return ok(await received(answer, url, maxBytes))
        await answer.body?.cancel()
        url = checkedUrl(location, url)
      }
      throw new Refused({ kind: 'http-error', message: 'The address redirects too often.' })
    } catch (error) {
      return fail(problemOf(error))
    }
  }
}

type Answer = Awaited<ReturnType<typeof undiciFetch>>

function checkedUrl(address: string, base?: URL): URL {
  const url = URL.parse(address, base)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new Refused({ kind: 'bad-address', message: 'The address is not an http or https one.' })
  }
  if (url.username !== '' || url.password !== '') {
    throw new Refused({ kind: 'blocked', message: 'The address bears a user name or a password.' })
  }
  return url
}

const redirectOf = (answer: Answer): string | null =>
  answer.status >= 300 && answer.status < 400 && answer.status !== 304
    ? answer.headers.get('location')
    : null

async function received(answer: Answer, url: URL, maxBytes: number): Promise<Fetched> {
  return {
    status: answer.status,
    headers: new Headers([...answer.headers]),
    body: await bodyOf(answer, maxBytes),
    url: url.href,
  }
}

async function bodyOf(answer: Answer, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) {
      throw new Refused({
        kind: 'too-large',
        message: `The answer is larger than ${maxBytes} bytes.`,
      })
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const causeOf = (error: unknown): unknown =>
  error instanceof Error && error.cause !== undefined ? causeOf(error.cause) : error

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

function problemOf(error: unknown): FeedError {
  if (error instanceof Refused) return error.error
  const cause = causeOf(error)
  if (cause instanceof Refused) return cause.error
  if (cause instanceof Blocked) return { kind: 'blocked', message: `Not read: ${cause.message}.` }
  const code = codeOf(cause)
  const isTimeout =
    (cause instanceof Error && cause.name === 'TimeoutError') || /TIMEOUT|ETIMEDOUT/.test(code)
  if (isTimeout) return { kind: 'timeout', message: 'The server did not answer in time.' }
  return { kind: 'unreachable', message: `The server cannot be reached${code && ` (${code})`}.` }
}
