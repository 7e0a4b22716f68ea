/** A digest in a forum is a post a day: chosen, refused, found again, opened from a search. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { FaultEffect } from '../../src/sandbox/faults.ts'
import { controlOf, type Stage, startStage } from './bot.ts'

const START_POST = 'POST /channels/:channel/threads'
const VIEW = 1n << 10n
const SEND = 1n << 11n
const HISTORY = 1n << 16n
const IN_THREADS = 1n << 38n

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage.close())
// One page of the panel holds eight digests.
afterEach(() => stage.bot.db.all(`UPDATE subscription SET state = 'ended'`))

type Tags = Parameters<Stage['discord']['addForum']>[1]['tags']

const forumOf = (name: string, more: { tags?: Tags; requiresTag?: boolean } = {}) =>
  stage.discord.addForum(stage.guildId, {
    name,
    ...(more.tags ? { tags: more.tags } : {}),
    ...(more.requiresTag === undefined ? {} : { requiresTag: more.requiresTag }),
  })

const postsOf = (forumId: string) =>
  [...stage.discord.world.channels.values()].filter(({ thread }) => thread?.parentId === forumId)

const subscribe = (
  forumId: string,
  { who = 'jaManager', feed = 0 }: { who?: keyof Stage['people']; feed?: number } = {},
) =>
  stage.discord.as(stage.people[who]).slash(stage.channelId, 'digest subscribe', {
    feed: stage.feeds[feed] ?? '',
    channel: forumId,
  })

async function postNow(forumId: string, who: keyof Stage['people'] = 'jaManager') {
  const posted = stage.logged('digest posted')
  await stage.discord
    .as(stage.people[who])
    .slash(stage.channelId, 'digest now', { channel: forumId })
  await posted
}

/** Lets seconds pass until something is logged: on a busy machine a try may take longer than it may. */
async function passUntil(wanted: Promise<unknown>): Promise<void> {
  let over = false
  const done = wanted.then(() => {
    over = true
  })
  while (!over) {
    const failed = stage.logged('digest not posted')
    stage.clock.moveTo(stage.clock.now() + 31_000)
    stage.bot.wake()
    await Promise.race([done, failed])
  }
}

describe('a forum', () => {
  it('gets a post for each digest, named after its day, with the digest as its first message', async () => {
    const forum = forumOf('ニュース', { tags: ['雑談', 'ダイジェスト'] })
    const { message } = await subscribe(forum.id)
    expect(message.content).toContain('フォーラムの投稿を1つ作ります')
    await postNow(forum.id)
    const [post] = postsOf(forum.id)
    expect(post?.name).toMatch(/^1月18日\(日\)の朝 · \d本$/)
    expect(post?.thread?.tagIds).toEqual([forum.forum?.tags[1]?.id])
    const [first] = stage.discord.messages(post?.id ?? '')
    expect(first?.id).toBe(post?.id)
    expect(first?.content).toContain('📘 1月18日(日)の朝')
    expect(stage.discord.violations).toEqual([])
  })

  it('has English names for an English digest, with the digest’s own where several stand there', async () => {
    const guild = stage.discord.addGuild({ name: 'Harbour', locale: 'en-US' })
    const channel = stage.discord.addChannel(guild.id, { name: 'general' })
    const forum = stage.discord.addForum(guild.id, { name: 'news' })
    const owner = stage.discord.as(guild.ownerId)
    const typed = (feed: number) => ({
      feed: stage.feeds[feed] ?? '',
      channel: forum.id,
      zone: 'UTC',
    })
    const { message } = await owner.slash(channel.id, 'digest subscribe', typed(0))
    expect(message.content).toContain('a post of its own')
    const post = async () => {
      const posted = stage.logged('digest posted')
      await owner.slash(channel.id, 'digest now', { channel: forum.id })
      await posted
    }
    await post()
    expect(postsOf(forum.id)[0]?.name).toMatch(/^Sat, Jan 17, night · \d articles?$/)
    await owner.slash(channel.id, 'digest subscribe', typed(1))
    stage.clock.moveTo(stage.clock.now() + 60_000)
    await post()
    const name = postsOf(forum.id).at(-1)?.name ?? ''
    expect(name).toMatch(/^.+ · Sat, Jan 17, night · \d articles?$/)
    expect([...name].length).toBeLessThanOrEqual(100)
  })

  it('that requires a tag gets the first that is not the moderators’ where none fits', async () => {
    const tags = [{ name: '公式', moderated: true }, '雑談', '質問']
    const forum = forumOf('tags', { tags, requiresTag: true })
    await subscribe(forum.id)
    await postNow(forum.id)
    expect(postsOf(forum.id)[0]?.thread?.tagIds).toEqual([forum.forum?.tags[1]?.id])
  })

  it('whose posts a member sees is searched, and a link leads into the post even when it sleeps', async () => {
    const forum = forumOf('search')
    await subscribe(forum.id)
    await postNow(forum.id)
    const [post] = postsOf(forum.id)
    stage.discord.setThread(post?.id ?? '', { archived: true })
    const [first] = stage.discord.messages(post?.id ?? '')
    const title = String(first?.embeds[0]?.['title']).replace(/^\d+ /, '')
    const found = () =>
      stage.discord
        .as(stage.people.jaMember)
        .slash(stage.channelId, 'search', { query: title.slice(0, 12) })
    expect(JSON.stringify((await found()).message)).toContain(`/${post?.id}/${first?.id}`)
    stage.discord.setOverwrites(forum.id, [
      { id: stage.people.jaMember, type: 1, allow: 0n, deny: VIEW },
    ])
    expect(JSON.stringify((await found()).message)).not.toContain(`/${post?.id}/`)
  })
})

describe('a digest for a forum is refused', () => {
  it.each([
    [SEND, 'メッセージを送信', 'Send Messages'],
    [IN_THREADS, 'スレッドでメッセージを送信', 'Send Messages in Threads'],
    [HISTORY, 'メッセージ履歴を読む', 'Read Message History'],
  ])('where the bot lacks right %s, by its name', async (bit, ja, en) => {
    const forum = forumOf(`lacking-${bit}`)
    stage.discord.setOverwrites(forum.id, [
      { id: stage.discord.botId, type: 1, allow: 0n, deny: bit },
    ])
    expect((await subscribe(forum.id)).message.content).toContain(`「${ja}」を許可`)
    const inEnglish = await subscribe(forum.id, { who: 'enManager' })
    expect(inEnglish.message.content).toContain(`**${en}**`)
    expect(await ordersIn(forum.id)).toEqual([])
  })

  it('that requires a tag and has none for us, with what to do', async () => {
    const forum = forumOf('closed', {
      tags: [{ name: '公式', moderated: true }],
      requiresTag: true,
    })
    const ja = await subscribe(forum.id)
    expect(ja.message.content).toMatch(/モデレーター限定でないタグを追加/)
    const en = await subscribe(forum.id, { who: 'enManager' })
    expect(en.message.content).toMatch(/Add a tag that is not limited to moderators/)
    expect(await ordersIn(forum.id)).toEqual([])
  })

  it('whose posts must show pictures: nobody can choose it', async () => {
    const media = stage.discord.addChannel(stage.guildId, { name: 'media', type: 16 })
    await expect(subscribe(media.id)).rejects.toThrow(/channel/)
  })
})

const ordersIn = (channelId: string) =>
  stage.bot.db.all('SELECT id FROM subscription WHERE channel_id = $1', [channelId])

const FAULTS: readonly [string, FaultEffect, number][] = [
  ['hangs before it is made', { kind: 'hang', stored: false }, 2],
  ['hangs after it was made', { kind: 'hang', stored: true }, 1],
  ['is dropped before it is made', { kind: 'drop', stored: false }, 2],
  ['is dropped after it was made', { kind: 'drop', stored: true }, 1],
  ['meets a server error', { kind: 'answer', status: 500, body: { message: 'oops', code: 0 } }, 2],
]

describe('a post', () => {
  it.each(FAULTS.map(([what, effect, tries], n) => ({ what, effect, tries, n })))(
    'whose request $what is there once',
    async ({ effect, tries, n }) => {
      const forum = forumOf(`fault-${n}`)
      await subscribe(forum.id, { feed: n % 5 })
      const failed = stage.logged('digest not posted')
      const posted = stage.logged('digest posted')
      stage.discord.faults.add({ route: START_POST, times: 1, effect })
      await stage.discord
        .as(stage.people.jaManager)
        .slash(stage.channelId, 'digest now', { channel: forum.id })
      await failed
      await passUntil(posted)
      expect(postsOf(forum.id)).toHaveLength(1)
      const asked = stage.discord.requests.filter(
        ({ route, path }) => route === START_POST && path.includes(forum.id),
      )
      expect(asked).toHaveLength(tries)
      const [post] = postsOf(forum.id)
      const rows = await stage.bot.db.all(
        'SELECT message_id, container_id FROM delivery WHERE channel_id = $1',
        [forum.id],
      )
      expect(rows).toEqual([{ message_id: post?.id, container_id: post?.id }])
      expect(stage.discord.violations).toEqual([])
    },
  )

  it('that was archived at once is found among the archived ones', async () => {
    const forum = forumOf('archived')
    await subscribe(forum.id)
    const failed = stage.logged('digest not posted')
    const posted = stage.logged('digest posted')
    stage.discord.faults.add({
      route: START_POST,
      times: 1,
      effect: { kind: 'drop', stored: true },
    })
    await stage.discord
      .as(stage.people.jaManager)
      .slash(stage.channelId, 'digest now', { channel: forum.id })
    await failed
    for (const { id } of postsOf(forum.id)) stage.discord.setThread(id, { archived: true })
    await passUntil(posted)
    expect(postsOf(forum.id)).toHaveLength(1)
  })

  it('that cannot be looked for is not made twice', async () => {
    const forum = forumOf('unreadable')
    await subscribe(forum.id)
    const failed = stage.logged('digest not posted')
    const unsure = stage.logged('delivery unsure: it is not sent again')
    stage.discord.faults.add({
      route: START_POST,
      times: 1,
      effect: { kind: 'drop', stored: true },
    })
    await stage.discord
      .as(stage.people.jaManager)
      .slash(stage.channelId, 'digest now', { channel: forum.id })
    await failed
    stage.discord.setOverwrites(forum.id, [
      { id: stage.discord.botId, type: 1, allow: 0n, deny: HISTORY },
    ])
    // Its event goes the same way as the interaction that follows it.
    await stage.discord.as(stage.people.jaManager).slash(stage.channelId, 'help')
    stage.clock.moveTo(stage.clock.now() + 31_000)
    stage.bot.wake()
    await unsure
    expect(postsOf(forum.id)).toHaveLength(1)
  })

  it('is what a digest that was moved to a forum becomes, and a message again where it is moved back', async () => {
    const forum = forumOf('moved')
    const manager = stage.discord.as(stage.people.jaManager)
    const text = stage.discord.addChannel(stage.guildId, { name: 'text' })
    await manager.slash(text.id, 'digest subscribe', { feed: stage.feeds[0] ?? '' })
    const moveTo = async (from: string, to: string) => {
      const { message } = await manager.slash(from, 'digest list')
      const form = await manager.open({
        kind: 'press',
        message,
        customId: controlOf(message, 'move'),
      })
      return (await manager.submit(form, { channel: [to] })).message
    }
    const moved = await moveTo(text.id, forum.id)
    expect(JSON.stringify(moved.embeds)).toContain('フォーラムの投稿を1つ作ります')
    await postNow(forum.id)
    expect(postsOf(forum.id)).toHaveLength(1)
    await moveTo(text.id, text.id)
    const rows = await stage.bot.db.all(
      `SELECT container FROM subscription WHERE channel_id = $1`,
      [text.id],
    )
    expect(rows).toEqual([{ container: null }])
  })
})
