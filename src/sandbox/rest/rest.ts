/** The REST server: finds the route, checks what comes in and what goes out, and answers as Discord would. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../../lib/clock.ts'
import { ApiError, invalidForm } from '../api-error.ts'
import type { Attachments } from '../attachments.ts'
import type { FaultEffect, Faults } from '../faults.ts'
import { type Log, type Logged, realNow } from '../log.ts'
import type { Spec } from '../schema.ts'
import type { Json } from '../world.ts'
import { problemsOf, problemsOfBody, type Received, readBody, trimmed, withFiles } from './body.ts'
import type { InvalidRequests } from './invalid-requests.ts'
import type { Api, Call, Reply, Route } from './route.ts'
import { type Found, findRoute } from './router.ts'

const VERSION = /^\/api\/v10(?=\/)/

export type RestOptions = {
  api: Api
  attachments: Attachments
  invalid: InvalidRequests
  pace: () => number
  spec: Spec
  /** Changes when it is reset. */
  token: () => string
  faults: Faults
  /** The clock by which clients wait. */
  wire: Clock
  log: Log
  /** Requests that no Discord would take: unknown routes and keys; what a test looks at. */
  violations: string[]
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
    const found = VERSION.test(url.pathname) ? findRoute(method, path) : null
    const route = found ? `${method} ${found.route.path}` : `${method} ${path}`
    const exempt = found?.route.exempt ?? false
    const logged = this.#o.log.request({ method, route, path, exempt })
    const answer = await this.#answer(request, { found, query: url.searchParams, logged })
    const effect = answer.effect
    logged.fault = effect
    if (effect?.kind === 'hang') return
    if (effect?.kind === 'drop') {
      response.destroy()
      return
    }
    logged.status = write(response, answer.reply)
    logged.answered = realNow()
    logged.answer = answer.reply.body ?? null
    this.#o.invalid.count(answer.reply)
  }

  async #answer(
    request: IncomingMessage,
    { found, query, logged }: { found: Found | null; query: URLSearchParams; logged: Logged },
  ): Promise<{ reply: Reply; effect: FaultEffect | null }> {
    let effect: FaultEffect | null = null
    try {
      const { body: sent, files } = await readBody(request)
      const body = trimmed(this.#o.api.world.rules, sent)
      logged.body = body
      logged.pace = this.#o.pace()
      this.#o.invalid.check()
      effect = this.#o.faults.take(logged)
      if (effect?.kind === 'answer') return { reply: effect, effect }
      if (effect?.kind === 'delay' && !effect.stored) await this.#o.wire.wait(effect.ms)
      else if (effect !== null && !effect.stored) return { reply: {}, effect }
      const reply = this.#carryOut(found, { query, body, files, request, logged })
      if (effect?.kind === 'delay' && effect.stored) await this.#o.wire.wait(effect.ms)
      return { reply, effect }
    } catch (error) {
      return { reply: this.#refusal(error), effect }
    }
  }

  #carryOut(
    found: Found | null,
    {
      query,
      body,
      files,
      request,
      logged: { route, pace },
    }: Received & { query: URLSearchParams; request: IncomingMessage; logged: Logged },
  ): Reply {
    if (found === null) {
      this.#o.violations.push(`unknown route: ${route}`)
      throw new ApiError(404, 0, `404: Not Found (the sandbox has no route ${route})`)
    }
    const { route: known, params } = found
    this.#admit(known, request, pace)
    const headers = this.#count(known, params)
    try {
      this.#check(known, { query, body, route })
      const reply = known.run(this.#o.api, {
        params,
        query,
        body: withFiles(body, files, this.#o.attachments),
      })
      this.#checkAnswer(known, reply.body, route)
      return { ...reply, headers: { ...headers, ...reply.headers } }
    } catch (error) {
      const refusal = this.#refusal(error)
      return { ...refusal, headers: { ...headers, ...refusal.headers } }
    }
  }

  /** Gives a refusal, checked like every other answer. */
  #refusal(error: unknown): Reply {
    const reply = refusalOf(error)
    if (typeof reply.body === 'string') return reply
    const wrong = problemsOf(this.#o.spec, 'Refusal', reply.body)
    return wrong.length === 0
      ? reply
      : refusalOf(new Error(`wrong refusal: ${JSON.stringify(wrong)}`))
  }

  /** The token, and the bot's fifty a second. */
  #admit({ exempt = false }: Route, { headers }: IncomingMessage, at: number): void {
    const { limits, world } = this.#o.api
    if (!exempt && headers.authorization !== `Bot ${this.#o.token()}`) world.rules.refuse('token')
    if (!exempt || !world.rules.on('interactions-exempt')) limits.countGlobal(at)
  }

  #count({ bucket }: Route, params: Record<string, string>): Record<string, string> {
    if (bucket === undefined) return {}
    return this.#o.api.limits.countBucket(bucket, params['channel'] ?? '')
  }

  #check(
    known: Route,
    { query, body, route }: { query: URLSearchParams; body: Call['body']; route: string },
  ): void {
    if (!this.#o.api.world.rules.on('described')) return
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
  #checkAnswer({ answer, parts = {} }: Route, body: unknown, route: string): void {
    if (body === undefined || !this.#o.api.world.rules.on('described')) return
    if (answer === undefined) throw new Error(`the sandbox has no schema for answers of ${route}`)
    const own = JSON.parse(JSON.stringify(body)) as Json
    const name = typeof answer === 'string' ? answer : answer(own)
    const problems = Object.entries(parts).flatMap(([key, schema]) => {
      const part = own[key]
      delete own[key]
      return part === undefined ? [] : problemsOf(this.#o.spec, schema, part)
    })
    problems.push(...problemsOf(this.#o.spec, name, own))
    if (problems.length > 0) {
      throw new Error(
        `the sandbox's own answer to ${route} is wrong: ${JSON.stringify(problems.slice(0, 5))}`,
      )
    }
  }
}

/** Anything but a refusal is a mistake of the sandbox. */
function refusalOf(error: unknown): Reply {
  if (error instanceof ApiError) {
    const body = error.status === 429 && error.headers['server'] ? error.message : error.body()
    return { status: error.status, body, headers: error.headers }
  }
  return {
    status: 500,
    body: { message: error instanceof Error ? error.message : String(error), code: 0 },
  }
}

/** Gives the status that was written; a text goes out as it is. */
function write(response: ServerResponse, { status = 200, body, headers = {} }: Reply): number {
  if (body === undefined || status === 204) {
    response.writeHead(204, headers).end()
    return 204
  }
  const text = typeof body === 'string'
  response.writeHead(status, {
    'content-type': text ? 'text/html; charset=UTF-8' : 'application/json',
    ...headers,
  })
  response.end(text ? body : JSON.stringify(body))
  return status
}
