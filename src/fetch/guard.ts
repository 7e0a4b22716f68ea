/** Which addresses a feed may be read from: public ones, and those that the operator allows. Pure. */
import ipaddr from 'ipaddr.js'

/** Ports on which public sites serve feeds. */
const PORTS = new Set([80, 443, 8080, 8443])

/** https://www.iana.org/assignments/ipv6-address-space — the only part of IPv6 that is given out for public use. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3')

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
    else hosts.add(entry)
  }
  return { hosts, ranges }
}

/** Where a connection would go. */
export type Target = { hostname: string; port: number; addresses: readonly string[] }

/** Gives why a target is refused, or null. Refused if any of a name's addresses is not public. */
export function refusal({ hostname, port, addresses }: Target, allowed: Allowed): string | null {
  const host = nameOf(hostname)
  if (allowed.hosts.has(host) || allowed.hosts.has(`${host}:${port}`)) return null
  if (addresses.length === 0) return 'the name has no address'
  const inRanges = (address: string) => isInRanges(address, allowed)
  if (addresses.every(inRanges)) return null
  if (!PORTS.has(port)) return `port ${port} is not one that feeds are served on`
  const bad = addresses.find((address) => !isPublic(address) && !inRanges(address))
  return bad === undefined ? null : 'the address is not a public one'
}

/** Says whether a socket's other end is one of the addresses that were checked. */
export function isPeer(remote: string | undefined, checked: readonly string[]): boolean {
  if (remote === undefined || !ipaddr.isValid(remote)) return false
  const peer = ipaddr.process(remote).toNormalizedString()
  return checked.some(
    (address) => ipaddr.isValid(address) && ipaddr.process(address).toNormalizedString() === peer,
  )
}

/** As it stands in an operator's list: an IPv6 address in brackets, a name without the root's dot. */
const nameOf = (hostname: string) =>
  hostname.includes(':') ? `[${hostname.toLowerCase()}]` : hostname.toLowerCase().replace(/\.$/, '')

function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast') return false
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_IPV6)
}

function isInRanges(address: string, { ranges }: Allowed): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  return ranges.some(([range, bits]) => range.kind() === parsed.kind() && parsed.match(range, bits))
}
