/** HTTP and HTTPS servers on loopback that tell who connected; the certificate is made on the spot. */
import { createServer as createHttp, type RequestListener } from 'node:http'
import { createServer as createHttps } from 'node:https'
import type { AddressInfo, Server, Socket } from 'node:net'
import { generate } from 'selfsigned'

/** Names that the certificate is for. */
const CERTIFIED = ['site.test', 'door.test', 'own.test', 'half.test', '*.feeds.test']

let made: Promise<{ cert: string; key: string }> | null = null

/** A certificate for the names above and 127.0.0.1, once a test run. */
export function certificate(): Promise<{ cert: string; key: string }> {
  made ??= generate([{ name: 'commonName', value: 'site.test' }], {
    keySize: 2048,
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...CERTIFIED.map((value) => ({ type: 2 as const, value })),
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  }).then(({ cert, private: key }) => ({ cert, key }))
  return made
}

export type Served = {
  port: number
  /** Connections that were opened so far. */
  connections(): number
  /** Resolves when every connection is closed. */
  quiet(): Promise<void>
  close(): Promise<void>
}

/** Starts a server of any kind on an ephemeral loopback port and counts its connections. */
export async function served(server: Server): Promise<Served> {
  const open = new Set<Socket>()
  let count = 0
  const waiting: (() => void)[] = []
  server.on('connection', (socket: Socket) => {
    count += 1
    open.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => {
      open.delete(socket)
      if (open.size === 0) for (const done of waiting.splice(0)) done()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => count,
    quiet: () => new Promise((resolve) => (open.size === 0 ? resolve() : waiting.push(resolve))),
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export const serveHttp = (listener: RequestListener) => served(createHttp(listener))

export const serveHttps = async (listener: RequestListener) =>
  served(createHttps(await certificate(), listener))
