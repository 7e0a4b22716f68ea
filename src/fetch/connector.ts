/** A connector that resolves a name itself, checks every address and connects to one that was checked. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { connect as connectTcp, isIP, isIPv6, type LookupFunction, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { type buildConnector, errors } from 'undici'
import { type Allowed, isPeer, refusal } from './guard.ts'
import type { Resolve } from './resolve.ts'

/** A connection that would lead where no feed may be read. */
export class Blocked extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'Blocked'
  }
}

export type ConnectorOptions = {
  allowed: Allowed
  resolve: Resolve
  /** ms for the name, the connection and the TLS handshake together. */
  timeout: number
  /** Certificates to trust instead of the usual ones. */
  ca?: string | undefined
}

/**
 * Tells when the request that a connection is opened for is given up: undici would go on connecting. It must not abort
 * after its request is over, when the next in the queue may be connecting in its context.
 */
export const waiting = new AsyncLocalStorage<AbortSignal>()

type Options = buildConnector.Options

const portOf = ({ port, protocol }: Options) => Number(port || (protocol === 'https:' ? 443 : 80))

async function checkedAddresses(options: Options, { allowed, resolve }: ConnectorOptions) {
  const { hostname } = options
  const addresses = isIP(hostname) ? [hostname] : await resolve(hostname)
  const refused = refusal({ hostname, port: portOf(options), addresses }, allowed)
  if (refused !== null) throw new Blocked(refused)
  if (addresses.length === 0) throw new Blocked('the name has no address')
  return addresses
}

/** The one answer that a socket gets for its name: what was checked. */
const lookupOf =
  (addresses: readonly string[]): LookupFunction =>
  (_hostname, { all }, callback) => {
    const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }))
    const [first = { address: '', family: 4 }] = found
    if (all) callback(null, found)
    else callback(null, first.address, first.family)
  }

/** Opens a socket to checked addresses; `opened` is called when it can carry a request. */
function open(
  options: Options,
  { addresses, ca }: { addresses: readonly string[]; ca: string | undefined },
  opened: () => void,
): Socket {
  const { hostname: host, protocol } = options
  const to = { host, port: portOf(options), lookup: lookupOf(addresses) }
  if (protocol !== 'https:') return connectTcp({ ...to }, opened)
  return connectTls(
    {
      ...to,
      // http/1.1 alone: one connection, one server, one answer at a time.
      ALPNProtocols: ['http/1.1'],
      ...(isIP(host) ? {} : { servername: host.replace(/\.$/, '') }),
      ...(ca === undefined ? {} : { ca }),
    },
    opened,
  )
}

/**
 * Gives the connector. A refused target fails with `Blocked` before a socket is opened; a socket that is not there in
 * time, or that nobody waits for any more, is closed at that moment.
 */
export const guardedConnector =
  (guard: ConnectorOptions): buildConnector.connector =>
  (options, callback) => {
    const signal = waiting.getStore()
    let socket: Socket | null = null
    let isSettled = false
    const settle = (error: Error | null) => {
      if (isSettled) return
      isSettled = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', leave)
      if (error === null && socket !== null) return callback(null, socket)
      socket?.destroy()
      callback(error ?? new errors.SocketError('no socket'), null)
    }
    const leave = () => settle(new errors.RequestAbortedError())
    const timer = setTimeout(() => settle(new errors.ConnectTimeoutError('')), guard.timeout)
    if (signal && !signal.aborted) signal.addEventListener('abort', leave, { once: true })
    checkedAddresses(options, guard).then((addresses) => {
      if (isSettled) return
      socket = open(options, { addresses, ca: guard.ca }, () => {
        const isChecked = isPeer(socket?.remoteAddress, addresses)
        settle(isChecked ? null : new Blocked('the connection led to another address'))
      })
      socket.setNoDelay(true)
      socket.on('error', settle)
    }, settle)
  }
