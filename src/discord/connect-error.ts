/** Why there is no connection to Discord. */
import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes } from 'discord.js'

/** Discord refuses the token, or cannot be reached (`cause` says why). */
export class ConnectError extends Error {
  readonly kind: 'bad-token' | 'unreachable'

  constructor(kind: ConnectError['kind'], cause: unknown) {
    super(`cannot connect to Discord: ${kind}`, { cause })
    this.name = 'ConnectError'
    this.kind = kind
  }
}

/** Says whether an error means that Discord does not know the token. */
export function isBadToken(error: unknown): boolean {
  if (error instanceof DiscordAPIError) return error.status === 401
  return error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid
}
