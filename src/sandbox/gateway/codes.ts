/** Opcodes and close codes of the gateway. https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway */

export const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  resume: 6,
  reconnect: 7,
  invalid: 9,
  hello: 10,
  ack: 11,
} as const

export const CLOSE = {
  unknownError: 4000,
  unknownOpcode: 4001,
  decodeError: 4002,
  notAuthenticated: 4003,
  authenticationFailed: 4004,
  alreadyAuthenticated: 4005,
  invalidSeq: 4007,
  rateLimited: 4008,
  sessionTimedOut: 4009,
  invalidShard: 4010,
  shardingRequired: 4011,
  invalidVersion: 4012,
  invalidIntents: 4013,
  disallowedIntents: 4014,
} as const

export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE]

/** What a client is told beside the code. */
export const REASON: Record<CloseCode, string> = {
  4000: 'Unknown error.',
  4001: 'Unknown opcode.',
  4002: 'Error while decoding payload.',
  4003: 'Not authenticated.',
  4004: 'Authentication failed.',
  4005: 'Already authenticated.',
  4007: 'Invalid seq.',
  4008: 'Rate limited.',
  4009: 'Session timed out.',
  4010: 'Invalid shard.',
  4011: 'Sharding required.',
  4012: 'Invalid API version.',
  4013: 'Invalid intent(s).',
  4014: 'Disallowed intent(s).',
}

/**
 * Codes after which the session is no more: the table says «start a new session» or «not authenticated», or the client
 * itself said goodbye (1000, 1001).
 */
export const ENDS_SESSION: ReadonlySet<number> = new Set([
  1000,
  1001,
  CLOSE.notAuthenticated,
  CLOSE.authenticationFailed,
  CLOSE.invalidSeq,
  CLOSE.sessionTimedOut,
])
