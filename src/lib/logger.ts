import { type DestinationStream, type Level, type Logger, pino } from 'pino'

export type { Logger } from 'pino'
export type LogLevel = Level | 'silent'

const SECRET = /\b[\w-]{20,}\.[\w-]{6}\.[\w-]{27,}\b/g

/** Replaces whatever looks like a Discord token in a text. */
export const withoutTokens = (text: string): string => text.replace(SECRET, '[token]')

/**
 * Gives what a log may tell of an error: discord.js's errors carry request bodies and addresses with interaction tokens in
 * them.
 */
function errorShape(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) }
  const { code, status } = error as Error & { code?: unknown; status?: unknown }
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(code === undefined ? {} : { code }),
    ...(status === undefined ? {} : { status }),
    ...(error.cause === undefined ? {} : { cause: errorShape(error.cause) }),
  }
}

/**
 * Gives the structured log: JSON lines on stderr, so that stdout stays free for what a command prints. What looks like
 * a Discord token is replaced before a line is written.
 */
export function createLogger(level: LogLevel, stream?: DestinationStream): Logger {
  const target = stream ?? { write: (line: string) => void process.stderr.write(line) }
  return pino(
    { level, base: null, serializers: { err: errorShape } },
    { write: (line: string) => target.write(withoutTokens(line)) },
  )
}
