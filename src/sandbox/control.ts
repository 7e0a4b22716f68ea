/** Faults, cuts and the log over HTTP, for tests whose bot is another process than the sandbox. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import { z } from 'zod'
import type { Faults } from './faults.ts'
import { CLOSE, type CloseCode } from './gateway/codes.ts'
import type { Gateway } from './gateway/gateway.ts'
import type { Log } from './log.ts'

const effect = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('answer'),
    status: z.number(),
    body: z.union([z.record(z.string(), z.unknown()), z.string()]),
    headers: z.record(z.string(), z.string()).default({}),
  }),
  z.strictObject({ kind: z.literal('drop'), stored: z.boolean() }),
  z.strictObject({ kind: z.literal('hang'), stored: z.boolean() }),
  z.strictObject({ kind: z.literal('delay'), ms: z.number(), stored: z.boolean() }),
])
const fault = z.strictObject({ route: z.string(), times: z.number(), effect })
const codes: readonly number[] = Object.values(CLOSE)
const isCode = (code: number): code is CloseCode => codes.includes(code)
const cut = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('cut') }),
  z.strictObject({ do: z.literal('reconnect') }),
  z.strictObject({ do: z.literal('invalidate'), resumable: z.boolean() }),
  z.strictObject({ do: z.literal('heartbeat') }),
  z.strictObject({ do: z.literal('deafen') }),
  z.strictObject({ do: z.literal('close'), code: z.number().refine(isCode) }),
  z.strictObject({ do: z.literal('refuse'), times: z.number() }),
])

type Controlled = { faults: Faults; gateway: Gateway; log: Log }

function carryOut({ gateway }: Controlled, order: z.infer<typeof cut>): void {
  if (order.do === 'cut' || order.do === 'reconnect') gateway.cut({ ask: order.do === 'reconnect' })
  else if (order.do === 'invalidate') gateway.invalidate(order)
  else if (order.do === 'heartbeat') gateway.askHeartbeat()
  else if (order.do === 'deafen') gateway.deafen()
  else if (order.do === 'refuse') gateway.refuseConnections(order.times)
  else if (isCode(order.code)) gateway.closeWith(order.code)
}

const DOES: Record<string, (on: Controlled, body: unknown) => unknown> = {
  'POST /control/faults': ({ faults }, body) => faults.add(fault.parse(body)),
  'DELETE /control/faults': ({ faults }) => faults.clear(),
  'POST /control/gateway': (on, body) => carryOut(on, cut.parse(body)),
  'GET /control/log': ({ log }) => log.entries(),
}

/** JSON alone, to this address: no page of another origin can send that unasked. */
const isOwn = ({ method, headers }: IncomingMessage): boolean =>
  headers.host?.startsWith('127.0.0.1:') === true &&
  (method !== 'POST' || headers['content-type'] === 'application/json')

/** Does what is asked under `/control/`; false where the request is for something else. */
export function control(
  on: Controlled,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (!request.url?.startsWith('/control/')) return false
  void answer(on, request, response)
  return true
}

async function answer(
  on: Controlled,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const does = DOES[`${request.method} ${request.url}`]
  const write = (status: number, body: unknown) =>
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify(body ?? {}))
  if (does === undefined || !isOwn(request)) {
    write(404, { error: `known: ${Object.keys(DOES).join(', ')}; bodies are application/json` })
    return
  }
  try {
    write(200, does(on, request.method === 'POST' ? await json(request) : null))
  } catch (error) {
    write(400, { error: error instanceof Error ? error.message : String(error) })
  }
}
