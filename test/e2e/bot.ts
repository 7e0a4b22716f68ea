/** The whole bot on loopback: real discord.js against the sandbox, sample feeds, a clock that can be moved forward. */
import { createFetch } from '../../src/fetch/fetch.ts'
import { ShiftedClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { startSamples } from '../../src/samples/start-samples.ts'
import { type Message, type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { type Bot, startBot } from '../../src/wiring/bot.ts'

/** A Sunday morning in Tokyo. */
export const START = Date.parse('2026-01-18T06:00:00+09:00')
export const SLOT = Date.parse('2026-01-18T07:30:00+09:00')
export const MANAGE_GUILD = 1n << 5n
/** A message that hangs is given up after this, in real time. */
const SEND_TIMEOUT_MS = 400

export type Line = { msg: string } & Record<string, unknown>

export type Stage = {
  clock: ShiftedClock
  discord: Sandbox
  feeds: readonly string[]
  bot: Bot
  guildId: string
  channelId: string
  /** People of the server: a manager and a member for each language. */
  people: Record<'jaManager' | 'enManager' | 'jaMember' | 'enMember', string>
  /** Resolves with the next line of the log that says so. */
  logged(message: string): Promise<Line>
  close(): Promise<void>
}

/** A log whose lines can be waited for. */
function createHeard() {
  const waiting = new Set<{ message: string; resolve: (line: Line) => void }>()
  const write = (text: string) => {
    const line = JSON.parse(text) as Line
    for (const one of [...waiting]) {
      if (one.message !== line.msg) continue
      waiting.delete(one)
      one.resolve(line)
    }
  }
  const logged = (message: string) =>
    new Promise<Line>((resolve) => waiting.add({ message, resolve }))
  return { log: createLogger('info', { write }), logged }
}

function peopleOf(discord: Sandbox, guildId: string): Stage['people'] {
  const managers = discord.addRole(guildId, { name: 'managers', permissions: MANAGE_GUILD })
  const person = (name: string, locale: string, roleIds: string[] = []) =>
    discord.addPerson(guildId, { name, locale, roleIds }).id
  return {
    jaManager: person('kiku', 'ja', [managers.id]),
    enManager: person('rose', 'en-GB', [managers.id]),
    jaMember: person('ume', 'ja'),
    enMember: person('ivy', 'en-US'),
  }
}

/** Starts everything; the bot is ready when it resolves. */
export async function startStage(): Promise<Stage> {
  const clock = new ShiftedClock(START)
  const samples = await startSamples({ now: () => clock.now() })
  const discord = await startSandbox({ clock })
  const guild = discord.addGuild({ name: 'Garden', locale: 'ja' })
  const channel = discord.addChannel(guild.id, { name: 'news' })
  const { log, logged } = createHeard()
  const bot = await startBot({
    clock,
    log,
    random: Math.random,
    fetch: createFetch({ allowHosts: ['127.0.0.1'], userAgent: 'test' }),
    databaseFile: ':memory:',
    token: discord.token,
    discordApiUrl: discord.apiUrl,
    allowedGuilds: [],
    onFatal: (error) => log.error({ err: error }, 'fatal'),
    sendTimeoutMs: SEND_TIMEOUT_MS,
  })
  return {
    clock,
    discord,
    feeds: samples.feeds.map(({ url }) => url),
    bot,
    guildId: guild.id,
    channelId: channel.id,
    people: peopleOf(discord, guild.id),
    logged,
    close: async () => {
      await bot.stop()
      await discord.close()
      await samples.close()
    },
  }
}

/** Gives the custom id of a message's control of a route. */
export function controlOf({ components }: Message, route: string): string {
  const controls = components.flatMap((row) => row['components'] as { custom_id?: string }[])
  const found = controls.find(({ custom_id }) => custom_id?.startsWith(`v1:${route}:`))
  if (found?.custom_id === undefined) throw new Error(`there is no control ${route}`)
  return found.custom_id
}
