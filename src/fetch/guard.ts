/** Which addresses a feed may be read from: public ones, and those that the operator allows. Pure. */
import ipaddr from 'ipaddr.js'

/** Ports on which public sites serve feeds. */
const PORTS = new Set([80, 443, 8080, 8443])

export type Allowed = {
  hosts: ReadonlySet<string>
  ranges: readonly (readonly [ipaddr.IPv4 | ipaddr.IPv6, number])[]
}

/** Reads an operator's list of `host`, `host:port` and CIDR ranges. Entries that are neither are hosts that never match. */
export function readAllowed(list: readonly string[]): Allowed {
  const hosts = new Set<string>()
  const ranges: [ipaddr.IPv4 | ipaddr.IPv6, number][] = []
  for (const entry of list.map((one) => one.trim().toLowerCase())) {
    if (ipaddr.isValidCIDR(entry)) ranges.push(ipaddr.parseCIDR(entry))
    else hosts.add(entry.replace(/^\[(.*)\](?=:|$)/, '$1'))
  }
  return { hosts, ranges }
}

/** Where a connection would go. */
export type Target = { hostname: string; port: number; addresses: readonly string[] }

/** Gives why a target is refused, or null. Refused if any of a name's addresses is not public. */
export function refusal({ hostname, port, addresses }: Target, allowed: Allowed): string | null {
  const host = hostname.toLowerCase().replace(/\.$/, '')
  if (allowed.hosts.has(host) || allowed.hosts.has(`${host}:${port}`)) return null
  if (addresses.length === 0) return 'the name has no address'
  const inRanges = (address: string) => isInRanges(address, allowed)
  if (addresses.every(inRanges)) return null
  if (!PORTS.has(port)) return `port ${port} is not one that feeds are served on`
  const bad = addresses.find((address) => !isPublic(address) && !inRanges(address))
  return bad === undefined ? null : 'the address is not a public one'
}

function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  return ipaddr.process(address).range() === 'unicast'
}

function isInRanges(address: string, { ranges }: Allowed): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  return ranges.some(([range, bits]) => range.kind() === parsed.kind() && parsed.match(range, bits))
}
