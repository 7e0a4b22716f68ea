/** A sandbox on a bench: one server, one channel, a bot that speaks plain HTTP, and clocks that the test moves. */
import { MovedClock } from '../../src/lib/clock.ts'
import { type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.ts'
import type { Json } from '../../src/sandbox/world.ts'
import { type Given, type Hearing, hear } from './hearing.ts'

export const START = Date.UTC(2026, 0, 5, 22, 30)

/** From the documentation, not from the sandbox. https://docs.discord.com/developers/topics/permissions */
export const BITS = {
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  embedLinks: 1n << 14n,
  readHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  manageWebhooks: 1n << 29n,
  createThreads: 1n << 35n,
  sendInThreads: 1n << 38n,
} as const

export type Answer = { status: number; body: Json; list: Json[]; headers: Headers; text: string }

/** A request's outcome in short: `200`, `403/50013`, `400/50035 embed-sum`. */
export function outcome({ status, body, text }: Answer): string {
  if (status < 400) return String(status)
  if (!text.startsWith('{')) return `${status}/html`
  const rules = [
    ...new Set([...JSON.stringify(body).matchAll(/"code":"([^"]+)"/g)].map((m) => m[1])),
  ]
  return [`${status}/${String(body['code'])}`, ...rules].join(' ')
}

export type BenchOptions = Omit<SandboxOptions, 'clock' | 'pace'>
export type Bench = Awaited<ReturnType<typeof openBench>>

/** Starts a sandbox; close it. */
export async function openBench(options: BenchOptions = {}) {
  const clock = new MovedClock(START)
  /** Every request comes `step` milliseconds after the one before: by default nothing is ever too fast. */
  const pace = { now: 0, step: 10_000 }
  const sandbox = await startSandbox({ ...options, clock, pace: () => pace.now })
  const guild = sandbox.addGuild({ name: 'Morning Readers' })
  const channel = sandbox.addChannel(guild.id, { name: 'news' })
  const person = sandbox.addPerson(guild.id, { name: 'Hana' })

  const call = async (
    method: string,
    path: string,
    { body, token = `Bot ${sandbox.token}` }: { body?: unknown; token?: string | undefined } = {},
  ): Promise<Answer> => {
    pace.now += pace.step
    const response = await fetch(`${sandbox.apiUrl}/v10${path}`, {
      method,
      headers: {
        authorization: token,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const json: unknown = /^[{[]/.test(text) ? JSON.parse(text) : {}
    return {
      status: response.status,
      body: Array.isArray(json) ? {} : (json as Json),
      list: Array.isArray(json) ? (json as Json[]) : [],
      headers: response.headers,
      text,
    }
  }
  const of = (channelId: string) => `/channels/${channelId}/messages`
  let hearing: Hearing | null = null

  return {
    sandbox,
    clock,
    pace,
    guild,
    channel,
    person,
    call,
    /** Posts a message, to the channel unless another is named. */
    post: (body: Json, channelId = channel.id) => call('POST', of(channelId), { body }),
    /** Posts a message and gives its id. */
    posted: async (body: Json = { content: 'a' }, channelId = channel.id) =>
      String((await call('POST', of(channelId), { body })).body['id']),
    edit: (messageId: string, body: Json, channelId = channel.id) =>
      call('PATCH', `${of(channelId)}/${messageId}`, { body }),
    read: (query = '', channelId = channel.id) => call('GET', `${of(channelId)}${query}`),
    /** Starts a thread that hangs on no message, and gives its id. */
    thread: async (name = 'talk') =>
      String(
        (await call('POST', `/channels/${channel.id}/threads`, { body: { name, type: 11 } })).body[
          'id'
        ],
      ),
    deny: (bits: bigint, channelId = channel.id) =>
      sandbox.setOverwrites(channelId, [{ id: sandbox.botId, type: 1, allow: 0n, deny: bits }]),
    allow: (bits: bigint, channelId = channel.id) =>
      sandbox.setOverwrites(channelId, [{ id: sandbox.botId, type: 1, allow: bits, deny: 0n }]),
    commands: (body: unknown) =>
      call('PUT', `/applications/${sandbox.applicationId}/commands`, { body }),
    /** A person gives `/ping`; gives what the bot gets of it. */
    ping: async (): Promise<Given> => {
      await call('PUT', `/applications/${sandbox.applicationId}/commands`, {
        body: [{ name: 'ping', description: 'Answers' }],
      })
      hearing ??= await hear(sandbox)
      const given = hearing.next()
      // Whoever tests the answer's refusal leaves the person without one.
      sandbox
        .as(person.id)
        .slash(channel.id, 'ping')
        .catch(() => undefined)
      return given
    },
    close: async () => {
      hearing?.close()
      await sandbox.close()
    },
  }
}
