/** The names of a delivery: its key, and the nonce that makes sending it twice harmless. */
import { createHash } from 'node:crypto'
import { MESSAGE } from '../../config/limits.ts'

/** Names a digest (subscription and slot) in keys and custom ids: `[a-z0-9-]`, the same on every try and machine. */
export const digestKey = (subscriptionId: number, slot: number): string =>
  `s${subscriptionId.toString(36)}-${Math.floor(slot / 60_000).toString(36)}`

/** Takes a digest's key apart, or gives null. */
export function parseDigestKey(key: string): { subscriptionId: number; slotMinute: number } | null {
  const match = /^s([0-9a-z]{1,9})-([0-9a-z]{1,9})$/.exec(key)
  if (!match) return null
  return {
    subscriptionId: Number.parseInt(match[1] ?? '', 36),
    slotMinute: Number.parseInt(match[2] ?? '', 36),
  }
}

/**
 * Gives the nonce of a delivery: the same for every try, different for every bot instance (a copy of the data file under
 * another token must not collide) and channel (Discord compares per author, not per channel).
 */
export const nonceOf = (instance: string, key: string, channelId: string): string =>
  createHash('sha256')
    .update(`${instance}\n${channelId}\n${key}`)
    .digest('base64url')
    .slice(0, MESSAGE.nonce)
