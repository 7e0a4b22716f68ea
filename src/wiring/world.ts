/** What the bot is given of the outside: the real world by main.ts, one on loopback by the demo and the tests. */
import type { LlmConfig } from '../../config/llm.ts'
import type { Fetch } from '../fetch/fetch.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { everyMinute } from '../schedule/minute.ts'

export type World = {
  clock: Clock
  log: Logger
  /** All of the bot where undefined, or the process for the gateway: it answers people, workers do the rest. */
  role?: 'all' | 'gateway'
  /** In [0, 1). */
  random: () => number
  fetch: Fetch
  /** A file, or `:memory:`. */
  databaseFile: string
  /** When that file was put where it is or last written (epoch ms); unknown where undefined. */
  fileChangedAt?: number | null
  token: string
  discordApiUrl: string
  /** Servers that are served; empty: all. */
  allowedGuilds: readonly string[]
  /** Called once when nothing can go on (a dead token). */
  onFatal: (error: unknown) => void
  /** How long Discord may take for a message; ten seconds where undefined. */
  sendTimeoutMs?: number
  /** Whether articles' own pages are fetched where their feed says too little; not where undefined. */
  pageFetch?: boolean
  /** The model that writes leads and points; none where null or undefined. */
  llm?: LlmConfig | null
  /** What calls the housekeeping; the machine's clock where undefined. */
  everyMinute?: typeof everyMinute
}
