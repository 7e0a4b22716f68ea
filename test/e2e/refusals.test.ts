/** What people get wrong: the answer says in their language what to do instead, and nothing has changed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../src/sandbox/sandbox.ts'
import { controlOf, type Stage, startStage } from './bot.ts'

let stage: Stage
let feed: string
beforeAll(async () => {
  stage = await startStage()
  feed = stage.feeds[0] ?? ''
})
afterAll(() => stage.close())

type Typed = Record<string, string | number | boolean>
type Who = keyof Stage['people']

const say = async (who: Who, words: string, typed: Typed = {}, channelId = stage.channelId) =>
  stage.discord.as(stage.people[who]).slash(channelId, words, typed)

const stored = async () =>
  JSON.stringify(
    await stage.bot.db.all(
      'SELECT (SELECT COUNT(*) FROM feed) AS feeds, (SELECT COUNT(*) FROM article) AS articles, (SELECT COUNT(*) FROM digest) AS digests, (SELECT COUNT(*) FROM delivery) AS deliveries',
    ),
  ) +
  JSON.stringify(
    await stage.bot.db.all('SELECT id, state, channel_id, minute, zone FROM subscription'),
  )

/** In both languages: what the answer must hold, which tells what to do instead. */
async function refused(
  words: string,
  typed: Typed,
  { ja, en, channelId = stage.channelId }: { ja: RegExp; en: RegExp; channelId?: string },
): Promise<void> {
  const before = await stored()
  const inJa = await say('jaManager', words, typed, channelId)
  const inEn = await say('enManager', words, typed, channelId)
  expect(inJa.message.content).toMatch(ja)
  expect(inEn.message.content).toMatch(en)
  for (const { ephemeral, message } of [inJa, inEn]) {
    expect(ephemeral).toBe(true)
    expect(message.content).not.toMatch(/@(everyone|here)|<@&?\d+>|\*\*bold|\{\w+\}/)
  }
  expect(inEn.message.content).not.toMatch(/[\u3040-\u30ff]/)
  expect(await stored()).toBe(before)
}

const BAD_FEEDS: readonly [string, RegExp, RegExp][] = [
  ['news', /URLを貼って/, /Paste the address/],
  ['ftp://news.example/feed', /URLを貼って/, /Paste the address/],
  ['javascript:alert(1)', /URLを貼って/, /Paste the address/],
  ['@everyone **bold** <@1> <@&2> [a](https://evil.example)', /URLを貼って/, /Paste the address/],
  ['x'.repeat(2000), /URLを貼って/, /Paste the address/],
  ['http://192.168.0.1/feed', /だれでも開けるURL/, /Use an address/],
  ['http://[::1]/feed', /だれでも開けるURL/, /Use an address/],
  ['http://169.254.169.254/latest', /だれでも開けるURL/, /Use an address/],
  ['http://127.0.0.1:1/feed?key=SECRET', /つづりを確認/, /Check the spelling/],
]

describe('subscribing', () => {
  it.each(BAD_FEEDS)('to %s is refused', (typed, ja, en) =>
    refused('digest subscribe', { feed: typed }, { ja, en }),
  )

  it('repeats no secret of an address', async () => {
    const { message } = await say('jaManager', 'digest subscribe', {
      feed: 'http://127.0.0.1:1/feed?key=SECRET',
    })
    expect(message.content).not.toContain('SECRET')
  })

  it.each(['25:00', '朝', '7:60', '@everyone', '**bold**'])('at %s is refused', (time) =>
    refused(
      'digest subscribe',
      { feed, time },
      { ja: /`7:30`.*のように/, en: /Write for example/ },
    ),
  )

  it.each(['Mars/Phobos', '`@everyone`', '**bold**'])('in the zone %s is refused', (zone) =>
    refused('digest subscribe', { feed, zone }, { ja: /候補から/, en: /Choose one/ }),
  )

  it.each([
    [10n, '「チャンネルを見る」', 'View Channel'],
    [11n, '「メッセージを送信」', 'Send Messages'],
    [14n, '「埋め込みリンク」', 'Embed Links'],
    [16n, '「メッセージ履歴を読む」', 'Read Message History'],
  ])('where the bot lacks right %s is refused with its name', async (bit, ja, en) => {
    const { discord, guildId } = stage
    const { id } = discord.addChannel(guildId, { name: `lacking-${bit}` })
    discord.setOverwrites(id, [{ id: discord.botId, type: 1, allow: 0n, deny: 1n << bit }])
    const patterns = { ja: new RegExp(`${ja}を許可`), en: new RegExp(en) }
    await refused('digest subscribe', { feed, channel: id }, patterns)
    await refused('digest subscribe', { feed }, { ...patterns, channelId: id })
  })

  it('where the caller may not speak is refused', async () => {
    const { discord, guildId, people } = stage
    const { id } = discord.addChannel(guildId, { name: 'quiet' })
    const deny = (user: string) => ({ id: user, type: 1 as const, allow: 0n, deny: 1n << 11n })
    discord.setOverwrites(id, [deny(people.jaManager), deny(people.enManager)])
    const patterns = { ja: /別のチャンネルを選ぶ/, en: /another channel/ }
    await refused('digest subscribe', { feed, channel: id }, patterns)
  })

  it('with a role that the caller, or only the bot, cannot notify is refused', async () => {
    const { discord, guildId } = stage
    const role = discord.addRole(guildId, { name: 'closed' })
    const { message } = await say('jaManager', 'digest subscribe', { feed, role: role.id })
    expect(message.content).toMatch(/省略して/)
    const guild = await stage.bot.db.all('SELECT COUNT(*) AS n FROM subscription')
    expect(guild).toEqual([{ n: 0 }])
    const owner = discord.addGuild({ name: 'Owned' })
    const channel = discord.addChannel(owner.id, { name: 'own' })
    const shut = discord.addRole(owner.id, { name: 'shut' })
    const told = await discord
      .as(owner.ownerId)
      .slash(channel.id, 'digest subscribe', { feed, role: shut.id })
    expect(told.message.content).toContain('Allow anyone to @mention')
  })

  it('is for managers', async () => {
    for (const words of ['digest list', 'digest now', 'digest subscribe']) {
      const typed = words.endsWith('subscribe') ? { feed } : {}
      const ja = await say('jaMember', words, typed)
      const en = await say('enMember', words, typed)
      expect(ja.message.content).toContain('サーバーの管理者に依頼')
      expect(en.message.content).toContain('Ask a moderator')
    }
    expect(await stage.bot.db.all('SELECT id FROM subscription')).toEqual([])
  })

  it('takes full-width digits and a zone by its Japanese name', async () => {
    const { message } = await say('jaManager', 'digest subscribe', {
      feed,
      time: '１９：０５',
      zone: '東京',
    })
    expect(message.content).toContain('**19:05**（Asia/Tokyo）')
    await discordPress('jaManager', message, 'drop')
  })
})

const discordPress = (who: Who, message: Message, route: string) =>
  stage.discord.as(stage.people[who]).press(message, controlOf(message, route))

describe('a message that is older than what it is about', () => {
  it('still opens its articles when its digest was ended, and a button of the digest says that it is gone', async () => {
    const { discord, guildId } = stage
    const { id } = discord.addChannel(guildId, { name: 'old' })
    const set = await say('jaManager', 'digest subscribe', { feed }, id)
    const posted = stage.logged('digest posted')
    await discordPress('jaManager', set.message, 'now')
    await posted
    const { message: panel } = await say('jaManager', 'digest list', {}, id)
    await discordPress('enManager', set.message, 'drop')
    const [digest] = discord.messages(id)
    if (digest === undefined) throw new Error('nothing was posted')
    const options = JSON.stringify(digest.components).match(/"value":"(\d+)"/)
    const opened = await discord
      .as(stage.people.enMember)
      .choose(digest, controlOf(digest, 'read'), [options?.[1] ?? ''])
    expect(opened.message.embeds[0]?.['title']).toBe(
      String(digest.embeds[0]?.['title']).replace(/^1 /, ''),
    )
    const gone = await discordPress('jaManager', panel, 'now')
    expect(gone.message.content).toContain('もうありません')
    const paused = await discordPress('enManager', panel, 'pause')
    expect(paused.message.content).toContain('/digest list')
    expect(await stage.bot.db.all(`SELECT id FROM subscription WHERE state <> 'ended'`)).toEqual([])
  })

  it('keeps the page of a search whose time is over, and says beside it what to do', async () => {
    const { discord, clock, guildId, people } = stage
    const { id } = discord.addChannel(guildId, { name: 'found' })
    await say('jaManager', 'digest subscribe', { feed: stage.feeds.join(' ') }, id)
    const { message } = await say('enMember', 'search', { query: 'の' }, id)
    const next = controlOf(message, 'find')
    clock.moveTo(clock.now() + 16 * 60_000)
    const beside = await discord.as(people.enMember).press(message, next)
    expect(beside.message.content).toContain('/search')
    expect(beside.message.id).not.toBe(message.id)
  })

  it('echoes what was searched for without ringing anybody', async () => {
    const { message } = await say('enMember', 'search', {
      query: '@everyone <@&1> **bold** [a](https://evil.example) ``` ||x||',
    })
    expect(message.content).not.toMatch(/@everyone|<@&1>|(?<!\\)\*\*bold|(?<!\\)\[a\]/)
  })
})
