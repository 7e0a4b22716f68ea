/** The key of a notice: names server, place and minute in its delivery and in the custom ids of its buttons. Pure. */

const MINUTE = 60_000
const KEY = /^n([0-9a-z]{1,14})-[0-9a-z]{1,14}-[0-9a-z]{1,9}$/

/** Gives a notice's key, of `[0-9a-z-]`; one place is told at most once a minute. */
export const noticeKey = (
  { guildId, channelId }: { guildId: string; channelId: string },
  now: number,
): string =>
  `n${BigInt(guildId).toString(36)}-${BigInt(channelId).toString(36)}-${Math.floor(now / MINUTE).toString(36)}`

const numberIn = (base36: string): bigint =>
  [...base36].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n)

/** Gives the server that a notice's key names, or null for what is no such key. */
export function serverOfNotice(key: string | undefined): string | null {
  const guild = KEY.exec(key ?? '')?.[1]
  return guild === undefined ? null : String(numberIn(guild))
}
