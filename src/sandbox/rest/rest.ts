/** The REST server: finds the route, checks what comes in and what goes out, and answers as Discord would. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { ApiError, invalidForm, type Problem, unauthorized } from '../api-error.ts'
import type { FaultEffect, Faults } from '../faults.ts'
import { problemsIn, type Spec } from '../schema.ts'
import type { Json } from '../world.ts'
import { COMMAND_ROUTES, normalised } from './command-routes.ts'
import { INTERACTION_ROUTES } from './interaction-routes.ts'
import { MESSAGE_ROUTES } from './message-routes.ts'
import type { Api, Call, Reply, Route } from './route.ts'

const ROUTES: readonly Route[] = [...COMMAND_ROUTES, ...MESSAGE_ROUTES, ...INTERACTION_ROUTES]
const VERSION = /^\/api\/v10(?=\/)/
const MOST_BYTES = 10 * 1024 * 1024

/** A request as the log keeps it. */
export type Logged = {
  at: number
  method: string
  route: string
  path: string
  status: number
  body: unknown
}

export type RestOptions = {
  api: Api
  spec: Spec
  token: string
  faults: Faults
  log: Logged[]
  /** Requests that no Discord would take: unknown routes and keys; what a test looks at. */
  violations: string[]
}

type Found = { route: Route; params: Record<string, string> }

function find(method: string, path: string): Found | null {
  for (const route of ROUTES) {
    const params = route.method === method ? matched(route.path, path) : null
    if (params !== null) return { route, params }
  }
  return null
}

function matched(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = decoded(given[index] ?? '')
    if (part.startsWith(':')) params[part.slice(1)] = value
    else if (part !== value) return null
  }
  return params
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

async function bodyOf(request: IncomingMessage): Promise<Json | Json[] | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > MOST_BYTES) throw new ApiError(413, 40005, 'Request entity too large')
    chunks.push(chunk as Buffer)
  }
  if (size === 0) return null
  if (!request.headers['content-type']?.startsWith('application/json')) {
    throw new ApiError(415, 0, 'The sandbox takes JSON only for now.')
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString()) as Json | Json[]
  } catch {
    throw new ApiError(400, 50109, 'The request body contains invalid JSON.')
  }
}

function problemsOfBody(spec: Spec, { request }: Route, body: Call['body']): Problem[] {
  if (request === undefined)
    return body === null ? [] : [{ path: [], rule: 'no-body', message: 'This route takes no body' }]
  if (body === null) return [{ path: [], rule: 'body', message: 'This route needs a body' }]
  const checked = normalised(withoutDefaults(body))
  const name = typeof request === 'string' ? request : request(body as Json)
  return problemsOfList(spec, name, checked)
}

/**
 * discord.js puts these into every message, edits and webhooks too, where the description has no such key; Discord takes
 * them as long as they say nothing.
 */
const SAYS_NOTHING = ['tts', 'enforce_nonce']

const withoutDefaults = (body: Json | Json[]): Json | Json[] =>
  Array.isArray(body)
    ? body
    : Object.fromEntries(
        Object.entries(body).filter(
          ([key, value]) => !(SAYS_NOTHING.includes(key) && value === false),
        ),
      )

function problemsOfList(spec: Spec, name: string, value: unknown): Problem[] {
  if (!name.startsWith('[]')) return problemsIn(spec, name, value)
  if (!Array.isArray(value)) return [{ path: [], rule: 'list', message: 'Must be a list' }]
  return value.flatMap((one, index) =>
    problemsIn(spec, name.slice(2), one).map((problem) => ({
      ...problem,
      path: [index, ...problem.path],
    })),
  )
}

export class Rest {
  readonly #o: RestOptions

  constructor(options: RestOptions) {
    this.#o = options
  }

  /** Answers one request. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://sandbox')
    const path = url.pathname.replace(VERSION, '')
    const method = request.method ?? 'GET'
    const found = VERSION.test(url.pathname) ? find(method, path) : null
    const route = found ? `${method} ${found.route.path}` : `${method} ${path}`
    const logged: Logged = {
      at: this.#o.api.world.now(),
      method,
      route,
      path,
      status: 0,
      body: null,
    }
    this.#o.log.push(logged)
    const answer = await this.#answer(request, { found, query: url.searchParams, logged })
    const effect = answer.effect
    if (effect?.kind === 'hang') return
    if (effect?.kind === 'drop') {
      response.destroy()
      return
    }
    logged.status = answer.reply.status ?? 200
    write(response, answer.reply)
  }

  async #answer(
    request: IncomingMessage,
    { found, query, logged }: { found: Found | null; query: URLSearchParams; logged: Logged },
  ): Promise<{ reply: Reply; effect: FaultEffect | null }> {
    let effect: FaultEffect | null = null
    try {
      const body = await bodyOf(request)
      logged.body = body
      effect = this.#o.faults.take(logged.route)
      if (effect?.kind === 'answer') {
        const { status, body: refusal, headers } = effect
        return { reply: { status, body: refusal, ...(headers ? { headers } : {}) }, effect: null }
      }
      if (effect !== null && !effect.stored) return { reply: {}, effect }
      return { reply: this.#carryOut(found, { query, body, request, route: logged.route }), effect }
    } catch (error) {
      return { reply: refusalOf(error), effect }
    }
  }

  #carryOut(
    found: Found | null,
    {
      query,
      body,
      request,
      route,
    }: { query: URLSearchParams; body: Call['body']; request: IncomingMessage; route: string },
  ): Reply {
    if (found === null) {
      this.#o.violations.push(`unknown route: ${route}`)
      throw new ApiError(404, 0, `404: Not Found (the sandbox has no route ${route})`)
    }
    const { route: known, params } = found
    if (!known.exempt) {
      if (request.headers.authorization !== `Bot ${this.#o.token}`) throw unauthorized()
      this.#o.api.limits.countGlobal()
    }
    this.#check(known, { query, body, route })
    const reply = known.run(this.#o.api, { params, query, body })
    if (known.answer !== undefined && reply.body !== undefined)
      this.#checkAnswer(known.answer, reply.body, route)
    return reply
  }

  #check(
    known: Route,
    { query, body, route }: { query: URLSearchParams; body: Call['body']; route: string },
  ): void {
    const strange = [...query.keys()].filter((key) => !known.query?.includes(key))
    const problems = [
      ...strange.map((key) => ({
        path: [key],
        rule: 'UNKNOWN_KEY',
        message: `This route has no parameter ${key}.`,
      })),
      ...problemsOfBody(this.#o.spec, known, body),
    ]
    if (problems.length === 0) return
    for (const problem of problems.filter(({ rule }) => rule === 'UNKNOWN_KEY')) {
      this.#o.violations.push(`${route}: unknown key ${problem.path.join('.')}`)
    }
    throw invalidForm(problems)
  }

  /** The sandbox keeps to Discord's description itself. */
  #checkAnswer(name: string, body: unknown, route: string): void {
    const own = JSON.parse(JSON.stringify(body)) as unknown
    const problems = problemsOfList(this.#o.spec, name, own)
    if (problems.length > 0) {
      throw new Error(
        `the sandbox's own answer to ${route} is wrong: ${JSON.stringify(problems.slice(0, 5))}`,
      )
    }
  }
}

function refusalOf(error: unknown): Reply {
  if (error instanceof ApiError) {
    return { status: error.status, body: error.body(), headers: error.headers }
  }
  return {
    status: 500,
    body: { message: error instanceof Error ? error.message : String(error), code: 0 },
  }
}

function write(response: ServerResponse, { status = 200, body, headers = {} }: Reply): void {
  if (body === undefined || status === 204) {
    response.writeHead(204, headers).end()
    return
  }
  response.writeHead(status, { ...headers, 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
