/** A route of the API: what comes in, what goes out, by the names of Discord's description. */
import type { Interactions } from '../interactions.ts'
import type { Nonces } from '../nonces.ts'
import type { Channel, Json, Message, World } from '../world.ts'
import type { BucketName, RateLimits } from './rate-limits.ts'

export type Api = {
  world: World
  interactions: Interactions
  nonces: Nonces
  limits: RateLimits
  /** What /gateway/bot says. */
  gatewayBot: () => Json
  onStored: (message: Message) => void
  onEdited: (message: Message) => void
  onDeleted: (message: Message) => void
  onThread: (fate: 'CREATE' | 'UPDATE', thread: Channel) => void
}

export type Call = {
  params: Record<string, string>
  query: URLSearchParams
  body: Json | Json[] | null
}

/** A text as body is sent as HTML. */
export type Reply = { status?: number; body?: unknown; headers?: Record<string, string> }

export type Route = {
  method: string
  /** `/channels/:channel/messages` */
  path: string
  /** Name of the schema of the body; or by the body itself. */
  request?: string | ((body: Json) => string)
  /** Keys that stock discord.js sends and Discord takes, though the description lacks them. */
  ignores?: readonly string[]
  /** Name of the schema of the answer, `[]` before it for a list; or by the answer itself. */
  answer?: string | ((body: Json) => string)
  /** Names of schemas of keys of the answer that its own schema lacks, though the documentation has them. */
  parts?: Record<string, string>
  /** Names of query parameters that are known. */
  query?: readonly string[]
  /** Interaction routes need no token and do not count towards the bot's fifty a second. */
  exempt?: boolean
  /** A bucket of its own for each channel. */
  bucket?: BucketName
  run(api: Api, call: Call): Reply
}
