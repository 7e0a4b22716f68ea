/** A gateway client with nothing between: what a test sends is what the sandbox gets. */
import { inflateSync } from 'node:zlib'
import { WebSocket } from 'ws'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came
export type Frame = { op: number; d: any; s?: number; t?: string }

export type RawClient = {
  /** Everything that came, decoded. */
  frames: Frame[]
  /** How many frames came compressed. */
  packed: () => number
  /** Resolves with the first frame that fits, come already or yet to come. */
  find(fits: (frame: Frame) => boolean): Promise<Frame>
  event(name: string): Promise<Frame>
  send(op: number, d: unknown): void
  sendText(text: string): void
  identify(more?: Record<string, unknown>): void
  resume(session: { id: string; seq: number }, token?: string): void
  /** Resolves with the close code. */
  closed: Promise<number>
  close(code?: number): void
  terminate(): void
}

export const OP = {
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalid: 9,
  hello: 10,
  ack: 11,
}
const JSON_V10 = 'v=10&encoding=json'

export function connectRaw(
  sandbox: Sandbox,
  {
    query = JSON_V10,
    decode = plain,
  }: { query?: string; decode?: (data: Buffer) => string | null } = {},
): RawClient {
  const socket = new WebSocket(
    `${sandbox.apiUrl.replace('http', 'ws').replace('/api', '')}/?${query}`,
  )
  const frames: Frame[] = []
  const waiting = new Set<() => void>()
  let packed = 0
  socket.on('error', () => undefined)
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) packed += 1
    const text = isBinary ? decode(data) : String(data)
    if (text === null) return
    frames.push(JSON.parse(text))
    for (const look of [...waiting]) look()
  })
  const find = (fits: (frame: Frame) => boolean) =>
    new Promise<Frame>((resolve) => {
      const look = () => {
        const found = frames.find(fits)
        if (found === undefined) return
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      look()
    })
  const sendText = (text: string) =>
    void find(({ op }) => op === OP.hello).then(() => socket.send(text))
  const send = (op: number, d: unknown) => sendText(JSON.stringify({ op, d }))
  return {
    frames,
    packed: () => packed,
    find,
    event: (name) => find(({ t }) => t === name),
    send,
    sendText,
    identify: (more = {}) =>
      send(OP.identify, {
        token: sandbox.token,
        properties: { os: 'linux', browser: 'raw', device: 'raw' },
        intents: 1,
        ...more,
      }),
    resume: ({ id, seq }, token = sandbox.token) => send(OP.resume, { token, session_id: id, seq }),
    closed: new Promise((resolve) => socket.once('close', resolve)),
    close: (code) => socket.close(code),
    terminate: () => socket.terminate(),
  }
}

const plain = (data: Buffer) => inflateSync(data).toString()
