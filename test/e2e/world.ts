/** The whole bot against the sandbox, with sample feeds and a clock that stands until a test moves it. */
import { liveUntil } from '../../src/demo/stage.ts'
import { createFetch, type Fetch, type FetchOptions } from '../../src/fetch/fetch.ts'
import { MovedClock } from '../../src/lib/clock.ts'
import { createLogger, type Logger } from '../../src/lib/logger.ts'
import { startSamples } from '../../src/samples/start-samples.ts'
import { BIT } from '../../src/sandbox/permissions.ts'
import { startSandbox } from '../../src/sandbox/sandbox.ts'
import { type Bot, startBot } from '../../src/wiring/bot.ts'

export const START = Date.parse('2026-01-18T07:00:00+09:00')
export const SLOT = Date.parse('2026-01-18T07:30:00+09:00')
export const DAY = 86_400_000

export type WorldOptions = {
  databaseFile?: string
  /** What is different in the fetching of feeds, such as the addresses of their hosts. */
  fetching?: Partial<FetchOptions>
  /** Rate limits go by the moved clock: messages of several days do not share five real seconds. */
  limitsByClock?: boolean
  /** Fetches in place of that. */
  fetch?: Fetch
  log?: Logger
}

/** Starts everything; the bot may be stopped and started again over the same file. */
export async function createWorld({
  databaseFile = ':memory:',
  fetching = {},
  limitsByClock = false,
  fetch,
  log = createLogger('silent'),
}: WorldOptions = {}) {
  const clock = new MovedClock(START)
  const sandbox = await startSandbox({
    clock,
    identifyWindow: 0,
    ...(limitsByClock ? { pace: () => clock.now() } : {}),
  })
  const samples = await startSamples({ now: () => clock.now() })
  const guild = sandbox.addGuild({ name: '菊の庭', locale: 'ja' })
  const channel = sandbox.addChannel(guild.id, { name: '朝刊' })
  const managers = sandbox.addRole(guild.id, { name: '係', permissions: BIT.manageGuild })
  const moderator = sandbox.addPerson(guild.id, {
    name: 'ミナ',
    locale: 'ja',
    roleIds: [managers.id],
  })
  const english = sandbox.addPerson(guild.id, {
    name: 'Rose',
    locale: 'en-GB',
    roleIds: [managers.id],
  })
  const member = sandbox.addPerson(guild.id, { name: 'Alex', locale: 'en-US' })
  const fatal: unknown[] = []
  let onMinute = async () => {}
  const start = (fileChangedAt: number | null = null): Promise<Bot> =>
    startBot({
      fileChangedAt,
      clock,
      log,
      random: () => 0.5,
      fetch:
        fetch ??
        createFetch({
          allowHosts: ['127.0.0.0/8'],
          userAgent: 'ChrysanthemumDigest/test',
          ...fetching,
        }),
      pageFetch: true,
      databaseFile,
      token: sandbox.token,
      discordApiUrl: sandbox.apiUrl,
      allowedGuilds: [],
      onFatal: (error) => fatal.push(error),
      everyMinute: (run) => {
        onMinute = run
        return async () => {}
      },
    })
  let bot = await start()
  return {
    clock,
    sandbox,
    samples,
    guild,
    channel,
    managers,
    moderatorId: moderator.id,
    moderator: sandbox.as(moderator.id),
    english: sandbox.as(english.id),
    member: sandbox.as(member.id),
    fatal,
    urls: (lang: 'ja' | 'en') =>
      samples.feeds
        .filter((feed) => feed.lang === lang)
        .map(({ url }) => url)
        .join(' '),
    bot: () => bot,
    /** Moves to a moment by way of the minutes in which feeds are asked, and lets the bot do what it owes. */
    moveTo: (time: number) => liveUntil(time, { clock, bot }),
    /** Passes hours, each with the minute tick at its end. */
    passHours: async (hours: number) => {
      for (let hour = 0; hour < hours; hour += 1) {
        clock.advance(3_600_000)
        await bot.idle()
        await onMinute()
        await bot.idle()
      }
    },
    /** Stops the bot and starts it again; `between` may do something to its file. */
    restart: async ({
      between = async () => {},
      fileChangedAt = null,
    }: {
      between?: () => Promise<void>
      fileChangedAt?: number | null
    } = {}) => {
      await bot.stop()
      await between()
      bot = await start(fileChangedAt)
    },
    close: async () => {
      await bot.stop()
      await samples.close()
      await sandbox.close()
    },
  }
}

export type World = Awaited<ReturnType<typeof createWorld>>
