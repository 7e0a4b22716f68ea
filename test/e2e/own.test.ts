/** Digests of one's own by direct message, through real discord.js and the sandbox, in both languages. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OWN_DIGESTS } from '../../config/member-limits.ts'
import type { Message } from '../../src/sandbox/sandbox.ts'
import { control, controlOn, endWell, valuesOf } from './reader.ts'
import { createWorld, SLOT, type World } from './world.ts'

let world: World
let member: World['member']
let memberId: string
beforeEach(async () => {
  world = await createWorld()
  const { sandbox, guild } = world
  memberId = sandbox.addPerson(guild.id, { name: 'ハル', locale: 'ja' }).id
  member = sandbox.as(memberId)
})
afterEach(() => endWell(world))

/** The channel of somebody's direct messages; it is there once the bot has opened it. */
const directOf = (userId: string): string =>
  [...world.sandbox.world.channels.values()].find((one) => one.recipientId === userId)?.id ?? ''

const inDirect = (userId = memberId): readonly Message[] => world.sandbox.messages(directOf(userId))

const own = (message: Message, route: string) => control(message, route).custom_id

/** To the end of the minutes over which digests are spread. */
const firstMorning = () => world.moveTo(SLOT + OWN_DIGESTS.spreadMs + 60_000)

const embedsOf = (message: Message) => JSON.stringify(message.embeds)

describe('a member, in a server', () => {
  it('gets a digest of their own by direct message; nobody else sees anything of it', async () => {
    const { channel, sandbox, moderator } = world
    const done = await member.slash(channel.id, 'me subscribe', { feed: world.urls('ja') })
    expect(done.ephemeral).toBe(true)
    expect(done.message.content).toContain('毎日 **07:30**（Asia/Tokyo）、ダイレクトメッセージで')
    expect(done.message.content).toContain('お使いの言語から推定しました')
    await firstMorning()
    const [digest, ...more] = inDirect()
    expect(more).toEqual([])
    expect(digest?.content).toContain('📘 1月18日(日)の朝')
    expect(sandbox.messages(channel.id)).toEqual([])
    const listed = await moderator.slash(channel.id, 'digest list')
    expect(listed.message.content).toContain('このサーバーには、まだダイジェストがありません')
    const opened = sandbox.requests.filter(({ path }) => path.endsWith('/users/@me/channels'))
    expect(opened).toHaveLength(1)
  })

  it('changes, pauses, previews and ends it from the panel, where they are', async () => {
    const { channel } = world
    await member.slash(channel.id, 'me subscribe', { feed: world.urls('ja'), time: '21:00' })
    const listed = await member.slash(channel.id, 'me list')
    expect(listed.ephemeral).toBe(true)
    expect(listed.message.embeds[0]?.['title']).toBe('自分のダイジェスト：1件')
    expect(embedsOf(listed.message)).not.toContain('<#')
    for (const route of ['move', 'copy']) expect(controlOn(listed.message, route)).toBeNull()
    const form = await member.open({
      kind: 'press',
      message: listed.message,
      customId: own(listed.message, 'edit'),
    })
    expect(JSON.stringify(form.data)).not.toContain('"role"')
    const edited = await member.submit(form, { when: '8:15' })
    expect(edited.message.content).toContain('**08:15**（Asia/Tokyo）、ダイレクトメッセージで')
    const paused = await member.press(edited.message, own(edited.message, 'pause'))
    expect(paused.message.content).toContain('「再開」を押すまで届きません')
    const resumed = await member.press(paused.message, own(paused.message, 'resume'))
    expect(resumed.message.content).toContain('▶️ 再開しました')
    const shown = await member.press(resumed.message, own(resumed.message, 'preview'))
    const select = control(shown.message, 'read')
    const article = await member.choose(
      shown.message,
      select.custom_id,
      valuesOf(select).slice(0, 1),
    )
    expect(article.ephemeral).toBe(true)
    expect(controlOn(article.message, 'share')).toBeNull()
    const why = await member.press(resumed.message, own(resumed.message, 'why'))
    expect(why.ephemeral).toBe(true)
    const sent = await member.press(resumed.message, own(resumed.message, 'now'))
    expect(sent.message.content).toContain('ダイレクトメッセージで')
    await world.bot().idle()
    expect(inDirect()).toHaveLength(1)
    const ended = await member.press(resumed.message, own(resumed.message, 'drop'))
    expect(ended.message.content).toContain('🗑️ 解除しました')
    const back = await member.press(ended.message, own(ended.message, 'undo'))
    expect(back.message.content).toContain('✅ 元に戻しました')
    const again = await member.press(back.message, own(back.message, 'drop'))
    const none = await member.press(again.message, own(again.message, 'list'))
    expect(none.message.content).toContain('自分のダイジェストはまだありません')
    expect(none.message.content).toContain('`/マイページ 購読`')
  })

  it('is told in English what is wrong, and what to do instead', async () => {
    const { channel, english } = world
    const said = async (typed: Record<string, string>) =>
      (await english.slash(channel.id, 'me subscribe', typed)).message.content
    expect(await said({ feed: 'nonsense' })).toContain('is not a web address')
    const dead =
      world
        .urls('en')
        .split(' ')[0]
        ?.replace(/[^/]+$/, 'not-there') ?? ''
    expect(await said({ feed: dead })).toContain('is not there (404)')
    expect(await said({ feed: world.urls('en'), time: '25:00' })).toContain('is not a time of day')
    expect(await said({ feed: world.urls('en'), zone: 'Nowhere' })).toContain('not a time zone')
    const done = await said({ feed: world.urls('en') })
    expect(done).toContain('You get a digest by direct message every day at **07:30**')
    expect(done).toContain('guessed from your language')
    for (let hour = 1; hour < OWN_DIGESTS.most; hour += 1) {
      expect(await said({ feed: world.urls('en'), time: `${hour}:00` })).toContain('All set')
    }
    const full = await said({ feed: world.urls('en'), time: '22:00' })
    expect(full).toContain(`You already have ${OWN_DIGESTS.most} digests of your own`)
    expect(full).toContain('`/me list`')
  })

  it('shares an article of their own feed there if they want to', async () => {
    const { channel, sandbox } = world
    await member.slash(channel.id, 'me subscribe', { feed: world.urls('ja') })
    const found = await member.slash(channel.id, 'latest')
    expect(found.ephemeral).toBe(true)
    const select = control(found.message, 'read')
    const opened = await member.choose(
      found.message,
      select.custom_id,
      valuesOf(select).slice(0, 1),
    )
    await member.press(opened.message, own(opened.message, 'share'))
    await world.bot().idle()
    expect(sandbox.messages(channel.id)).toHaveLength(1)
  })
})

describe('in direct messages', () => {
  it('a digest’s articles open, are kept and are found; nothing is shared there', async () => {
    await member.slash(world.channel.id, 'me subscribe', { feed: world.urls('ja') })
    await firstMorning()
    const [digest] = inDirect()
    if (!digest) throw new Error('no digest came')
    const direct = directOf(memberId)
    const select = control(digest, 'read')
    const opened = await member.choose(digest, select.custom_id, valuesOf(select).slice(0, 1))
    expect(controlOn(opened.message, 'share')).toBeNull()
    const kept = await member.press(opened.message, own(opened.message, 'save'))
    expect(kept.message.content).toContain('🔖')
    const rest = await member.press(digest, own(digest, 'rest'))
    expect(rest.ephemeral).toBe(true)
    const menu = await member.menu(digest, 'Save')
    expect(menu.message.content).toContain('どの記事を保存')
    const saved = await member.slash(direct, 'saved')
    expect(embedsOf(saved.message)).toContain(
      `ダイレクトメッセージに届いています：[開く](https://discord.com/channels/@me/${direct}/`,
    )
    const latest = await member.slash(direct, 'latest')
    expect(embedsOf(latest.message)).toContain(`https://discord.com/channels/@me/${direct}/`)
    const word = String(digest.embeds[0]?.['title']).replace(/^\d+ /, '').slice(0, 4)
    const found = await member.slash(direct, 'search', { query: word })
    expect(found.message.embeds).not.toEqual([])
    expect(controlOn(found.message, 'share')).toBeNull()
    const panel = await member.slash(direct, 'me list')
    expect(panel.message.embeds[0]?.['title']).toBe('自分のダイジェスト：1件')
    const paused = await member.press(panel.message, own(panel.message, 'pause'))
    expect(paused.message.content).toContain('⏸️')
  })

  it('help tells of it, and there is nothing to look up before anything came', async () => {
    const { english, bot, sandbox } = world
    const englishId = [...sandbox.world.people.values()].find(({ name }) => name === 'Rose')?.id
    const direct = (await bot().discord.openDirect(englishId ?? '')) ?? ''
    expect((await english.slash(direct, 'help')).message.content).toContain('`/me subscribe`')
    expect((await english.slash(direct, 'latest')).message.content).toContain('`/me subscribe`')
    const nothing = await english.slash(direct, 'search', { query: 'harbour' })
    expect(nothing.message.content).toContain('Get a digest of your own with `/me subscribe`')
    const empty = await english.slash(direct, 'me list')
    expect(empty.message.content).toContain('You have no digest of your own yet')
    await expect(english.slash(direct, 'digest list')).rejects.toThrow('is registered there')
  })
})

describe('who takes no direct messages', () => {
  it('is told at their next command, and it goes on with a button: nothing is lost', async () => {
    const { sandbox, channel } = world
    await member.slash(channel.id, 'me subscribe', { feed: world.urls('ja') })
    sandbox.setDirectMessages(memberId, false)
    await firstMorning()
    expect(inDirect()).toEqual([])
    const beside = new Promise<Message>((resolve) => {
      sandbox.onMessage(({ message }) => {
        if (message.content.includes('を停止しました')) resolve(message)
      })
    })
    await member.slash(channel.id, 'help')
    const notice = await beside
    expect(notice.flags & 64).toBe(64)
    expect(notice.content).toContain('自分のダイジェスト1件を停止しました')
    const listed = await member.slash(channel.id, 'me list')
    expect(embedsOf(listed.message)).toContain('ダイレクトメッセージを受け取れない設定のため停止中')
    sandbox.setDirectMessages(memberId, true)
    const on = await member.press(notice, own(notice, 'direct'))
    expect(on.message.content).toContain('1件のダイジェストを再開しました')
    await world.bot().idle()
    expect(inDirect()).toHaveLength(1)
  })
})

describe('who has installed the bot for themselves', () => {
  it('uses it in a server without it, for their own alone, and gets their digest', async () => {
    const { sandbox, guild, channel } = world
    const elsewhere = sandbox.addGuild({ name: 'Elsewhere' })
    const place = sandbox.addChannel(elsewhere.id, { name: 'talk' })
    const alone = sandbox.addPerson(elsewhere.id, { name: 'Ivy', locale: 'en-US' })
    sandbox.removeBot(elsewhere.id)
    const ivy = sandbox.as(alone.id)
    await expect(ivy.slash(place.id, 'me list')).rejects.toThrow('is registered there')
    sandbox.install(alone.id)
    const done = await ivy.slash(place.id, 'me subscribe', {
      feed: world.urls('en'),
      zone: 'Tokyo',
    })
    expect(done.ephemeral).toBe(true)
    expect(done.message.content).toContain('All set')
    const panel = await ivy.slash(place.id, 'me list')
    const paused = await ivy.press(panel.message, own(panel.message, 'pause'))
    await ivy.press(paused.message, own(paused.message, 'resume'))
    await expect(ivy.slash(place.id, 'digest list')).rejects.toThrow('is registered there')
    await firstMorning()
    expect(inDirect(alone.id)).toHaveLength(1)
    expect(sandbox.messages(place.id)).toEqual([])
    expect(sandbox.messages(channel.id)).toEqual([])
    const latest = await ivy.slash(place.id, 'latest')
    expect(latest.ephemeral).toBe(true)
    expect(embedsOf(latest.message)).toContain('https://discord.com/channels/@me/')
    await member.slash(channel.id, 'latest').then(({ message }) => {
      expect(message.embeds).toEqual([])
    })
    expect(guild.members.has(alone.id)).toBe(false)
  })
})
