/** Requests as a bot without any library makes them. */
import type { Sandbox } from '../../src/sandbox/sandbox.ts'

// biome-ignore lint/suspicious/noExplicitAny: an answer of any route
export type Answer = { status: number; headers: Headers; body: any; text: string }

export type Ask = (method: string, path: string, body?: unknown) => Promise<Answer>

/** Gives a function that asks a route of version 10, with the bot's token. */
export const restClient =
  (sandbox: Sandbox): Ask =>
  async (method, path, body) => {
    const answer = await fetch(`${sandbox.apiUrl}/v10${path}`, {
      method,
      headers: { authorization: `Bot ${sandbox.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type') === 'application/json'
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: isJson ? JSON.parse(text) : null,
    }
  }
