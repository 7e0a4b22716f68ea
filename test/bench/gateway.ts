/**
 * `npm run -s bench -- gateway [SERVERS] [CHANNELS]`: how long stock discord.js takes to be ready, and what it holds then.
 * The sandbox is a process of its own, so that the memory is the bot's alone.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Client, Events, GatewayIntentBits } from 'discord.js'
import type { Built } from './gateway-server.ts'
import type { Print } from './main.ts'

const MB = 1024 * 1024
const megabytes = (bytes: number) => Math.round(bytes / MB)

async function ask<T>(server: ChildProcess, question: string): Promise<T> {
  const answered = once(server, 'message')
  server.send(question)
  const [answer] = await answered
  return answer as T
}

/** Prints one line. */
export async function gateway(args: string[], print: Print): Promise<void> {
  const [servers = 2500, channels = 40] = args.map(Number)
  const server = fork(join(import.meta.dirname, 'gateway-server.ts'), [`${servers}`, `${channels}`])
  const [built] = (await once(server, 'message')) as [Built]
  const before = process.memoryUsage().rss
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: built.apiUrl },
  })
  const ready = once(client, Events.ClientReady)
  const start = performance.now()
  await client.login(built.token)
  await ready
  const seconds = (performance.now() - start) / 1000
  const { rss, heapUsed } = process.memoryUsage()
  print({
    bench: 'gateway',
    servers: client.guilds.cache.size,
    channels: client.channels.cache.size,
    ready_s: Number(seconds.toFixed(2)),
    bot_rss_mb: megabytes(rss),
    bot_rss_before_mb: megabytes(before),
    bot_heap_mb: megabytes(heapUsed),
    sandbox_build_s: Number((built.buildMs / 1000).toFixed(2)),
    sandbox_rss_mb: megabytes(await ask<number>(server, 'rss')),
  })
  await client.destroy()
  server.disconnect()
}
