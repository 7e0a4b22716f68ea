/** A model server on loopback that speaks OpenAI's or Anthropic's protocol, and does what a test tells it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = {
  path: string
  headers: IncomingMessage['headers']
  // biome-ignore lint/suspicious/noExplicitAny: what was sent is looked into by its own shape
  body: any
}

export type Answer = (response: ServerResponse, received: Received) => void

export type ModelServer = {
  url: string
  received: Received[]
  /** What it does with the next requests; the last one stays. */
  answers: Answer[]
  /** Resolves when a request has come whole. */
  asked(): Promise<void>
  close(): Promise<void>
}

/** Starts the server; close it. */
export async function startModelServer(...answers: Answer[]): Promise<ModelServer> {
  const received: Received[] = []
  let waiting = Promise.withResolvers<void>()
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const one = {
      path: request.url ?? '',
      headers: request.headers,
      body: JSON.parse(Buffer.concat(chunks).toString()),
    }
    received.push(one)
    waiting.resolve()
    waiting = Promise.withResolvers()
    const answer = handle.answers.length > 1 ? handle.answers.shift() : handle.answers[0]
    answer?.(response, one)
  })
  const handle: ModelServer = {
    url: '',
    received,
    answers,
    asked: () => waiting.promise,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  handle.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  return handle
}

const USAGE = { prompt_tokens: 700, completion_tokens: 200, total_tokens: 900 }

const json = (response: ServerResponse, body: unknown, status = 200, headers = {}) =>
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify(body))

const completion = (message: object, finish = 'stop') => ({
  id: 'c1',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: finish }],
  usage: USAGE,
})

/** Answers with a text, as OpenAI-compatible servers do. */
export const says =
  (content: string, finish = 'stop'): Answer =>
  (response) =>
    json(response, completion({ content }, finish))

/** Answers with an object as JSON. */
export const gives = (card: unknown): Answer => says(JSON.stringify(card))

export const refuses: Answer = (response) =>
  json(response, completion({ content: null, refusal: 'I can’t help with that.' }))

export const callsTool: Answer = (response) =>
  json(
    response,
    completion(
      {
        content: null,
        tool_calls: [
          {
            id: 't1',
            type: 'function',
            function: { name: 'fetch_page', arguments: '{"url":"https://evil.example"}' },
          },
        ],
      },
      'tool_calls',
    ),
  )

export const fails =
  (
    status: number,
    headers: Record<string, string> = {},
    error: object = { message: 'no' },
  ): Answer =>
  (response) =>
    json(response, { error }, status, headers)

/** Never answers. */
export const hangs: Answer = () => {}

/** Begins its answer and never ends it. */
export const stalls: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.write('{"id":"c1","choices":[')
}

/** Begins its answer and drops the connection. */
export const breaksOff: Answer = (response) => {
  const body = JSON.stringify(
    completion({ content: '{"lead":{"text":"x","sentences":[1]},"points":[' }),
  )
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
  response.write(body.slice(0, 120), () => response.destroy())
}

export const sendsRubbish: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<html>It works!</html>')
}

export const floods: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  const more = () => {
    while (response.writable && response.write(' '.repeat(65_536))) {}
    response.once('drain', more)
  }
  more()
}

export const redirects =
  (to: string): Answer =>
  (response) => {
    response.writeHead(307, { location: to }).end()
  }

/** Answers as Anthropic's Messages API does: in text, or with the tool that it was made to use. */
export const givesAsAnthropic =
  (card: unknown): Answer =>
  (response, { body }) => {
    const tool = body.tools?.[0]?.name
    const content =
      tool === undefined
        ? [{ type: 'text', text: JSON.stringify(card) }]
        : [{ type: 'tool_use', id: 't1', name: tool, input: card }]
    json(response, {
      id: 'm1',
      type: 'message',
      role: 'assistant',
      model: body.model,
      content,
      stop_reason: tool === undefined ? 'end_turn' : 'tool_use',
      stop_sequence: null,
      usage: { input_tokens: 700, output_tokens: 200 },
    })
  }
