/**
 * The sandbox's Discord without its sockets: the same world, routes, rules, limits and faults, asked by function calls, so that
 * a year passes in seconds.
 */
import { EventEmitter } from 'node:events'
import { ApiError, invalidForm } from '../../src/sandbox/api-error.ts'
import { serverError } from '../../src/sandbox/fault-effects.ts'
import { type FaultEffect, type Faulted, Faults } from '../../src/sandbox/faults.ts'
import { Interactions } from '../../src/sandbox/interactions.ts'
import { Nonces } from '../../src/sandbox/nonces.ts'
import { problemsOfBody, trimmed } from '../../src/sandbox/rest/body.ts'
import { RateLimits } from '../../src/sandbox/rest/rate-limits.ts'
import type { Api, Call, Reply } from '../../src/sandbox/rest/route.ts'
import { type Found, findRoute } from '../../src/sandbox/rest/router.ts'
import { Rules } from '../../src/sandbox/rules/table.ts'
import { loadSpec, type Spec } from '../../src/sandbox/schema.ts'
import { snowflakes } from '../../src/sandbox/snowflake.ts'
import { createWorld, type Json, type Message, type World } from '../../src/sandbox/world.ts'

/** What becomes of a request: an answer, or nothing that the client hears of. */
export type Outcome =
  | (Required<Pick<Reply, 'status' | 'headers'>> & { body: unknown })
  | 'hang'
  | 'drop'

export type Asked = { method: string; path: string; query?: URLSearchParams; body?: unknown }

export type Discord = {
  world: World
  faults: Faults
  /** Servers that Discord has trouble with. */
  outages: Set<string>
  /** Requests that were refused as no Discord would take them (a mistake of the bot). */
  invalid: string[]
  stored: EventEmitter<{ message: [Message] }>
  request(asked: Asked): Outcome
}

/** As far apart as the bot's own pace lets requests go out: many go out at one moment of a clock that stands still. */
const APART_MS = 25

/** Makes a Discord in which nothing is. `now` is its clock, by which it counts everything. */
export async function createDiscord(now: () => number): Promise<Discord> {
  const spec = await loadSpec()
  const rules = new Rules()
  const world = createWorld(now, snowflakes(now), rules)
  const stored = new EventEmitter<{ message: [Message] }>()
  const nothing = () => {}
  const onStored = (message: Message) => void stored.emit('message', message)
  let came = Number.NEGATIVE_INFINITY
  const pace = () => came
  const heard = { onStored, onEdited: nothing, onDeleted: nothing }
  const api: Api = {
    world,
    interactions: new Interactions(world, heard),
    nonces: new Nonces({ now, rules }),
    limits: new RateLimits(rules, { pace, now }),
    gatewayBot: () => ({}),
    ...heard,
    onThread: nothing,
  }
  const faults = new Faults()
  const outages = new Set<string>()
  const invalid: string[] = []

  const effectOf = (params: Record<string, string>, request: Faulted): FaultEffect | null =>
    outages.has(serverOf(world, params)) ? serverError(503) : faults.take(request)

  const carryOut = ({ route, params }: Found, query: URLSearchParams, sent: Json | null) =>
    carriedOut(() => {
      const body = trimmed(rules, sent)
      api.limits.countGlobal(came)
      if (route.bucket) api.limits.countBucket(route.bucket, params['channel'] ?? '')
      checkBody(spec, route, body)
      return route.run(api, { params, query, body })
    })

  const request = ({ method, path, query = NO_QUERY, body }: Asked): Outcome => {
    came = Math.max(now(), came + APART_MS)
    const found = findRoute(method, path)
    if (found === null) throw new Error(`the sandbox has no route ${method} ${path}`)
    const sent = asSent(body)
    const route = `${method} ${found.route.path}`
    const effect = effectOf(found.params, { method, route, path, body: sent })
    if (effect?.kind === 'answer') return answered(effect)
    if (effect !== null && !effect.stored) return lossOf(effect)
    const reply = carryOut(found, query, sent)
    if (isMistake(reply)) invalid.push(`${method} ${path}: ${JSON.stringify(reply.body)}`)
    return effect === null ? reply : lossOf(effect)
  }
  return { world, faults, outages, invalid, stored, request }
}

const NO_QUERY = new URLSearchParams()

const asSent = (body: unknown): Json | null =>
  body === undefined ? null : (JSON.parse(JSON.stringify(body)) as Json)

function lossOf({ kind }: FaultEffect): 'hang' | 'drop' {
  if (kind === 'hang' || kind === 'drop') return kind
  throw new Error(`${kind}: time is not for the sandbox to pass here`)
}

/** What was done before is no mistake to ask for again after an answer that was lost. */
const DONE_BEFORE: readonly unknown[] = [160004, 40033]
const isMistake = ({ status, body }: Exclude<Outcome, string>) =>
  status === 400 && !DONE_BEFORE.includes((body as { code?: number } | null)?.code)

const serverOf = (
  { channels }: World,
  { channel = '', guild = '' }: Record<string, string>,
): string => channels.get(channel)?.guildId ?? guild

function checkBody(spec: Spec, route: Parameters<typeof problemsOfBody>[1], body: Call['body']) {
  const problems = problemsOfBody(spec, route, body)
  if (problems.length > 0) throw invalidForm(problems)
}

const answered = ({ status = 200, body = null, headers = {} }: Reply) => ({ status, body, headers })

function carriedOut(run: () => Reply): Exclude<Outcome, string> {
  try {
    return answered(structuredClone(run()))
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return { status: error.status, body: error.body(), headers: error.headers }
  }
}
