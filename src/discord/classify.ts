/** What an answer of Discord means for a delivery; the only place that knows its error codes. Pure. */
import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'
import type { PermanentReason, SendResult } from '../delivery/send-message.ts'

export type Failure = Exclude<SendResult, { kind: 'sent' }>

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const PERMANENT: Record<number, PermanentReason> = {
  10003: 'channel-gone',
  10004: 'channel-gone',
  // The message that bears this nonce was there and was deleted: somebody did not want it.
  10008: 'refused',
  50001: 'no-access',
  50007: 'direct-closed',
  50278: 'direct-closed',
  50013: 'no-permission',
  // A locked thread: only its managers may open it again.
  50083: 'no-permission',
  160005: 'no-permission',
  50008: 'wrong-channel',
  50024: 'wrong-channel',
  40067: 'needs-tag',
  50006: 'invalid',
  50035: 'invalid',
  50109: 'invalid',
  // A message that may not be edited any more for now.
  20022: 'refused',
  30046: 'refused',
  // Words or links that Discord or the server's AutoMod does not let through.
  200000: 'harmful',
  200001: 'refused',
  240000: 'harmful',
}

/**
 * Refused for now: write limits of a channel, slow mode, a resource under load; a tag that was deleted a moment ago, and more
 * open threads than a server may have (they are archived with time).
 */
const REFUSED_FOR_NOW: readonly number[] = [10087, 20016, 20028, 40003, 40062, 160006, 160007]

/** By status, where the code says nothing that we know. */
const BY_STATUS: Record<number, PermanentReason> = {
  400: 'invalid',
  403: 'no-access',
  404: 'channel-gone',
  405: 'invalid',
  413: 'invalid',
}

/** The request never left this machine, or nobody took it. */
const NOT_CONNECTED: readonly string[] = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause)
}

function classifyApi({
  status,
  code,
}: {
  status: number
  code: number | string | undefined
}): Failure {
  if (status === 401) return { kind: 'unauthorized' }
  const reason = `${status}/${code ?? 'no code'}`
  // An answer without a code is not Discord's API but what stands before it.
  if (typeof code !== 'number') return { kind: 'temporary', reason, refused: true }
  if (REFUSED_FOR_NOW.includes(code)) return { kind: 'temporary', reason, refused: true }
  if (status >= 500 || code === 130000) return { kind: 'temporary', reason, refused: false }
  return { kind: 'permanent', reason: PERMANENT[code] ?? BY_STATUS[status] ?? 'refused', code }
}

/**
 * Gives what a thrown error of discord.js's REST means for the message. `temporary` errors of Discord's servers may
 * come after the message was stored; whatever leaves the outcome open is `unknown`.
 */
export function classify(error: unknown): Failure {
  if (error instanceof RateLimitError) {
    const retryAfterMs = Math.ceil(Math.max(error.retryAfter, error.timeToReset, 0))
    return { kind: 'temporary', retryAfterMs, reason: `429/${error.scope}`, refused: true }
  }
  if (error instanceof DiscordAPIError) return classifyApi(error)
  if (error instanceof HTTPError) {
    return { kind: 'temporary', reason: String(error.status), refused: false }
  }
  const code = codeOf(error)
  if (NOT_CONNECTED.includes(code)) return { kind: 'temporary', reason: code, refused: true }
  if (error instanceof Error && error.name === 'AbortError')
    return { kind: 'unknown', reason: 'timeout' }
  return { kind: 'unknown', reason: code || (error instanceof Error ? error.name : 'error') }
}
