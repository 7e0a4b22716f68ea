/** A whole small world to look at: sandbox, sample feeds, the real bot, the page. */
import { createFetch } from '../../../src/fetch/fetch.ts'
import { ShiftedClock } from '../../../src/lib/clock.ts'
import { createLogger } from '../../../src/lib/logger.ts'
import { type Samples, startSamples } from '../../../src/samples/start-samples.ts'
import { type Move, type Page, servePage } from '../../../src/sandbox/page/serve.ts'
import { BIT } from '../../../src/sandbox/permissions.ts'
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts'
import { type Bot, startBot } from '../../../src/wiring/bot.ts'

const ZONE = 'Asia/Tokyo'
/** A Saturday evening, 21:40 in Tokyo. */
export const START = Date.parse('2026-01-17T12:40:00Z')
/** Feeds are asked in the minutes before a digest. */
const BEFORE_MS = 2 * 60_000

export type PageStage = {
  page: Page
  sandbox: Sandbox
  samples: Samples
  bot: Bot
  clock: ShiftedClock
  /** Ids of the channels in the Japanese and the English server, and of the people. */
  ja: { guildId: string; channelId: string; talkId: string; managerId: string; memberId: string }
  en: { guildId: string; channelId: string; managerId: string }
  close(): Promise<void>
}

/** Gives the next half past seven in the morning. */
function nextMorning(now: number): number {
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(ZONE)
  const today = here.withPlainTime('07:30')
  const next = Temporal.ZonedDateTime.compare(today, here) > 0 ? today : today.add({ days: 1 })
  return next.epochMilliseconds
}

/** Resolves when no feed is due or under way. */
async function polled(bot: Bot, clock: ShiftedClock): Promise<void> {
  const [row] = await bot.db.all(
    'SELECT count(*) AS left FROM feed WHERE owner IS NOT NULL OR due_at <= $1',
    [clock.now()],
  )
  if (Number(row?.['left']) === 0) return
  await new Promise((resolve) => setImmediate(resolve))
  return polled(bot, clock)
}

/** Starts it all; `port` for whoever wants to open it by hand. */
export async function startPageStage({ port = 0, start = START } = {}): Promise<PageStage> {
  const clock = new ShiftedClock(start)
  const sandbox = await startSandbox({ clock })
  const samples = await startSamples({ now: () => clock.now() })
  const ja = sandbox.addGuild({ name: '菊の会', locale: 'ja' })
  const en = sandbox.addGuild({ name: 'Harbour Readers', locale: 'en-US' })
  const news = sandbox.addChannel(ja.id, { name: '朝刊', topic: '毎朝のダイジェスト' })
  const talk = sandbox.addChannel(ja.id, { name: '雑談', topic: 'なんでもどうぞ' })
  const daily = sandbox.addChannel(en.id, { name: 'daily-digest', topic: 'The news of the day' })
  const readers = sandbox.addRole(ja.id, { name: '朝刊', mentionable: true, color: 0x3ba55d })
  const staff = { name: '運営', permissions: BIT.manageGuild }
  const managers = sandbox.addRole(ja.id, staff)
  const enManagers = sandbox.addRole(en.id, { name: 'Moderators', permissions: BIT.manageGuild })
  const haruka = sandbox.addPerson(ja.id, {
    name: '春香',
    locale: 'ja',
    roleIds: [managers.id, readers.id],
  })
  const kenta = sandbox.addPerson(ja.id, { name: '健太', locale: 'ja', roleIds: [readers.id] })
  const alex = sandbox.addPerson(en.id, { name: 'Alex', locale: 'en-US', roleIds: [enManagers.id] })
  ja.members.set(alex.id, new Set())
  en.members.set(haruka.id, new Set())
  const bot = await startBot({
    clock,
    log: createLogger('silent'),
    random: () => 0.5,
    fetch: createFetch({
      allowHosts: samples.feeds.map(({ url }) => new URL(url).host),
      userAgent: 'ChrysanthemumDigest/0.1 (test)',
    }),
    databaseFile: ':memory:',
    token: sandbox.token,
    discordApiUrl: sandbox.apiUrl,
    allowedGuilds: [],
    onFatal: (error) => {
      throw error
    },
  })
  const feed = (kind: string, lang: string) =>
    samples.feeds.find((one) => one.kind === kind && one.lang === lang)?.url ?? ''
  const page = await servePage({
    sandbox,
    port,
    zone: ZONE,
    people: [
      { id: haruka.id, part: { en: 'moderator', ja: 'モデレーター' } },
      { id: kenta.id, part: { en: 'member', ja: 'メンバー' } },
      { id: alex.id, part: { en: 'moderator', ja: 'モデレーター' } },
    ],
    suggestions: [
      {
        label: { en: '📘 Subscribe to all sample feeds', ja: '📘 見本のフィードを購読' },
        words: 'digest subscribe',
        typed: { feed: samples.feeds.map(({ url }) => url).join(' ') },
      },
      {
        label: { en: '🗞️ Only the digest format', ja: '🗞️ ダイジェスト形式だけ' },
        words: 'digest subscribe',
        typed: { feed: feed('digest', 'ja') },
      },
      { label: { en: '❓ What can it do?', ja: '❓ 使い方' }, words: 'help', typed: {} },
    ],
    moveTo: async (to: Move) => {
      const at = to === 'hour' ? clock.now() + 3_600_000 : nextMorning(clock.now()) + 1000
      clock.moveTo(at - BEFORE_MS)
      bot.wake()
      await polled(bot, clock)
      clock.moveTo(at)
      bot.wake()
    },
  })
  return {
    page,
    sandbox,
    samples,
    bot,
    clock,
    ja: {
      guildId: ja.id,
      channelId: news.id,
      talkId: talk.id,
      managerId: haruka.id,
      memberId: kenta.id,
    },
    en: { guildId: en.id, channelId: daily.id, managerId: alex.id },
    close: async () => {
      await page.close()
      await bot.stop()
      await samples.close()
      await sandbox.close()
    },
  }
}
