/** A connector that resolves a name itself, checks every address and connects to the one that was checked. */
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { buildConnector } from 'undici'
import { type Allowed, refusal } from './guard.ts'

/** Gives all addresses of a name. */
export type Resolve = (hostname: string) => Promise<string[]>

/** The machine's own resolver. */
export const systemResolve: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true })).map(({ address }) => address)

/** A connection that would lead where no feed may be read. */
export class Blocked extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'Blocked'
  }
}

/** Gives the connector; a refused target fails with `Blocked` before a socket is opened. */
export function guardedConnector({
  allowed,
  resolve,
  timeout,
}: {
  allowed: Allowed
  resolve: Resolve
  /** ms */
  timeout: number
}): buildConnector.connector {
  // http/1.1 alone: one connection, one server, one answer at a time.
  const connect = buildConnector({ timeout, allowH2: false })
  const checked = async (options: buildConnector.Options): Promise<string> => {
    const { hostname, protocol } = options
    const port = Number(options.port || (protocol === 'https:' ? 443 : 80))
    const addresses = isIP(hostname) ? [hostname] : await resolve(hostname)
    const refused = refusal({ hostname, port, addresses }, allowed)
    if (refused !== null) throw new Blocked(refused)
    const [address] = addresses
    if (address === undefined) throw new Blocked('the name has no address')
    return address
  }
  return (options, callback) => {
    checked(options).then(
      (address) =>
        connect(
          {
            ...options,
            hostname: address,
            ...(options.protocol === 'https:' && !isIP(options.hostname)
              ? { servername: options.hostname }
              : {}),
          },
          callback,
        ),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
    )
  }
}
