/** Names become addresses, without the thread pool that a slow name server would fill. */
import { lookup, Resolver } from 'node:dns/promises'

/** Gives all addresses of a name; rejects where there is none. */
export type Resolve = (hostname: string) => Promise<string[]>

/** A name server that does not answer holds nobody up for longer than a connection may. */
const ASK = { timeout: 2_000, tries: 2 } as const

type Addresses = Pick<Resolver, 'resolve4' | 'resolve6'>

/** Gives the addresses that name servers know, of both families. */
export const resolveWith =
  (resolver: Addresses): Resolve =>
  async (hostname) => {
    const both = await Promise.allSettled([
      resolver.resolve4(hostname),
      resolver.resolve6(hostname),
    ])
    const addresses = both.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
    if (addresses.length > 0) return addresses
    throw both.find((one) => one.status === 'rejected')?.reason ?? new Error('no address')
  }

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : null)

/** Gives the machine's own view of names: its name servers, and what its hosts file adds. */
export function systemResolve(): Resolve {
  const ask = resolveWith(new Resolver(ASK))
  return async (hostname) => {
    try {
      return await ask(hostname)
    } catch (error) {
      const code = codeOf(error)
      if (code !== 'ENOTFOUND' && code !== 'ENODATA' && code !== 'ECONNREFUSED') throw error
      return (await lookup(hostname.replace(/\.$/, ''), { all: true })).map(
        ({ address }) => address,
      )
    }
  }
}
