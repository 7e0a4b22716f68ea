/** The demo's world: a Discord on loopback with two servers and their people, sample feeds, and the bot in it. */
import { randomBytes } from 'node:crypto'
import { createFetch } from '../fetch/fetch.ts'
import { ShiftedClock } from '../lib/clock.ts'
import { createLogger } from '../lib/logger.ts'
import { type Samples, startSamples } from '../samples/start-samples.ts'
import { BIT } from '../sandbox/permissions.ts'
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts'
import { type Bot, startBot } from '../wiring/bot.ts'
import { dueUntil } from './due.ts'
import { type Morning, slotAfter, slotBefore, stopsBefore } from './morning.ts'

export type Server = {
  guildId: string
  name: string
  /** The channel that gets the digest of the sample feeds in the server's language. */
  digestChannelId: string
  digestChannel: string
  /** Where each digest is a post of its own, once somebody has ordered one. */
  forumId: string
  moderatorId: string
  memberId: string
}

export type Stage = {
  sandbox: Sandbox
  samples: Samples
  bot: Bot
  clock: ShiftedClock
  /** When each server gets its digest. */
  mornings: Record<'ja' | 'en', Morning>
  /** The Japanese server first. */
  servers: Record<'ja' | 'en', Server>
  /** When a server's first digest comes. */
  firstSlots: Record<'ja' | 'en', number>
  /** Moves the clock to a moment by way of each digest that is due until then; all of them are polled, composed and delivered. */
  moveTo(time: number): Promise<void>
  close(): Promise<void>
}

/** Local time of the digests in both servers. */
export const CLOCK = { hour: 7, minute: 30 } as const
const TOKYO = 'Asia/Tokyo'
/** The demo begins this long before the morning's digest: time to subscribe in. */
export const BEFORE_MORNING_MS = 60_000

const WORDS = {
  ja: {
    server: '菊の庭',
    channels: [
      { name: '朝刊', topic: '毎朝7時半のダイジェスト' },
      { name: '雑談', topic: 'なんでもどうぞ' },
    ],
    forum: {
      name: '読書室',
      topic: 'ダイジェストを1回ずつ投稿にして、感想を書き込める場所です',
      tags: ['ダイジェスト', '質問'],
    },
    moderator: 'ミナ',
    member: 'ハル',
    role: 'モデレーター',
    readers: '朝刊',
  },
  en: {
    server: 'Chrysanthemum Garden',
    channels: [
      { name: 'morning-digest', topic: 'The digest, every morning at half past seven' },
      { name: 'general', topic: 'Anything goes' },
    ],
    forum: {
      name: 'reading-room',
      topic: 'A post for each digest, with room to talk about it',
      tags: ['Digest', 'Question'],
    },
    moderator: 'Robin',
    member: 'Alex',
    role: 'Moderators',
    readers: 'Early readers',
  },
} as const

const LOCALES = { ja: 'ja', en: 'en-US' } as const
const GREEN = 0x57f287
const GOLD = 0xf1c40f

function buildServer(sandbox: Sandbox, lang: 'ja' | 'en'): Server {
  const words = WORDS[lang]
  const locale = LOCALES[lang]
  const guild = sandbox.addGuild({ name: words.server, locale })
  const [digest] = words.channels.map((channel) => sandbox.addChannel(guild.id, channel))
  const { topic, ...told } = words.forum
  const forum = sandbox.addForum(guild.id, told)
  sandbox.updateChannel(forum.id, { topic })
  const role = sandbox.addRole(guild.id, {
    name: words.role,
    permissions: BIT.manageGuild,
    color: GREEN,
  })
  const readers = sandbox.addRole(guild.id, {
    name: words.readers,
    mentionable: true,
    color: GOLD,
  })
  const moderator = sandbox.addPerson(guild.id, {
    name: words.moderator,
    locale,
    roleIds: [role.id, readers.id],
  })
  const member = sandbox.addPerson(guild.id, {
    name: words.member,
    locale,
    roleIds: [readers.id],
  })
  return {
    guildId: guild.id,
    name: guild.name,
    digestChannelId: digest?.id ?? '',
    digestChannel: digest?.name ?? '',
    forumId: forum.id,
    moderatorId: moderator.id,
    memberId: member.id,
  }
}

/** Everybody is in both servers, so that whoever is played can look at both. */
function introduce(sandbox: Sandbox, { ja, en }: Record<'ja' | 'en', Server>): void {
  const visit = (guest: Server, host: Server) => {
    const members = sandbox.world.guilds.get(host.guildId)?.members
    for (const id of [guest.moderatorId, guest.memberId]) members?.set(id, new Set())
  }
  visit(ja, en)
  visit(en, ja)
}

/** Moves a clock to a moment; what the bot owes until then is polled, digested and delivered. */
export async function liveUntil(
  time: number,
  { clock, bot }: { clock: Pick<ShiftedClock, 'now' | 'moveTo'>; bot: Bot },
): Promise<void> {
  // Feeds are asked a little before a digest: a clock that jumps over that moment would leave the news out.
  for (const stop of stopsBefore(clock.now(), time)) {
    clock.moveTo(stop)
    await bot.idle()
  }
}

/** Moves a clock to a moment as its hours go by: with a stop at each digest that is due on the way, in whatever zone. */
async function liveThrough(
  time: number,
  stage: { clock: Pick<ShiftedClock, 'now' | 'moveTo'>; bot: Bot },
): Promise<void> {
  let due = await dueUntil(stage.bot.db, { from: stage.clock.now(), to: time })
  while (due !== null) {
    await liveUntil(due, stage)
    due = await dueUntil(stage.bot.db, { from: stage.clock.now(), to: time })
  }
  await liveUntil(time, stage)
}

export type StageOptions = {
  /** Hosts that may be read beside the sample feeds though they are not public. */
  allowHosts?: readonly string[]
  /** Where its clock starts, epoch ms: a minute before the earlier of the servers' latest mornings if not given. */
  start?: number
  /** IANA zone by which the English server lives, Tokyo if not given: the Japanese one always lives by Tokyo's. */
  zone?: string
}

/** Sets the stage up. */
export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const { allowHosts = [], start, zone = TOKYO } = options
  const mornings = { ja: { ...CLOCK, zone: TOKYO }, en: { ...CLOCK, zone } }
  const slot = (lang: 'ja' | 'en') =>
    start === undefined ? slotBefore(Date.now(), mornings[lang]) : slotAfter(start, mornings[lang])
  const firstSlots = { ja: slot('ja'), en: slot('en') }
  const clock = new ShiftedClock(
    start ?? Math.min(firstSlots.ja, firstSlots.en) - BEFORE_MORNING_MS,
  )
  const sandbox = await startSandbox({ clock })
  const samples = await startSamples({
    now: () => clock.now(),
    startOf: (lang) => start ?? firstSlots[lang] - BEFORE_MORNING_MS,
  })
  const servers = { ja: buildServer(sandbox, 'ja'), en: buildServer(sandbox, 'en') }
  introduce(sandbox, servers)
  const bot = await startBot({
    clock,
    log: createLogger('silent'),
    random: () => randomBytes(4).readUInt32BE() / 2 ** 32,
    fetch: createFetch({
      allowHosts: ['127.0.0.1', ...allowHosts],
      userAgent: 'ChrysanthemumDigest/0.1 (demo)',
    }),
    databaseFile: ':memory:',
    token: sandbox.token,
    discordApiUrl: sandbox.apiUrl,
    allowedGuilds: [],
    pageFetch: true,
    onFatal: (error) => {
      throw error
    },
  })
  return {
    sandbox,
    samples,
    bot,
    clock,
    mornings,
    firstSlots,
    servers,
    moveTo: (time) => liveThrough(time, { clock, bot }),
    close: async () => {
      await bot.stop()
      await samples.close()
      await sandbox.close()
    },
  }
}
