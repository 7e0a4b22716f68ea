/** What a client may send, by opcode. https://docs.discord.com/developers/events/gateway-events#send-events */
import { z } from 'zod'
import { OP } from './codes.ts'

const presence = z.strictObject({
  since: z.number().nullable().optional(),
  activities: z.array(z.looseObject({ name: z.string(), type: z.number() })).optional(),
  status: z.enum(['online', 'dnd', 'idle', 'invisible', 'offline']).optional(),
  afk: z.boolean().optional(),
})

const identify = z.strictObject({
  token: z.string(),
  properties: z.looseObject({ os: z.string(), browser: z.string(), device: z.string() }),
  compress: z.boolean().optional(),
  large_threshold: z.number().int().min(50).max(250).optional(),
  shard: z.tuple([z.number(), z.number()]).optional(),
  presence: presence.optional(),
  intents: z.number(),
})
const resume = z.strictObject({
  token: z.string(),
  session_id: z.string(),
  seq: z.number().int().nonnegative(),
})
const heartbeat = z.number().int().nonnegative().nullable()

export type Identify = z.infer<typeof identify>
export type Resume = z.infer<typeof resume>

/** Discord knows more; what the sandbox does not carry out it refuses as unknown. */
export type ClientPayload =
  | { op: typeof OP.heartbeat; d: number | null }
  | { op: typeof OP.identify; d: Identify }
  | { op: typeof OP.resume; d: Resume }
  | { op: typeof OP.presence }

const frame = z.looseObject({ op: z.number().int(), d: z.unknown() })

/** Gives what a frame says, or with which close code it is refused. */
export function read(text: string): ClientPayload | 'decodeError' | 'unknownOpcode' {
  const outer = frame.safeParse(parsed(text))
  if (!outer.success) return 'decodeError'
  const { op, d } = outer.data
  if (op === OP.heartbeat) return checked(heartbeat, d, (value) => ({ op, d: value }))
  if (op === OP.identify) return checked(identify, d, (value) => ({ op, d: value }))
  if (op === OP.resume) return checked(resume, d, (value) => ({ op, d: value }))
  if (op === OP.presence) return checked(presence, d, () => ({ op }))
  return 'unknownOpcode'
}

function checked<T>(
  schema: z.ZodType<T>,
  value: unknown,
  wrap: (value: T) => ClientPayload,
): ClientPayload | 'decodeError' {
  const result = schema.safeParse(value)
  return result.success ? wrap(result.data) : 'decodeError'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
