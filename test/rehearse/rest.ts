/**
 * A REST as discord.js's, without its waiting: what it answers and throws is made of discord.js's own errors, so that the bot's
 * ports work over it as they are.
 */
import { DiscordAPIError, HTTPError, RateLimitError, type REST } from 'discord.js'
import type { Discord, Outcome } from './discord.ts'

type Options = { body?: unknown; query?: URLSearchParams }
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
type Asked = { method: Method; path: string } & Options

/** Discord says what it stored within this time, or never. */
const HANGS_MS = 10_000

/** Stands before and after each request, for a bot that dies there. */
export type Crossing = <T>(cross: () => T | Promise<T>, isPost?: boolean) => Promise<T>

/** Gives the REST. `pass` lets time pass, of which a request that hangs takes much. */
export function restOver(discord: Discord, crossing: Crossing, pass: (ms: number) => void): REST {
  const ask = async (asked: Asked): Promise<unknown> => {
    const outcome = await crossing(() => discord.request(asked), asked.method === 'POST')
    if (outcome === 'hang') {
      pass(HANGS_MS)
      throw new DOMException('This operation was aborted', 'AbortError')
    }
    if (outcome === 'drop')
      throw Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' })
    return answerOf(outcome, asked)
  }
  const by =
    (method: Method) =>
    (path: string, options: Options = {}) => {
      const { body, query } = options
      return ask({
        method,
        path,
        ...(body === undefined ? {} : { body }),
        ...(query ? { query } : {}),
      })
    }
  const rest = {
    ...{ get: by('GET'), post: by('POST'), patch: by('PATCH'), delete: by('DELETE') },
    request: ({ fullRoute, method, ...options }: Options & { fullRoute: string; method: Method }) =>
      by(method)(fullRoute, options),
  }
  // What is missing here would look to the bot like an answer that was lost.
  return new Proxy(rest, {
    get: (there, name) => {
      if (!(name in there)) discord.invalid.push(`the rehearsed REST has no ${String(name)}`)
      return Reflect.get(there, name)
    },
  }) as unknown as REST
}

function answerOf({ status, body, headers }: Exclude<Outcome, string>, asked: Asked): unknown {
  if (status < 400) return body
  const { method, path } = asked
  const data = { body: asked.body as never, files: undefined }
  if (status === 429) throw limited(headers, body, { method, path })
  if (status >= 500) throw new HTTPError(status, 'Error', method, path, data)
  const raw = body as { code: number; message: string }
  throw new DiscordAPIError(raw, raw.code, status, method, path, data)
}

function limited(
  headers: Record<string, string>,
  body: unknown,
  { method, path }: { method: string; path: string },
): RateLimitError {
  const said = (body ?? {}) as { retry_after?: number; global?: boolean }
  const retryAfter = (said.retry_after ?? Number(headers['retry-after'] ?? 0)) * 1000
  return new RateLimitError({
    ...{ timeToReset: retryAfter, retryAfter, limit: 5, sublimitTimeout: 0 },
    ...{ method, url: path, route: path, hash: 'rehearsed', majorParameter: 'channel' },
    global: said.global === true,
    scope: (headers['x-ratelimit-scope'] ?? 'user') as 'user' | 'shared' | 'global',
  })
}
