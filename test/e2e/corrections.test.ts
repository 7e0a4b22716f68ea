/** Cards whose sources correct an article, through real discord.js and the sandbox, in both languages. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ArticleContent, type PlainContent, readContent } from '../../src/samples/content.ts'
import type { FaultEffect } from '../../src/sandbox/faults.ts'
import { BIT } from '../../src/sandbox/permissions.ts'
import type { Message } from '../../src/sandbox/sandbox.ts'
import { control, controlOn } from './reader.ts'
import { createWorld, SLOT, type World } from './world.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const EDIT = 'PATCH /channels/:channel/messages/:message'
const JA = { feed: 'ja-blog', from: '8,940円', to: '9,480円' }
const TITLE = { feed: 'ja-news', from: '4,200人', to: '2,400人' }

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(async () => {
  expect(world.sandbox.violations).toEqual([])
  expect(world.fatal).toEqual([])
  // Only a thread that sleeps may refuse an edit as malformed.
  const refused = world.sandbox.requests.filter(({ status }) => status === 400)
  for (const { answer } of refused) expect(JSON.stringify(answer)).toContain('50083')
  await world.close()
})

type Correct = { feed: string; from: string; to: string }

/** A source publishes an article again, with another text in place of one. */
function correct({ feed, from, to }: Correct): void {
  const content = readContent(feed)
  const text = (one: ArticleContent) => (one as PlainContent).paragraphs?.join('') ?? ''
  const found = content.articles.find((one) => text(one).includes(from))
  const url = world.samples.feeds.find(({ title }) => title === content.title)?.url
  if (found === undefined || url === undefined) throw new Error(`no sample says ${from}`)
  const {
    hoursAgo: _hours,
    daysAfter: _days,
    ...article
  } = JSON.parse(JSON.stringify(found).replaceAll(from, to)) as ArticleContent &
    Record<string, unknown>
  world.samples.publish(url, article as ArticleContent)
}

/** Two half hours on: feeds are asked again, and what follows is done. */
async function anHourOn(): Promise<void> {
  const from = world.clock.now()
  for (const at of [31, 33, 35, 60]) await world.moveTo(from + at * MINUTE)
}

async function subscribed(
  channelId: string,
  typed: Record<string, string | boolean> = {},
): Promise<void> {
  const feed = world.urls('ja')
  await world.moderator.slash(channelId, 'digest subscribe', { feed, ...typed })
}

const standingIn = (channelId: string): Message => {
  const [message] = world.sandbox.messages(channelId)
  if (message === undefined) throw new Error('no digest was posted')
  return message
}

/** As it is now: the sandbox's own object changes with an edit. */
const copyOf = (message: Message): Message => structuredClone(message)
const text = (message: Message) => JSON.stringify(message.embeds)
const edits = () => world.sandbox.requests.filter(({ route }) => route === EDIT)
const steps = () =>
  world.bot().db.all(`SELECT state, error FROM follow_up WHERE kind = 'correction'`)

describe('a digest whose source corrects a number', () => {
  it('has it on its card, marked, and leaves all else as it was', async () => {
    const { channel } = world
    await subscribed(channel.id)
    await world.moveTo(SLOT)
    const before = copyOf(standingIn(channel.id))
    correct(JA)
    await anHourOn()
    const after = standingIn(channel.id)
    expect(world.sandbox.messages(channel.id)).toHaveLength(1)
    const at = before.embeds.findIndex((embed) => JSON.stringify(embed).includes(JA.from))
    expect(at).toBeGreaterThanOrEqual(0)
    const others = (message: Message) => message.embeds.filter((_, n) => n !== at)
    expect(JSON.stringify(others(after))).toBe(JSON.stringify(others(before)))
    const card = JSON.stringify(after.embeds[at])
    expect(card).toContain(JA.to)
    expect(card).not.toContain(JA.from)
    expect(card).toMatch(/ · 訂正 [78]:\d\d"/)
    expect(after.content).toBe(before.content)
    expect(edits()).toHaveLength(1)
    expect(after['timestamp']).toBe(before['timestamp'])
  })

  it('tells a reader what changed, to them alone, in their language', async () => {
    const { channel, moderator, member } = world
    await subscribed(channel.id)
    await world.moveTo(SLOT)
    expect(controlOn(standingIn(channel.id), 'changed')).toBeNull()
    correct(JA)
    await anHourOn()
    const message = standingIn(channel.id)
    const button = control(message, 'changed')
    expect(button['label']).toBe('変わった点')
    const ja = await moderator.press(message, button.custom_id)
    expect(ja.ephemeral).toBe(true)
    expect(text(ja.message)).toMatch(/\*\*前：\*\* [^"]*8,940円[^"]*\*\*後：\*\* [^"]*9,480円/)
    const en = await member.press(message, button.custom_id)
    expect(text(en.message)).toMatch(/\*\*Before:\*\* [^"]*8,940円[^"]*\*\*Now:\*\* [^"]*9,480円/)
    expect(controlOn(message, 'read')).not.toBeNull()
    expect(controlOn(message, 'save-of')).not.toBeNull()
  })

  it('in its title has it in the contents too, and rings nobody again', async () => {
    const { channel, guild, sandbox } = world
    const role = sandbox.addRole(guild.id, { name: '朝刊', mentionable: true }).id
    await subscribed(channel.id, { role })
    await world.moveTo(SLOT)
    const before = copyOf(standingIn(channel.id))
    expect(before['mention_roles']).toEqual([role])
    correct(TITLE)
    await anHourOn()
    const after = standingIn(channel.id)
    expect(after.content).toBe(before.content.replace(TITLE.from, TITLE.to))
    expect(after.content).toContain(`<@&${role}>`)
    expect(after['mention_roles']).toEqual([])
    const select = JSON.stringify(control(after, 'read'))
    expect(select).toContain(TITLE.to)
    expect(select).not.toContain(TITLE.from)
    expect(sandbox.messages(channel.id)).toHaveLength(1)
  })

  it('in English says so in English', async () => {
    const { sandbox } = world
    const guild = sandbox.addGuild({ name: 'Garden', locale: 'en-US' })
    const channel = sandbox.addChannel(guild.id, { name: 'morning' })
    const roleIds = [sandbox.addRole(guild.id, { name: 'mods', permissions: BIT.manageGuild }).id]
    const rose = sandbox.as(
      sandbox.addPerson(guild.id, { name: 'Rose', locale: 'en-US', roleIds }).id,
    )
    await rose.slash(channel.id, 'digest subscribe', { feed: world.urls('en'), zone: 'Asia/Tokyo' })
    await world.moveTo(SLOT)
    const found = /\d[\d,]+ [a-z]+/.exec(String(standingIn(channel.id).embeds[0]?.['description']))
    const from = found?.[0] ?? ''
    const to = from.replace(/^\d/, (digit) => String((Number(digit) % 9) + 1))
    const feed = ['en-news', 'en-science'].find((name) =>
      JSON.stringify(readContent(name)).includes(from),
    )
    correct({ feed: feed ?? '', from, to })
    await anHourOn()
    const message = standingIn(channel.id)
    expect(text(message)).toContain(to)
    expect(text(message)).toMatch(/ · Corrected [78]:\d\d"/)
    expect(control(message, 'changed')['label']).toBe('What changed')
  })
})

describe('a correction of a digest', () => {
  it('in a thread that sleeps opens it; in one that is locked it is left alone', async () => {
    const { sandbox, channel, moderatorId } = world
    const thread = sandbox.startThread(channel.id, moderatorId, '朝刊')
    const locked = sandbox.startThread(channel.id, moderatorId, '鍵')
    for (const { id } of [thread, locked]) await subscribed(id)
    await world.moveTo(SLOT)
    const before = copyOf(standingIn(locked.id))
    sandbox.setThread(thread.id, { archived: true })
    sandbox.setThread(locked.id, { archived: true, locked: true })
    correct(JA)
    await anHourOn()
    expect(text(standingIn(thread.id))).toContain('訂正')
    expect(thread.thread?.archived).toBe(false)
    expect(standingIn(locked.id)).toEqual(before)
    expect((await steps()).map(({ state }) => state).sort()).toEqual(['done', 'failed'])
    const [{ n = 0 } = {}] = await world.bot().db.all(`SELECT COUNT(*) AS n FROM delivery`)
    expect(n).toBe(2)
  })

  it('in a forum edits the first message of its post, and who sees the forum is told what changed', async () => {
    const { sandbox, guild, channel, member } = world
    const forum = sandbox.addForum(guild.id, { name: 'ニュース' })
    await subscribed(channel.id, { channel: forum.id })
    await world.moveTo(SLOT)
    correct(JA)
    await anHourOn()
    const post = [...sandbox.world.channels.values()].find(
      ({ thread }) => thread?.parentId === forum.id,
    )
    const message = standingIn(post?.id ?? '')
    expect(text(message)).toContain('訂正')
    const { message: told } = await member.press(message, control(message, 'changed').custom_id)
    expect(text(told)).toContain(JA.to)
  })

  it('in direct messages is made there, and told there', async () => {
    const { sandbox, guild, channel } = world
    const { id } = sandbox.addPerson(guild.id, { name: 'ハル', locale: 'ja' })
    await sandbox.as(id).slash(channel.id, 'me subscribe', { feed: world.urls('ja') })
    await world.moveTo(SLOT + 10 * MINUTE)
    correct(JA)
    await anHourOn()
    const direct = [...sandbox.world.channels.values()].find((one) => one.recipientId === id)
    const message = standingIn(direct?.id ?? '')
    expect(sandbox.messages(direct?.id ?? '')).toHaveLength(1)
    expect(text(message)).toContain('訂正')
    const told = await sandbox.as(id).press(message, control(message, 'changed').custom_id)
    expect(text(told.message)).toContain(JA.to)
  })

  it('reaches those who follow an announcement, and ends quietly when Discord lets none through', async () => {
    const { sandbox, guild } = world
    const source = sandbox.addChannel(guild.id, { name: '公開', type: 5 }).id
    const target = sandbox.addChannel(sandbox.addGuild({ name: 'far' }).id, { name: 'copies' }).id
    sandbox.world.followers.set(source, [{ channelId: target, webhookId: sandbox.world.id() }])
    await subscribed(source)
    await world.moveTo(SLOT)
    correct(JA)
    await anHourOn()
    expect(text(standingIn(target))).toContain(JA.to)
    expect(sandbox.messages(target)).toHaveLength(1)
    const before = copyOf(standingIn(source))
    sandbox.faults.add({ route: EDIT, times: 1, effect: limit(20022) })
    correct({ ...JA, to: '9,990円' })
    await anHourOn()
    expect(standingIn(source)).toEqual(before)
    expect(await steps()).toEqual([{ state: 'failed', error: 'refused:20022' }])
    await anHourOn()
    expect(edits()).toHaveLength(2)
  })

  it('that Discord says are too many of an old message ends there', async () => {
    const { channel, sandbox } = world
    await subscribed(channel.id)
    await world.moveTo(SLOT)
    sandbox.faults.add({ route: EDIT, times: 1, effect: limit(30046) })
    correct(JA)
    await anHourOn()
    await anHourOn()
    expect(edits()).toHaveLength(1)
    expect(await steps()).toEqual([{ state: 'failed', error: 'refused:30046' }])
    expect(sandbox.messages(channel.id)).toHaveLength(1)
  })

  it('of a message that somebody deleted, or in a channel that was shut, changes and says nothing', async () => {
    const { channel, guild, sandbox } = world
    const shut = sandbox.addChannel(guild.id, { name: '閉' })
    for (const { id } of [channel, shut]) await subscribed(id)
    await world.moveTo(SLOT)
    sandbox.world.messages.set(channel.id, [])
    const view = { id: sandbox.botId, type: 1 as const, allow: 0n, deny: 1n << 10n }
    sandbox.setOverwrites(shut.id, [view])
    correct(JA)
    await anHourOn()
    expect(sandbox.messages(channel.id)).toEqual([])
    expect((await steps()).map(({ error }) => error).sort()).toEqual([
      'no-access:50001',
      'refused:10008',
    ])
    const rows = await world.bot().db.all('SELECT kind, state FROM delivery')
    expect(rows).toEqual([
      { kind: 'digest', state: 'sent' },
      { kind: 'digest', state: 'sent' },
    ])
  })
})

/** As Discord answers it: a 429 whose body alone tells what it means. */
const limit = (code: number): FaultEffect => ({
  kind: 'answer',
  status: 429,
  headers: { 'retry-after': '1', 'x-ratelimit-scope': 'shared' },
  body: { message: 'no more edits', code, retry_after: 1163, global: false },
})

it('a correction that is found while nothing else is to be done writes what the source says', async () => {
  const { channel } = world
  await subscribed(channel.id)
  await world.moveTo(SLOT)
  correct({ ...JA, to: '８，９４０円' })
  await anHourOn()
  expect(edits()).toEqual([])
  await world.moveTo(world.clock.now() + HOUR)
  expect(edits()).toEqual([])
})
