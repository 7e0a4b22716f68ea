/** The key of a notice: names server (or person), place and minute in its delivery and in the custom ids of its buttons. Pure. */
import { isPersonal, ownerOf, personalSpace } from '../model/space.ts'

const MINUTE = 60_000
/** `n` begins a server's, `p` a person's. */
const KEY = /^([np])([0-9a-z]{1,14})-[0-9a-z]{1,14}-[0-9a-z]{1,9}$/

/** Gives a notice's key, of `[0-9a-z-]`; one place is told at most once a minute. */
export function noticeKey(
  { guildId, channelId }: { guildId: string; channelId: string },
  now: number,
): string {
  const owner = ownerOf(guildId)
  const told = `${owner === null ? 'n' : 'p'}${BigInt(owner ?? guildId).toString(36)}`
  return `${told}-${BigInt(channelId).toString(36)}-${Math.floor(now / MINUTE).toString(36)}`
}

const numberIn = (base36: string): bigint =>
  [...base36].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n)

/** Gives the server, or the personal space, that a notice's key names, or null for what is no such key. */
export function spaceOfNotice(key: string | undefined): string | null {
  const [, kind, id] = KEY.exec(key ?? '') ?? []
  if (id === undefined) return null
  const number = String(numberIn(id))
  return kind === 'p' ? personalSpace(number) : number
}

/** Gives the server that a notice's key names, or null for a person's, and for what is no such key. */
export function serverOfNotice(key: string | undefined): string | null {
  const space = spaceOfNotice(key)
  return space === null || isPersonal(space) ? null : space
}
