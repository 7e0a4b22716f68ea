/** Bodies: read as JSON, brought into the form that Discord's description means, and held against it. */
import type { IncomingMessage } from 'node:http'
import { ApiError, type Problem } from '../api-error.ts'
import type { Attachments, Upload } from '../attachments.ts'
import type { Json } from '../json.ts'
import type { Rules } from '../rules/table.ts'
import { problemsIn, type Spec } from '../schema.ts'
import type { Call, Route } from './route.ts'

const MOST_BYTES = 10 * 1024 * 1024

export type Received = { body: Call['body']; files: readonly Upload[] }

/** Gives the JSON of a request and the files that came with it. */
export async function readBody(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer<ArrayBuffer>[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > MOST_BYTES) throw new ApiError(413, 40005, 'Request entity too large')
    chunks.push(chunk as Buffer<ArrayBuffer>)
  }
  if (size === 0) return { body: null, files: [] }
  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('application/json')) {
    return { body: jsonOf(Buffer.concat(chunks).toString()), files: [] }
  }
  if (type.startsWith('multipart/form-data')) return partsOf(Buffer.concat(chunks), type)
  throw new ApiError(415, 0, 'The sandbox takes JSON and multipart forms.')
}

function jsonOf(text: string): Json | Json[] {
  try {
    return JSON.parse(text) as Json | Json[]
  } catch {
    throw new ApiError(400, 50109, 'The request body contains invalid JSON.')
  }
}

/** https://docs.discord.com/developers/reference#uploading-files */
async function partsOf(bytes: Buffer<ArrayBuffer>, type: string): Promise<Received> {
  const form = await new Response(bytes, { headers: { 'content-type': type } })
    .formData()
    .catch(() => {
      throw new ApiError(400, 50109, 'The request body is no multipart form.')
    })
  const payload = form.get('payload_json')
  const files: Upload[] = []
  for (const [name, value] of form) {
    if (typeof value === 'string' || !/^files\[\d+\]$/.test(name)) continue
    files.push({
      name: value.name,
      content: new Uint8Array(await value.arrayBuffer()),
      type: value.type,
    })
  }
  return { body: typeof payload === 'string' ? jsonOf(payload) : null, files }
}

/** Gives a body whose attachments are the files that came with it, as they are kept. */
export function withFiles(
  body: Call['body'],
  files: readonly Upload[],
  attachments: Attachments,
): Call['body'] {
  if (files.length === 0 || body === null || Array.isArray(body)) return body
  const kept = files.flatMap((file) => attachments.shape(attachments.add(file)) ?? [])
  return { ...body, attachments: kept }
}

/** Where messages stand in a body: it is one itself, or it holds one. */
const HOLDS_MESSAGE = ['data', 'message'] as const
const TEXTS = ['content', 'embeds'] as const

/** Takes white space around a message's texts away, as Discord does before it counts them. */
export function trimmed(rules: Rules, body: Call['body']): Call['body'] {
  if (body === null || Array.isArray(body) || !rules.on('texts-trimmed')) return body
  const inner = HOLDS_MESSAGE.filter((key) => isObject(body[key]))
  return {
    ...withTrimmedTexts(body),
    ...Object.fromEntries(inner.map((key) => [key, withTrimmedTexts(body[key] as Json)])),
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const withTrimmedTexts = (message: Json): Json => ({
  ...message,
  ...Object.fromEntries(
    TEXTS.filter((key) => key in message).map((key) => [key, trim(message[key])]),
  ),
})

function trim(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(trim)
  if (typeof value === 'string') return value.trim()
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, trim(one)]))
}

/** Gives where a body breaks Discord's description. */
export function problemsOfBody(
  spec: Spec,
  { request, ignores = [] }: Route,
  body: Call['body'],
): Problem[] {
  if (request === undefined)
    return body === null ? [] : [{ path: [], rule: 'no-body', message: 'This route takes no body' }]
  if (body === null) return [{ path: [], rule: 'body', message: 'This route needs a body' }]
  const name = typeof request === 'string' ? request : request(body as Json)
  return problemsOf(spec, name, described(without(body, ignores)))
}

/** Gives where a value breaks a schema, `[]` before its name for a list. */
export function problemsOf(spec: Spec, name: string, value: unknown): Problem[] {
  if (!name.startsWith('[]')) return problemsIn(spec, name, value)
  if (!Array.isArray(value)) return [{ path: [], rule: 'list', message: 'Must be a list' }]
  return value.flatMap((one, index) =>
    problemsIn(spec, name.slice(2), one).map((problem) => ({
      ...problem,
      path: [index, ...problem.path],
    })),
  )
}

const without = (body: Json | Json[], keys: readonly string[]): Json | Json[] =>
  Array.isArray(body)
    ? body
    : Object.fromEntries(Object.entries(body).filter(([key]) => !keys.includes(key)))

/** Gives a body as the description means it. */
function described(body: Json | Json[]): Json | Json[] {
  if (Array.isArray(body)) return body.map(withNumber)
  const inner = HOLDS_MESSAGE.filter((key) => isObject(body[key]))
  return withNumber({
    ...silent(body),
    ...Object.fromEntries(inner.map((key) => [key, silent(body[key] as Json)])),
  })
}

/** Bots send the bits as text; the description says number. */
const withNumber = (body: Json): Json =>
  typeof body['default_member_permissions'] === 'string'
    ? { ...body, default_member_permissions: Number(body['default_member_permissions']) }
    : body

/**
 * discord.js puts these into every message, edits and webhooks too, where the description has no such key; Discord takes
 * them as long as they say nothing.
 */
const SAYS_NOTHING = ['tts', 'enforce_nonce']

const silent = (body: Json): Json =>
  Object.fromEntries(
    Object.entries(body).filter(([key, value]) => !(SAYS_NOTHING.includes(key) && value === false)),
  )
