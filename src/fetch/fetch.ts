/** HTTP for addresses that strangers give: guarded, capped, timed, redirects by hand. */
import { Agent, type Dispatcher, request } from 'undici'
import { fail, ok, type Result } from '../lib/result.ts'
import type { FeedError } from '../model/feed.ts'
import { guardedConnector, waiting } from './connector.ts'
import { readAllowed } from './guard.ts'
import { type HostHeaders, headersOf, staysWith } from './host-headers.ts'
import { problemOf, Refused } from './problem.ts'
import { type Resolve, systemResolve } from './resolve.ts'
import { ACCEPT_ENCODING, unpack } from './unpack.ts'

export type Fetched = {
  status: number
  headers: Headers
  body: Uint8Array
  /** Where the redirects led. */
  url: string
  /** Where the address has moved for good (301, 308), unless the redirects were only for now. */
  movedTo?: string
}

export type FetchRequest = {
  headers?: Record<string, string>
  signal?: AbortSignal
  maxBytes?: number
  /** How many subscriptions the answer is for; said in the User-Agent. */
  subscribers?: number
  /** A redirect to another host is not followed: its answer is given without a body, where it leads as `url`. */
  withinHost?: boolean
  /** An answer whose content type does not match is given without its body. */
  types?: RegExp
}

/** Gets an address; what can go wrong comes as a value. */
export type Fetch = (url: string, options: FetchRequest) => Promise<Result<Fetched, FeedError>>

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
  /** Keys for hosts of the operator. */
  hostHeaders?: HostHeaders
  /** Certificates to trust instead of the usual ones. */
  ca?: string
}

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.8, */*;q=0.5'

/** More of a body that nobody wants is not read, and no longer (ms), to keep its connection. */
const UNREAD_BODY = { bytes: 16 * 1024, time: 500 } as const

const REDIRECTS = new Set([301, 302, 303, 307, 308])
const FOR_GOOD = new Set([301, 308])

/** `ChrysanthemumDigest/x (+url; N subscribers)` */
function agentLine(userAgent: string, subscribers: number | undefined): string {
  if (subscribers === undefined) return userAgent
  const count = `${subscribers} subscriber${subscribers === 1 ? '' : 's'}`
  return userAgent.endsWith(')')
    ? `${userAgent.slice(0, -1)}; ${count})`
    : `${userAgent} (${count})`
}

function checkedUrl(address: string, base?: URL): URL {
  const url = URL.parse(address, base)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new Refused({ kind: 'bad-address', message: 'The address is not an http or https one.' })
  }
  if (url.username !== '' || url.password !== '') {
    const message = 'The address bears a user name or a password.'
    throw new Refused({ kind: 'credentials', message })
  }
  url.hash = ''
  return url
}

type Answer = Dispatcher.ResponseData

function headersIn({ headers }: Answer): Headers {
  const all = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    for (const one of [value ?? []].flat()) all.append(name, one)
  }
  return all
}

/** The way of one address: where it is now, and what may still be sent along. */
class Way {
  readonly #first: URL
  readonly #keys: HostHeaders
  #mayBearKeys = true
  #isForGood = true
  url: URL
  movedTo: string | undefined

  constructor(address: string, keys: HostHeaders) {
    this.url = checkedUrl(address)
    this.#first = this.url
    this.#keys = keys
  }

  /** Keys of the host that was asked for, as long as no redirect has led away from it. */
  get keys(): Record<string, string> {
    return this.#mayBearKeys ? headersOf(this.#keys, this.url) : {}
  }

  /** Whether a redirect has led to another host than the one that was asked for. */
  get isElsewhere(): boolean {
    return this.url.host !== this.#first.host
  }

  follow(location: string, status: number): void {
    this.url = checkedUrl(location, this.url)
    this.#mayBearKeys &&= staysWith(this.#first, this.url)
    this.#isForGood &&= FOR_GOOD.has(status)
    if (this.#isForGood) this.movedTo = this.url.href
  }
}

/** Gives the guarded fetch. No cookies, no referrer. */
export function createFetch({
  allowHosts,
  userAgent,
  resolve = systemResolve(),
  total = FETCH_LIMITS.total,
  hostHeaders = {},
  ca,
}: FetchOptions): Fetch {
  const agent = new Agent({
    connect: guardedConnector({
      allowed: readAllowed(allowHosts),
      resolve,
      timeout: Math.min(FETCH_LIMITS.connect, total),
      ca,
    }),
    connections: FETCH_LIMITS.connectionsPerHost,
    keepAliveTimeout: 4_000,
    headersTimeout: total,
    bodyTimeout: total,
  })
  const ask = (way: Way, { headers, subscribers }: FetchRequest, signal: AbortSignal) =>
    request(way.url, {
      dispatcher: agent,
      headers: {
        accept: ACCEPT,
        'accept-encoding': ACCEPT_ENCODING,
        ...headers,
        ...way.keys,
        'user-agent': agentLine(userAgent, subscribers),
      },
      signal,
    })
  const follow = async (address: string, asked: FetchRequest, signal: AbortSignal) => {
    const way = new Way(address, hostHeaders)
    for (let hop = 0; hop <= FETCH_LIMITS.redirects; hop += 1) {
      const answer = await ask(way, asked, signal)
      const location = redirectOf(answer)
      if (location === null) return received(answer, way, asked)
      leave(answer)
      way.follow(location, answer.statusCode)
      if (asked.withinHost && way.isElsewhere) return withoutBody(answer, way)
    }
    throw new Refused({ kind: 'redirects', message: 'The address redirects too often.' })
  }
  return async (address, asked) => {
    const timeout = AbortSignal.timeout(total)
    const signal = asked.signal ? AbortSignal.any([asked.signal, timeout]) : timeout
    try {
      return ok(await untilAborted(signal, (end) => follow(address, asked, end)))
    } catch (error) {
      return fail(problemOf(error, signal))
    }
  }
}

/** Settles with the work, or rejects the moment that `signal` aborts; the work's own end does so only while it lasts. */
async function untilAborted<T>(
  signal: AbortSignal,
  work: (end: AbortSignal) => Promise<T>,
): Promise<T> {
  const own = new AbortController()
  const aborted = Promise.withResolvers<never>()
  const abort = () => {
    own.abort(signal.reason)
    aborted.reject(signal.reason)
  }
  if (signal.aborted) abort()
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([waiting.run(own.signal, () => work(own.signal)), aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

function redirectOf({ statusCode, headers }: Answer): string | null {
  const location = headers['location']
  if (!REDIRECTS.has(statusCode) || location === undefined) return null
  return asWritten([location].flat()[0] ?? '')
}

/** Servers write addresses in UTF-8 where only ASCII belongs; headers arrive as latin1. */
function asWritten(header: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(header, 'latin1'))
  } catch {
    return header
  }
}

/** Reads a body to its end behind our back, so that the connection can be used again. */
function leave({ body }: Answer): void {
  body
    .dump({ limit: UNREAD_BODY.bytes, signal: AbortSignal.timeout(UNREAD_BODY.time) })
    .catch(() => {})
}

const withoutBody = (answer: Answer, way: Way): Fetched => ({
  status: answer.statusCode,
  headers: headersIn(answer),
  body: new Uint8Array(),
  url: way.url.href,
  ...(way.movedTo === undefined ? {} : { movedTo: way.movedTo }),
})

async function received(
  answer: Answer,
  way: Way,
  { maxBytes = FETCH_LIMITS.bytes, types }: FetchRequest,
): Promise<Fetched> {
  const bare = withoutBody(answer, way)
  const type = bare.headers.get('content-type')
  if (types !== undefined && type !== null && !types.test(type)) {
    leave(answer)
    return bare
  }
  const body = await unpack(answer.body, bare.headers.get('content-encoding'), maxBytes)
  return { ...bare, body }
}
