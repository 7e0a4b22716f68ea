/** Headers that the operator sends to a host of theirs, such as a key; no other host ever sees them. Pure. */

/** By `host` or `host:port`, in lower case. */
export type HostHeaders = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Gives the headers of an address's host. */
export const headersOf = (all: HostHeaders, { host, hostname }: URL): Record<string, string> => ({
  ...(Object.hasOwn(all, hostname) ? all[hostname] : {}),
  ...(Object.hasOwn(all, host) ? all[host] : {}),
})

/** Says whether a request that was redirected is still on the way to the host that it was meant for, as safely as it began. */
export const staysWith = (first: URL, next: URL): boolean =>
  next.host === first.host && (next.protocol === first.protocol || next.protocol === 'https:')
