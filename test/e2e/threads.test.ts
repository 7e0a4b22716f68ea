/** A thread from each digest, digests in threads that sleep, and announcements that reach every follower. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { FaultEffect } from '../../src/sandbox/faults.ts'
import { type Stage, startStage } from './bot.ts'

const START = 'POST /channels/:channel/messages/:message/threads'
const CROSSPOST = 'POST /channels/:channel/messages/:message/crosspost'
const CREATE_THREADS = 1n << 35n
const ANNOUNCEMENTS = 5 as const

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage.close())
afterEach(() => stage.bot.db.all(`UPDATE subscription SET state = 'ended'`))

type Who = keyof Stage['people']
type Typed = Record<string, string | boolean>
const newChannel = (name: string, type: 0 | 5 = 0) =>
  stage.discord.addChannel(stage.guildId, { name, type }).id
const subscribe = async (channelId: string, typed: Typed = {}, who: Who = 'jaManager') =>
  (
    await stage.discord
      .as(stage.people[who])
      .slash(channelId, 'digest subscribe', { feed: stage.feeds[0] ?? '', ...typed })
  ).message
const now = (channelId: string) =>
  stage.discord.as(stage.people.jaManager).slash(channelId, 'digest now')
const threadsOf = (channelId: string) =>
  [...stage.discord.world.channels.values()].filter(({ thread }) => thread?.parentId === channelId)
const asked = (route: string, channelId: string) =>
  stage.discord.requests.filter((one) => one.route === route && one.path.includes(channelId))
const steps = (channelId: string) =>
  stage.bot.db.all('SELECT kind, state FROM follow_up WHERE channel_id = $1 ORDER BY kind', [
    channelId,
  ])

/** Lets time pass until something is logged. */
async function passUntil(wanted: Promise<unknown>, stepMs = 31_000): Promise<void> {
  let over = false
  const done = wanted.then(() => {
    over = true
  })
  while (!over) {
    const failed = stage.logged('not followed up')
    stage.clock.moveTo(stage.clock.now() + stepMs)
    stage.bot.wake()
    await Promise.race([done, failed])
  }
}

const FAULTS: readonly [string, FaultEffect][] = [
  ['hangs before it is done', { kind: 'hang', stored: false }],
  ['hangs after it was done', { kind: 'hang', stored: true }],
  ['is dropped before it is done', { kind: 'drop', stored: false }],
  ['is dropped after it was done', { kind: 'drop', stored: true }],
  ['meets a server error', { kind: 'answer', status: 500, body: { message: 'oops', code: 0 } }],
]

describe('a thread from each digest', () => {
  it('is asked for, said, started from the message and named after its day', async () => {
    const channel = newChannel('talk')
    const ja = await subscribe(channel, { thread: true })
    expect(ja.content).toContain('ダイジェストごとにスレッドを作ります')
    const followed = stage.logged('followed up')
    await now(channel)
    await followed
    const [message] = stage.discord.messages(channel)
    const [thread] = threadsOf(channel)
    expect(thread?.id).toBe(message?.id)
    expect(thread?.name).toMatch(/^1月18日\(日\)の朝 · \d本$/)
    expect(stage.discord.violations).toEqual([])
    const en = await subscribe(newChannel('more'), { thread: true }, 'enManager')
    expect(en.content).toContain('A thread is started from each digest')
  })

  it.each(FAULTS.map(([what, effect], n) => ({ what, effect, n })))(
    'whose request $what is there once, and so is the digest',
    async ({ effect, n }) => {
      const channel = newChannel(`fault-${n}`)
      await subscribe(channel, { thread: true })
      const failed = stage.logged('not followed up')
      const followed = stage.logged('followed up')
      stage.discord.faults.add({ route: START, times: 1, effect })
      await now(channel)
      await failed
      await passUntil(followed)
      expect(stage.discord.messages(channel)).toHaveLength(1)
      expect(threadsOf(channel)).toHaveLength(1)
      expect(asked(START, channel)).toHaveLength(2)
      expect(await steps(channel)).toEqual([{ kind: 'thread', state: 'done' }])
    },
  )

  it('is refused by the right that the bot lacks, and where there are no threads', async () => {
    const shut = newChannel('shut')
    stage.discord.setOverwrites(shut, [
      { id: stage.discord.botId, type: 1, allow: 0n, deny: CREATE_THREADS },
    ])
    expect((await subscribe(shut, { thread: true })).content).toContain('「公開スレッドの作成」')
    const inEnglish = await subscribe(shut, { thread: true }, 'enManager')
    expect(inEnglish.content).toContain('**Create Public Threads**')
    const thread = stage.discord.startThread(newChannel('p'), stage.people.jaManager, '話').id
    expect((await subscribe(thread, { thread: true })).content).toContain('スレッドを作れません')
    const en = await subscribe(thread, { thread: true }, 'enManager')
    expect(en.content).toContain('No thread can be started')
    expect(await stage.bot.db.all(`SELECT id FROM subscription WHERE state <> 'ended'`)).toEqual([])
    expect((await subscribe(shut)).content).toContain('設定しました')
  })

  it('that is forbidden by then leaves the digest where it is', async () => {
    const channel = newChannel('forbidden')
    await subscribe(channel, { thread: true })
    const failed = stage.logged('not followed up')
    stage.discord.setOverwrites(channel, [
      { id: stage.discord.botId, type: 1, allow: 0n, deny: CREATE_THREADS },
    ])
    await now(channel)
    await failed
    await stage.bot.idle()
    expect(stage.discord.messages(channel)).toHaveLength(1)
    expect(await steps(channel)).toEqual([{ kind: 'thread', state: 'failed' }])
    const rows = await stage.bot.db.all(
      `SELECT d.state AS delivery, s.state AS subscription FROM delivery d JOIN digest g ON g.id = d.digest_id
         JOIN subscription s ON s.id = g.subscription_id WHERE d.channel_id = $1`,
      [channel],
    )
    expect(rows).toEqual([{ delivery: 'sent', subscription: 'active' }])
  })
})

describe('a digest in a thread', () => {
  it('opens it again where it was archived', async () => {
    const thread = stage.discord.startThread(newChannel('sleepy'), stage.people.jaManager, '朝刊')
    await subscribe(thread.id)
    stage.discord.setThread(thread.id, { archived: true })
    const posted = stage.logged('digest posted')
    await now(thread.id)
    await posted
    expect(stage.discord.messages(thread.id)).toHaveLength(1)
    expect(thread.thread?.archived).toBe(false)
  })

  it('stops, and says that a right is lacking, where it was locked', async () => {
    const thread = stage.discord.startThread(newChannel('shut'), stage.people.jaManager, '朝刊')
    const soon = Temporal.Instant.fromEpochMilliseconds(stage.clock.now() + 120_000)
    const time = soon.toZonedDateTimeISO('Asia/Tokyo').toPlainTime().toString().slice(0, 5)
    await subscribe(thread.id, { time })
    const failed = stage.logged('digest not posted')
    stage.discord.setThread(thread.id, { archived: true, locked: true })
    stage.clock.moveTo(soon.epochMilliseconds)
    stage.bot.wake()
    await failed
    await stage.bot.idle()
    expect(stage.discord.messages(thread.id)).toEqual([])
    const manager = stage.discord.as(stage.people.jaManager)
    const { message } = await manager.slash(thread.id, 'digest list')
    expect(JSON.stringify(message.embeds)).toContain('権限が足りないため停止中')
  })
})

describe('an announcement', () => {
  /** An announcement channel and one of another server that follows it. */
  function followed(name: string) {
    const source = newChannel(name, ANNOUNCEMENTS)
    const guild = stage.discord.addGuild({ name: `${name} followers` })
    const target = stage.discord.addChannel(guild.id, { name: 'copies' }).id
    stage.discord.world.followers.set(source, [
      { channelId: target, webhookId: stage.discord.world.id() },
    ])
    return { source, target }
  }

  it('reaches every follower, and whoever sets it up is told', async () => {
    const { source, target } = followed('open')
    const ja = await subscribe(source)
    expect(ja.content).toContain('フォローしているサーバーにも届きます')
    const en = await subscribe(newChannel('en', ANNOUNCEMENTS), {}, 'enManager')
    expect(en.content).toContain('Servers that follow this channel get it too')
    const done = stage.logged('followed up')
    await now(source)
    await done
    const [own] = stage.discord.messages(source)
    expect(stage.discord.messages(target).map(({ content }) => content)).toEqual([own?.content])
    expect(stage.discord.violations).toEqual([])
  })

  it('stays at home where a moderator wants so, and in channels that nobody follows', async () => {
    const { source, target } = followed('closed')
    const { content } = await subscribe(source, { publish: false })
    expect(content).not.toContain('フォロー')
    const posted = stage.logged('digest posted')
    await now(source)
    await posted
    const text = newChannel('plain')
    expect((await subscribe(text)).content).not.toContain('フォロー')
    await now(text)
    await stage.bot.idle()
    expect(stage.discord.messages(target)).toEqual([])
    expect([await steps(source), await steps(text)]).toEqual([[], []])
  })

  it.each(FAULTS.map(([what, effect], n) => ({ what, effect, n })))(
    'whose way to followers $what reaches each once',
    async ({ effect, n }) => {
      const { source, target } = followed(`fault-${n}`)
      await subscribe(source)
      const failed = stage.logged('not followed up')
      const done = stage.logged('followed up')
      stage.discord.faults.add({ route: CROSSPOST, times: 1, effect })
      await now(source)
      await failed
      await passUntil(done)
      expect(stage.discord.messages(target)).toHaveLength(1)
      expect(await steps(source)).toEqual([{ kind: 'crosspost', state: 'done' }])
    },
  )

  it('over the quota of an hour waits for its turn', async () => {
    const { source, target } = followed('busy')
    await subscribe(source)
    stage.discord.faults.add({
      route: CROSSPOST,
      times: 1,
      effect: {
        kind: 'answer',
        status: 429,
        headers: { 'retry-after': '1800', 'x-ratelimit-scope': 'shared' },
        body: { message: 'You are being rate limited.', retry_after: 1800, global: false },
      },
    })
    const failed = stage.logged('not followed up')
    const done = stage.logged('followed up')
    await now(source)
    await failed
    const [{ due_at = 0 } = {}] = await stage.bot.db.all(
      'SELECT due_at FROM follow_up WHERE channel_id = $1',
      [source],
    )
    expect(Number(due_at) - stage.clock.now()).toBeGreaterThan(29 * 60_000)
    expect(stage.discord.messages(target)).toEqual([])
    await passUntil(done, 31 * 60_000)
    expect(stage.discord.messages(target)).toHaveLength(1)
  })
})
