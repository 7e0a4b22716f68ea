/** The body of a request: JSON, or JSON with files in several parts. */
import type { IncomingMessage } from 'node:http'
import { ApiError } from '../api-error.ts'
import type { Json } from '../world.ts'

const MOST_BYTES = 10 * 1024 * 1024

export type Upload = { name: string; text: string }
export type Body = { json: Json | Json[] | null; files: Upload[] }

/** Gives what was sent; throws Discord's refusal of what is too large or no JSON. */
export async function bodyOf(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > MOST_BYTES) throw new ApiError(413, 40005, 'Request entity too large')
    chunks.push(chunk as Buffer)
  }
  if (size === 0) return { json: null, files: [] }
  const bytes = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('application/json')) return { json: parsed(bytes.toString()), files: [] }
  if (type.startsWith('multipart/form-data')) return partsOf(bytes, type)
  throw new ApiError(415, 0, `The sandbox takes no ${type}.`)
}

/** https://docs.discord.com/developers/reference#uploading-files */
async function partsOf(bytes: Buffer<ArrayBuffer>, type: string): Promise<Body> {
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  const files: Upload[] = []
  for (const [name, part] of form) {
    if (typeof part === 'string' || !/^files\[\d\]$/.test(name)) continue
    files.push({ name: part.name, text: await part.text() })
  }
  return { json: parsed(String(form.get('payload_json') ?? '{}')), files }
}

function parsed(text: string): Json | Json[] {
  try {
    return JSON.parse(text) as Json | Json[]
  } catch {
    throw new ApiError(400, 50109, 'The request body contains invalid JSON.')
  }
}
