/** Files that people upload into commands and forms; the bot fetches them from here, as from Discord's CDN. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Json } from './world.ts'

export type Upload = { name: string; content: string | Uint8Array; type?: string }

export const isUpload = (value: unknown): value is Upload =>
  typeof value === 'object' && value !== null && 'name' in value && 'content' in value

const PATH = '/ephemeral-attachments/'

export class Attachments {
  readonly #files = new Map<string, { bytes: Buffer; type: string }>()
  readonly #shapes = new Map<string, Json>()
  readonly #id: () => string
  readonly #origin: () => string

  constructor({ id, origin }: { id: () => string; origin: () => string }) {
    this.#id = id
    this.#origin = origin
  }

  /** Takes a file and gives its id. */
  add({ name, content, type = 'application/octet-stream' }: Upload): string {
    const id = this.#id()
    const bytes = Buffer.from(content as string)
    const path = `${PATH}${id}/${encodeURIComponent(name)}`
    const url = `${this.#origin()}${path}`
    this.#files.set(path, { bytes, type })
    this.#shapes.set(id, {
      id,
      filename: name,
      size: bytes.length,
      url,
      proxy_url: url,
      content_type: type,
      ephemeral: true,
    })
    return id
  }

  /** https://docs.discord.com/developers/resources/message#attachment-object */
  shape(id: string): Json | undefined {
    return this.#shapes.get(id)
  }

  /** Gives a file that is asked for; false where the request is for something else. */
  serve(request: IncomingMessage, response: ServerResponse): boolean {
    if (!request.url?.startsWith(PATH)) return false
    const file = this.#files.get(request.url)
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' })
    response.end(file?.bytes ?? 'This content is no longer available.')
    return true
  }
}
