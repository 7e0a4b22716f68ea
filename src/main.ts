/** The bot for real: configuration from the environment, signals, exit codes. */

import { config as loadEnv } from 'dotenv'
import { type Config, type Role, readConfig } from '../config/env.ts'
import { ConnectError } from './discord/connect-error.ts'
import { createFetch } from './fetch/fetch.ts'
import { systemClock } from './lib/clock.ts'
import { createLogger, withoutTokens } from './lib/logger.ts'
import { DeadToken } from './services/send-turn.ts'
import { GatewayLost, startBot } from './wiring/bot.ts'
import { changedAt, StoreUnusable } from './wiring/open-store.ts'
import { startWorker } from './wiring/worker.ts'
import type { World } from './wiring/world.ts'

/** Exit codes: a service manager should not restart on 2 and 3. */
const EXIT = { failed: 1, configuration: 2, deadToken: 3 } as const
const STOP_WITHIN_MS = 10_000
const HOMEPAGE = 'https://github.com/chrysanthemum-digest/chrysanthemum-digest'

const say = (line: string) => process.stdout.write(`${line}\n`)
const complain = (line: string) => process.stderr.write(`${line}\n`)

function readEnvironment(): Config | null {
  loadEnv({ quiet: true })
  const read = readConfig(process.env)
  if (read.ok) return read.config
  complain('The bot cannot start yet:')
  for (const { name, problem } of read.problems) complain(`  ${name} ${problem}`)
  complain('Settings are read from the environment and from the file .env (see .env.example).')
  return null
}

type Running = { stop(): Promise<void> }

function stopOnSignals(running: Running): void {
  let stopping = false
  const stop = (signal: string) => {
    if (stopping) return
    stopping = true
    say(`${signal}: ending what is under way …`)
    setTimeout(() => process.exit(EXIT.failed), STOP_WITHIN_MS).unref()
    running.stop().then(
      () => process.exit(0),
      () => process.exit(EXIT.failed),
    )
  }
  process.on('SIGTERM', () => stop('SIGTERM'))
  process.on('SIGINT', () => stop('SIGINT'))
}

async function main(): Promise<void> {
  const config = readEnvironment()
  if (config === null) {
    process.exitCode = EXIT.configuration
    return
  }
  const log = createLogger(config.logLevel)
  const databaseFile = config.databaseUrl.replace(/^sqlite:/, '')
  const world: World = {
    clock: systemClock,
    log,
    random: Math.random,
    fetch: createFetch({
      allowHosts: config.fetchAllowHosts,
      hostHeaders: config.fetchHeaders,
      userAgent: `ChrysanthemumDigest/0.1 (+${HOMEPAGE})`,
    }),
    databaseFile,
    fileChangedAt: changedAt(databaseFile),
    token: config.token,
    discordApiUrl: config.discordApiUrl,
    allowedGuilds: config.allowedGuilds,
    pageFetch: config.pageFetch,
    llm: config.llm,
    onFatal: (error) => {
      complain(sentenceFor(error))
      process.exit(exitCodeFor(error))
    },
  }
  stopOnSignals(await start(config.role, world))
}

async function start(role: Role, world: World): Promise<Running> {
  if (role === 'worker') {
    const worker = await startWorker(world)
    say(`Ready as a worker of ${worker.name}.`)
    return worker
  }
  const bot = await startBot({ ...world, role })
  say(`Ready as ${bot.discord.name}. Add the bot to a server: ${bot.discord.inviteUrl}`)
  return bot
}

const isDeadToken = (error: unknown) =>
  error instanceof DeadToken || (error instanceof ConnectError && error.kind === 'bad-token')

function sentenceFor(error: unknown): string {
  if (isDeadToken(error)) {
    return 'Discord refuses the bot token: reset it at https://discord.com/developers/applications → Bot → Reset Token, put it into DISCORD_TOKEN and start again.'
  }
  if (error instanceof ConnectError) {
    return `Discord cannot be reached (${causeOf(error)}): check the network and DISCORD_API_URL, then start again.`
  }
  if (error instanceof GatewayLost) return `${error.message}. Start the bot again.`
  if (error instanceof StoreUnusable) {
    return `The bot cannot start: ${error.message}. Check DATABASE_URL, the free space and who may write to its folder.`
  }
  return `The bot could not start: ${error instanceof Error ? error.message : String(error)}`
}

const causeOf = (error: Error) =>
  withoutTokens(error.cause instanceof Error ? error.cause.message : error.message)

const exitCodeFor = (error: unknown) => (isDeadToken(error) ? EXIT.deadToken : EXIT.failed)

main().catch((error: unknown) => {
  complain(sentenceFor(error))
  process.exit(exitCodeFor(error))
})
