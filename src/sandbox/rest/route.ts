/** A route of the API: what comes in, what goes out, by the names of Discord's description. */
import type { Interactions } from '../interactions.ts'
import type { Nonces } from '../nonces.ts'
import type { Json, Message, World } from '../world.ts'
import type { RateLimits } from './rate-limits.ts'

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
}

export type Call = {
  params: Record<string, string>
  query: URLSearchParams
  body: Json | Json[] | null
}

export type Reply = { status?: number; body?: unknown; headers?: Record<string, string> }

export type Route = {
  method: string
  /** `/channels/:channel/messages` */
  path: string
  /** Name of the schema of the body; or by the body itself. */
  request?: string | ((body: Json) => string)
  /** Name of the schema of the answer, `[]` before it for a list. */
  answer?: string
  /** Names of query parameters that are known. */
  query?: readonly string[]
  /** Interaction routes need no token and do not count towards the bot's fifty a second. */
  exempt?: boolean
  run(api: Api, call: Call): Reply
}
