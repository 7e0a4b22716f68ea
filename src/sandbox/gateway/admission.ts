/** Who may start a session, and how others are refused. */
import type { Identify } from './client-payloads.ts'
import { CLOSE, type CloseCode } from './codes.ts'
import { areDisallowed, areInvalid } from './intents.ts'
import { GATEWAY } from './limits.ts'
import { belongsTo } from './session.ts'

export type Premises = {
  isOurs: (token: string) => boolean
  /** Privileged intents that are switched on for the app. */
  privileged: number
  guildIds: Iterable<string>
}

/** Gives the code with which an identify is refused, or null. */
export function refusalOf(
  { token, intents, shard = [0, 1] }: Identify,
  { isOurs, privileged, guildIds }: Premises,
): CloseCode | null {
  if (!isOurs(token)) return CLOSE.authenticationFailed
  const [index, count] = shard
  const good = Number.isInteger(index) && Number.isInteger(count) && index >= 0 && index < count
  if (!good) return CLOSE.invalidShard
  if (areInvalid(intents)) return CLOSE.invalidIntents
  if (areDisallowed(intents, privileged)) return CLOSE.disallowedIntents
  const many = [...guildIds].filter((id) => belongsTo(shard, id)).length > GATEWAY.guildsPerShard
  return many ? CLOSE.shardingRequired : null
}
