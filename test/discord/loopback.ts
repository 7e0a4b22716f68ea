/** A server on loopback that answers as a test wants, and remembers what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Asked = {
  method: string
  path: string
  query: URLSearchParams
  body: unknown
  authorization: string | undefined
}

export type Loopback = { api: string; asked: Asked[]; close(): Promise<void> }

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const bytes = Buffer.concat(parts)
  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('multipart/form-data')) return withFiles(bytes, type)
  const text = bytes.toString()
  return text === '' ? null : JSON.parse(text)
}

/** https://docs.discord.com/developers/reference#uploading-files */
async function withFiles(bytes: Buffer<ArrayBuffer>, type: string): Promise<unknown> {
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  const file = form.get('files[0]')
  const sent = file instanceof File ? { name: file.name, text: await file.text() } : null
  return { ...JSON.parse(String(form.get('payload_json'))), file: sent }
}

/** Answers with JSON. */
export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

/** Starts the server; `api` is the address for discord.js. */
export async function startLoopback(
  answer: (response: ServerResponse, asked: Asked) => void,
): Promise<Loopback> {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://loopback')
    const one: Asked = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      body: await bodyOf(request),
      authorization: request.headers.authorization,
    }
    asked.push(one)
    answer(response, one)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    api: `http://127.0.0.1:${port}/api`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
