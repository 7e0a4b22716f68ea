/** Readers share articles in a channel, through real discord.js and the sandbox. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '../../src/sandbox/sandbox.ts'
import { control, endWell, valuesOf, worldWithDigest } from './reader.ts'
import type { World } from './world.ts'

const SEND_MESSAGES = 1n << 11n

let world: World
let digest: Message
beforeEach(async () => {
  ;({ world, digest } = await worldWithDigest())
})
afterEach(() => endWell(world))

type Person = World['member']

async function opened(person: Person, nth = 0): Promise<Message> {
  const select = control(digest, 'read')
  const view = await person.choose(digest, select.custom_id, [valuesOf(select)[nth] ?? ''])
  return view.message
}

const share = async (person: Person, nth = 0) => {
  const view = await opened(person, nth)
  const done = await person.press(view, control(view, 'share').custom_id)
  await world.bot().idle()
  return done
}

const shared = (channelId = world.channel.id) => world.sandbox.messages(channelId).slice(1)

/** Discord takes five messages in five seconds: the sixth is on its way a while. */
const stored = () =>
  world.bot().db.all(`SELECT COUNT(*) AS shares FROM delivery WHERE kind = 'share'`)

describe('a reader', () => {
  it('shares an open article, which others read and save from there', async () => {
    const { member, english, channel } = world
    const done = await share(member)
    expect(done.ephemeral).toBe(true)
    expect(done.message.content).toContain(`Shared in <#${channel.id}> with your name`)
    const [card, ...more] = shared()
    if (!card) throw new Error('nothing was shared')
    expect(more).toEqual([])
    expect(card.content).toMatch(/^<@\d+> さんが記事を共有しました$/)
    expect(card['mentions']).toEqual([])
    expect(card.embeds).toHaveLength(1)
    const read = await english.press(card, control(card, 'open').custom_id)
    expect(read.ephemeral).toBe(true)
    expect(read.message.embeds[0]?.['title']).toBe(card.embeds[0]?.['title'])
    const kept = await english.press(card, control(card, 'save').custom_id)
    expect(kept.message.content).toContain('Saved:')
    const menu = await member.menu(card, 'Save')
    expect(menu.message.content).toContain('Saved:')
  })

  it('shares what a search found, into the channel where they searched', async () => {
    const { moderator, sandbox, guild } = world
    const talk = sandbox.addChannel(guild.id, { name: '談話室' })
    const found = await moderator.slash(talk.id, 'search', { query: '夜行列車' })
    const select = control(found.message, 'share')
    const done = await moderator.choose(found.message, select.custom_id, [
      valuesOf(select)[0] ?? '',
    ])
    expect(done.message.content).toContain(`あなたの名前で <#${talk.id}> に共有します`)
    expect(done.updated).toBe(false)
    await world.bot().idle()
    expect(sandbox.messages(talk.id)).toHaveLength(1)
  })

  it('is told in both languages where they may not write themselves', async () => {
    const { member, moderator, sandbox, channel, guild } = world
    sandbox.setOverwrites(channel.id, [
      { id: guild.id, type: 0, allow: 0n, deny: SEND_MESSAGES },
      { id: sandbox.botId, type: 1, allow: SEND_MESSAGES, deny: 0n },
    ])
    expect((await share(member)).message.content).toContain('You cannot write in')
    expect((await share(moderator)).message.content).toContain('「ここに共有」ボタンを押して')
    expect(shared()).toEqual([])
  })

  it('is told in both languages where the bot may not', async () => {
    const { member, moderator, sandbox, channel } = world
    sandbox.setOverwrites(channel.id, [
      { id: sandbox.botId, type: 1, allow: 0n, deny: SEND_MESSAGES },
    ])
    expect((await share(member)).message.content).toMatch(
      /I cannot post .*: \*\*Send Messages\*\*\./,
    )
    expect((await share(moderator)).message.content).toMatch(/「メッセージを送信」の許可を依頼/)
    expect(shared()).toEqual([])
  })

  it('is told in both languages when a second press comes, and when it is too much', async () => {
    const { member, moderator } = world
    for (const person of [member, moderator]) {
      for (const nth of [0, 1, 2]) await share(person, nth)
    }
    expect(await stored()).toEqual([{ shares: 6 }])
    expect((await share(member, 2)).message.content).toContain('it is not posted twice')
    expect((await share(moderator, 2)).message.content).toContain('もう一度は投稿していません')
    const en = await share(member, 3)
    expect(en.message.content).toMatch(/3 articles within 10 minutes.*<t:\d+:R>/)
    const ja = await share(moderator, 3)
    expect(ja.message.content).toMatch(/共有は10分間に3本まで.*<t:\d+:R>にできます/)
    expect(await stored()).toEqual([{ shares: 6 }])
  })
})
