/** The bare minimum of a bot on the gateway: it identifies, and hears of interactions. */
import type { Sandbox } from '../../src/sandbox/sandbox.ts'

export type Given = { id: string; token: string }
export type Hearing = { next(): Promise<Given>; close(): void }

type Packet = { op: number; t?: string; d: Given }

const properties = { os: 'linux', browser: 'bench', device: 'bench' }
const OP = { dispatch: 0, identify: 2, hello: 10 } as const

/** Connects; resolves when the sandbox is ready to tell. */
export function hear({ apiUrl, token }: Sandbox): Promise<Hearing> {
  const origin = new URL(apiUrl).origin.replace('http', 'ws')
  const socket = new WebSocket(`${origin}/?v=10&encoding=json`)
  const waiting: ((given: Given) => void)[] = []
  return new Promise((resolve, reject) => {
    socket.addEventListener('error', () => reject(new Error('no gateway')))
    socket.addEventListener('message', ({ data }) => {
      const { op, t, d } = JSON.parse(String(data)) as Packet
      if (op === OP.hello)
        socket.send(JSON.stringify({ op: OP.identify, d: { token, intents: 1, properties } }))
      if (t === 'READY')
        resolve({
          next: () => new Promise((told) => waiting.push(told)),
          close: () => socket.close(),
        })
      if (t === 'INTERACTION_CREATE') waiting.shift()?.(d)
    })
  })
}
