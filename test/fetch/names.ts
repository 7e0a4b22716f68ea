/** A name server on loopback: real packets, answers in the test's hand. */
import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns/promises'
import { once } from 'node:events'
import { type Answer, decode, encode } from 'dns-packet'
import { type Resolve, resolveWith } from '../../src/fetch/resolve.ts'

export type Names = {
  /** Addresses of a name; a list of lists is answered one after the other, the last one for ever. */
  set(name: string, ...answers: readonly string[][]): void
  /** How often a name was asked for (IPv4). */
  asked(name: string): number
  resolve: Resolve
  close(): Promise<void>
}

export async function startNames(): Promise<Names> {
  const table = new Map<string, readonly string[][]>()
  const counts = new Map<string, number>()
  const socket = createSocket('udp4')
  socket.on('message', (packet, from) => {
    const { id, questions = [] } = decode(packet)
    const [question] = questions
    const name = question?.name.toLowerCase() ?? ''
    const type = question?.type === 'AAAA' ? 'AAAA' : 'A'
    const all = table.get(name) ?? []
    const turn = counts.get(`${type} ${name}`) ?? 0
    counts.set(`${type} ${name}`, turn + 1)
    const answers = (all[Math.min(turn, all.length - 1)] ?? [])
      .filter((address) => address.includes(':') === (type === 'AAAA'))
      .map((data): Answer => ({ type, name, ttl: 0, data }))
    const flags = 0x0100 | 0x0080 | (all.length === 0 ? 3 : 0)
    socket.send(
      encode({ type: 'response', id, flags, questions, answers }),
      from.port,
      from.address,
    )
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const resolver = new Resolver({ timeout: 1_000, tries: 1 })
  resolver.setServers([`127.0.0.1:${socket.address().port}`])
  return {
    set: (name, ...answers) => void table.set(name, answers),
    asked: (name) => counts.get(`A ${name}`) ?? 0,
    resolve: resolveWith(resolver),
    close: async () => {
      resolver.cancel()
      socket.close()
      await once(socket, 'close')
    },
  }
}
